// SPDX-License-Identifier: MIT
#include "ui/pages/challengenotice.h"

#include "issuance/challengewords.h"
#include "issuance/recordtexts.h"
#include "ui/models/timetext.h"
#include "ui/pages/pagewords.h"

namespace cw::ui
{

namespace
{

QStringList stayingPlaces(const issuance::IssueState &state)
{
    QStringList places;
    for (const store::NameRecord &record : state.order.records) {
        const bool isThere = record.publication == store::Publication::ByUs || record.publication == store::Publication::ByHand;
        const QString place = withoutFinalDot(record.owner);
        if (record.isStanding && isThere && !places.contains(place))
            places.append(place);
    }
    return places;
}

// After the order.
QStringList stayingSentences(const issuance::IssueState &state)
{
    const QStringList places = stayingPlaces(state);
    if (places.isEmpty())
        return {};
    return {ChallengeNotice::tr("Standing records stay in DNS at %1: renewals use them again. Delete them there when you do not want that any more.")
                .arg(places.join(QStringLiteral(", ")))};
}

QStringList standingSentences(const issuance::IssueState &state)
{
    QStringList sentences;
    for (const store::NameRecord &record : state.order.records) {
        if (record.standingSince.isValid() && record.status != u"valid") {
            sentences.append(ChallengeNotice::tr("The standing record of %1 is in DNS since %2: nothing has to be published.", "name, date")
                                 .arg(record.name, dateText(record.standingSince)));
        }
    }
    const QList<store::NameRecord> fresh = issuance::recordsToPublish(state.order);
    if (std::any_of(fresh.begin(), fresh.end(), [](const store::NameRecord &record) { return record.isStanding; }))
        sentences.append(ChallengeNotice::tr("This is a standing record: it stays in DNS after the order, and renewals use it again."));
    return sentences;
}

} // namespace

ChallengeNotice::ChallengeNotice(QWidget *parent) : Notice(Kind::Info, parent)
{
    setObjectName(QStringLiteral("page.challenge"));
    hide();
}

void ChallengeNotice::showState(const issuance::IssueState &state)
{
    const bool isIssued = state.order.stage == store::OrderStage::Issued;
    const QStringList sentences
        = isIssued ? stayingSentences(state) : issuance::fallbackSentences(state.order) + standingSentences(state);
    setText(sentences.join(u' '));
    setVisible(!sentences.isEmpty() && (isIssued || state.order.isOpen()));
}

} // namespace cw::ui
