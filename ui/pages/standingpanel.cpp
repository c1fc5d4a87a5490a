// SPDX-License-Identifier: MIT
#include "ui/pages/standingpanel.h"

#include "ui/models/timetext.h"
#include "ui/pages/methodwords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/combofield.h"
#include "ui/widgets/notice.h"

#include <QLabel>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

const QString Dns01 = QStringLiteral("dns-01");
const QString DnsAccount01 = QStringLiteral("dns-account-01");
const QString DnsPersist01 = QStringLiteral("dns-persist-01");

ChoiceRow *newKind(const QString &title, const QString &subtitle, const QString &type)
{
    auto *row = new ChoiceRow(ChoiceRow::Kind::Radio, ChoiceRow::Frame::Plain, title, subtitle);
    row->setBadge(type);
    return row;
}

QString explanationOf(const issuance::IssueState &state)
{
    const QString &type = state.order.challengeType;
    if (type == DnsPersist01) {
        return StandingPanel::tr(
            "One TXT record at _validation-persist stays in DNS and serves every renewal. It names the authority and your "
            "account, so nobody else can use it; whoever has the key of the account can. Nothing is taken out after the order.");
    }
    if (type == DnsAccount01) {
        return StandingPanel::tr(
            "The record goes below a label of your account, in front of _acme-challenge. So several clients with accounts of "
            "their own can prove one name side by side, and an alias of one does not disturb the others.");
    }
    return StandingPanel::tr("Every order gets new values at _acme-challenge. They are taken out after the order.");
}

} // namespace

StandingPanel::StandingPanel(issuance::OrderController &controller, QWidget *parent)
    : Card(tr("Standing record (dns-persist-01)"), parent)
    , m_controller(controller)
    , m_kinds(new ChoiceGroup(tr("Kind of record")))
    , m_explanation(newLabel({}, TextRole::Body))
    , m_until(new ComboField(tr("The record counts")))
    , m_offered(new Notice(Notice::Kind::Info))
{
    setObjectName(QStringLiteral("how.standing"));
    m_kinds->setObjectName(QStringLiteral("how.challenge"));
    m_kinds->setSpacing(2);
    m_kinds->addChoice(DnsPersist01, newKind(tr("A standing record"), tr("Published once, used again by every renewal"), DnsPersist01));
    m_kinds->addChoice(
        DnsAccount01, newKind(tr("A place for your account"), tr("Beside the records of other clients"), DnsAccount01));
    m_kinds->addChoice(Dns01, newKind(tr("New values for each order"), tr("What every authority offers"), Dns01));
    m_explanation->setObjectName(QStringLiteral("how.challengeText"));
    m_until->combo()->setObjectName(QStringLiteral("how.standingUntil"));
    m_until->combo()->setAccessibleName(tr("The record counts"));
    m_offered->setObjectName(QStringLiteral("how.offered"));
    body()->setSpacing(12);
    body()->addWidget(m_kinds);
    body()->addWidget(m_explanation);
    body()->addWidget(m_until);
    body()->addWidget(m_offered);
    connect(m_kinds, &ChoiceGroup::chosen, this, [this](const QString &type) { m_controller.setChallengeType(type); });
    connect(m_until, &ComboField::activated, this, [this] {
        const QVariant days = m_until->combo()->currentData();
        if (days.isNull()) // the end that is chosen already
            return;
        const QDateTime end = QDateTime::currentDateTimeUtc().addDays(days.toInt());
        m_controller.setStandingUntil(days.toInt() == 0 ? QDateTime() : end);
    });
}

void StandingPanel::showState(const issuance::IssueState &state)
{
    const QString &type = state.order.challengeType;
    const bool isStanding = type == DnsPersist01;
    const bool isDraft = state.order.orderUrl.isEmpty() && !state.isRunning(issuance::Activity::Order);
    setEnabled(isDraft);
    m_kinds->setCurrent(type);
    m_explanation->setText(explanationOf(state));
    m_until->setVisible(isStanding);
    showUntil(state.order.standingUntil);
    m_offered->setVisible(type != Dns01);
    m_offered->setText(tr("Whether %1 offers this is known only from the order. If it does not, the order goes on with dns-01, and we say so. "
                          "The record gets into DNS as chosen on the left: %2.")
                           .arg(state.order.authorityName, wayWords(state.order.publish.way).inShort));
}

void StandingPanel::showUntil(const QDateTime &until)
{
    ComboBox *combo = m_until->combo();
    combo->clear();
    combo->addItem(tr("for ever, until it is removed"), 0);
    combo->addItem(tr("for one year"), 365);
    combo->addItem(tr("for two years"), 730);
    if (until.isValid()) {
        combo->addItem(tr("until %1", "date").arg(dateText(until)));
        combo->setCurrentIndex(combo->count() - 1);
    }
}

} // namespace cw::ui
