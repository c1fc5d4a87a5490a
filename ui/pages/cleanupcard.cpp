// SPDX-License-Identifier: MIT
#include "ui/pages/cleanupcard.h"

#include "issuance/gonewatch.h"
#include "issuance/recordtexts.h"
#include "ui/pages/failurenotice.h"
#include "ui/pages/gridrows.h"
#include "ui/pages/pagewords.h"
#include "ui/theme/roles.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/stateicon.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;
using store::NameRecord;
using store::Publication;

// One owner name with all its values.
struct Leftover {
    issuance::RecordName name;
    int values = 0;
    bool isGone = true;
    bool isOurs = false;
    bool stays = false; // where nothing can be deleted
    QStringList servers{}; // that still have one of the values
};

namespace
{

QStringList serversThatHave(const issuance::IssueState &state, const NameRecord &record)
{
    if (!state.goneLook || record.publication != Publication::ByHand)
        return {};
    for (const checks::NameSight &sight : state.goneLook->names) {
        if (sight.identifier == record.name)
            return issuance::serversThatHaveIt(sight);
    }
    return {};
}

QList<Leftover> leftovers(const issuance::IssueState &state)
{
    QList<Leftover> made;
    for (const NameRecord &record : state.order.records) {
        if (record.value.isEmpty() || record.publication == Publication::NotYet || record.isStanding)
            continue;
        const issuance::RecordName name = issuance::recordName(record);
        auto found = std::find_if(
            made.begin(), made.end(), [&](const Leftover &other) { return other.name.inFull == name.inFull; });
        if (found == made.end())
            found = made.insert(made.end(), Leftover{name});
        ++found->values;
        found->isGone = found->isGone
            && (record.publication == Publication::Removed || record.publication == Publication::LeftThere);
        found->isOurs
            = found->isOurs || record.publication == Publication::ByUs || record.publication == Publication::MayBeThere;
        found->stays = found->stays || record.publication == Publication::LeftThere;
        for (const QString &server : serversThatHave(state, record)) {
            if (!found->servers.contains(server))
                found->servers << server;
        }
    }
    return made;
}

QString stateWord(const Leftover &each, bool isRunning)
{
    if (each.isGone)
        return each.stays ? CleanUpCard::tr("Stays", "a value that cannot be deleted") : CleanUpCard::tr("Gone");
    return isRunning ? CleanUpCard::tr("Asking…") : CleanUpCard::tr("Still there");
}

} // namespace

CleanUpCard::CleanUpCard(const issuance::IssueState &state, QWidget *parent)
    : Card(parent)
    , m_state(state)
    , m_rows(new QGridLayout)
    , m_note(newLabel({}, TextRole::Small))
    , m_again(newButton({}, ButtonRole::Normal, ButtonSize::Card))
    , m_failure(new FailureNotice)
{
    setObjectName(QStringLiteral("clean.list"));
    setAccessibleName(tr("TXT records to remove"));
    auto *copy = new CopyButton(tr("Copy the list of records"), [this] { return listText(); });
    copy->setLabel(tr("Copy list"));
    copy->setObjectName(QStringLiteral("clean.copy"));
    m_copy = copy;
    addToHeader(copy);
    m_rows->setColumnStretch(2, 1);
    m_rows->setHorizontalSpacing(8);
    m_rows->setVerticalSpacing(8);
    m_again->setObjectName(QStringLiteral("clean.again"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_again);
    buttons->addStretch();
    body()->setSpacing(10);
    m_note->setObjectName(QStringLiteral("clean.note"));
    body()->addLayout(m_rows);
    body()->addWidget(m_note);
    body()->addWidget(m_failure);
    body()->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, &CleanUpCard::cleanUpRequested);
}

void CleanUpCard::showState()
{
    const QList<Leftover> all = leftovers(m_state);
    const bool isRunning = m_state.isRunning(Activity::CleanUp) || m_state.isRunning(Activity::GoneLook);
    setVisible(!all.isEmpty());
    m_failure->showFailure(
        m_state.failure(Activity::CleanUp) ? m_state.failure(Activity::CleanUp) : m_state.failure(Activity::GoneLook));
    int open = 0;
    bool hasOurs = false;
    bool hasByHand = false;
    bool hasStaying = false;
    QStringList key{QString::number(isRunning)};
    for (const Leftover &each : all) {
        open += each.isGone ? 0 : each.values;
        hasOurs = hasOurs || (each.isOurs && !each.isGone);
        hasByHand = hasByHand || (!each.isOurs && !each.isGone);
        hasStaying = hasStaying || each.stays;
        key << each.name.inFull << QString::number(each.values) << QString::number(each.isGone) << each.servers;
    }
    m_again->setVisible(open > 0);
    m_again->setEnabled(!isRunning);
    m_again->setText(isRunning ? tr("Looking…") : hasOurs ? tr("Remove now") : tr("Look again"));
    m_copy->setVisible(open > 0);
    QStringList notes;
    if (hasByHand)
        notes << tr("Delete them where you entered them. We look ever again until they are gone.");
    if (hasStaying) {
        notes << tr(
            "At an acme-dns server nothing can be deleted: a value stays until the next one replaces it. It does no "
            "harm.");
    }
    m_note->setText(notes.join(u' '));
    m_note->setVisible(!notes.isEmpty());
    if (key.join(u' ') == m_shown)
        return;
    m_shown = key.join(u' ');
    setTitle(open > 0    ? tr("Clean up %n TXT records", "", open)
            : hasStaying ? tr("Nothing is left to clean up")
                         : tr("The TXT records are gone"));
    setIcon(open > 0 ? IconName::StateWarn : IconName::StateOk, open > 0 ? Tone::Warn : Tone::Ok);
    showRows(all, isRunning);
}

void CleanUpCard::showRows(const QList<Leftover> &all, bool isRunning)
{
    clearGrid(*m_rows);
    int row = 0;
    for (const Leftover &each : all) {
        m_rows->addWidget(
            new StateIcon(each.isGone ? IconName::StateOk : IconName::StateTodo, each.isGone ? Tone::Ok : Tone::Pend),
            row, 0);
        QLabel *name = newLabel(each.name.withinZone, TextRole::Mono);
        name->setWordWrap(each.name.withinZone.size() > 24);
        m_rows->addWidget(name, row, 1);
        const QString where
            = each.values > 1 ? tr("%1 · %n values", "zone", each.values).arg(each.name.zone) : each.name.zone;
        m_rows->addWidget(newLabel(where, TextRole::Small), row, 2);
        QLabel *word = newLabel(stateWord(each, isRunning), TextRole::RowTitle);
        word->setWordWrap(false);
        setTone(word, each.isGone ? Tone::Ok : Tone::Pend);
        m_rows->addWidget(word, row++, 3);
        if (each.isGone || each.servers.isEmpty())
            continue;
        QLabel *servers
            = newLabel(tr("at %1", "name servers").arg(each.servers.join(QStringLiteral(", "))), TextRole::Small);
        servers->setObjectName(QStringLiteral("clean.servers"));
        m_rows->addWidget(servers, row++, 1, 1, 3);
    }
}

void CleanUpCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    Q_EMIT watchRequested(true);
}

void CleanUpCard::hideEvent(QHideEvent *event)
{
    Card::hideEvent(event);
    Q_EMIT watchRequested(false);
}

QString CleanUpCard::listText() const
{
    QStringList lines;
    for (const NameRecord &record : m_state.order.records) {
        if (!record.value.isEmpty() && record.publication != Publication::Removed)
            lines << QStringLiteral("%1 TXT \"%2\"").arg(issuance::recordName(record).inFull, record.value);
    }
    return lines.join(u'\n');
}

} // namespace cw::ui
