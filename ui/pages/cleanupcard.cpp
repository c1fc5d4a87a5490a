// SPDX-License-Identifier: MIT
#include "ui/pages/cleanupcard.h"

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

namespace
{

// One owner name with all its values.
struct Leftover {
    issuance::RecordName name;
    int values = 0;
    bool isGone = true;
    bool isOurs = false;
};

QList<Leftover> leftovers(const store::OrderRecord &order)
{
    QList<Leftover> made;
    for (const NameRecord &record : order.records) {
        if (record.value.isEmpty() || record.publication == Publication::NotYet)
            continue;
        const issuance::RecordName name = issuance::recordName(record);
        auto found = std::find_if(
            made.begin(), made.end(), [&](const Leftover &other) { return other.name.inFull == name.inFull; });
        if (found == made.end())
            found = made.insert(made.end(), Leftover{name});
        ++found->values;
        found->isGone = found->isGone && record.publication == Publication::Removed;
        found->isOurs
            = found->isOurs || record.publication == Publication::ByUs || record.publication == Publication::MayBeThere;
    }
    return made;
}

} // namespace

CleanUpCard::CleanUpCard(const issuance::IssueState &state, QWidget *parent)
    : Card(parent)
    , m_state(state)
    , m_rows(new QGridLayout)
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
    body()->addLayout(m_rows);
    body()->addWidget(m_failure);
    body()->addLayout(buttons);
    connect(m_again, &QPushButton::clicked, this, &CleanUpCard::cleanUpRequested);
}

void CleanUpCard::showState()
{
    const QList<Leftover> all = leftovers(m_state.order);
    const bool isRunning = m_state.isRunning(Activity::CleanUp);
    setVisible(!all.isEmpty());
    m_failure->showFailure(m_state.failure(Activity::CleanUp));
    int open = 0;
    bool hasOurs = false;
    QStringList key{QString::number(isRunning)};
    for (const Leftover &each : all) {
        open += each.isGone ? 0 : each.values;
        hasOurs = hasOurs || (each.isOurs && !each.isGone);
        key << each.name.inFull << QString::number(each.values) << QString::number(each.isGone);
    }
    m_again->setVisible(open > 0);
    m_again->setEnabled(!isRunning);
    m_again->setText(isRunning ? tr("Looking…") : hasOurs ? tr("Remove now") : tr("Look again"));
    m_copy->setVisible(open > 0);
    if (key.join(u' ') == m_shown)
        return;
    m_shown = key.join(u' ');
    setTitle(open > 0 ? tr("Clean up %n TXT records", "", open) : tr("The TXT records are gone"));
    setIcon(open > 0 ? IconName::StateWarn : IconName::StateOk, open > 0 ? Tone::Warn : Tone::Ok);
    clearGrid(*m_rows);
    for (int i = 0; i < all.size(); ++i) {
        const Leftover &each = all[i];
        m_rows->addWidget(
            new StateIcon(each.isGone ? IconName::StateOk : IconName::StateTodo, each.isGone ? Tone::Ok : Tone::Pend),
            i, 0);
        QLabel *name = newLabel(each.name.withinZone, TextRole::Mono);
        name->setWordWrap(each.name.withinZone.size() > 24);
        m_rows->addWidget(name, i, 1);
        const QString where
            = each.values > 1 ? tr("%1 · %n values", "zone", each.values).arg(each.name.zone) : each.name.zone;
        m_rows->addWidget(newLabel(where, TextRole::Small), i, 2);
        QLabel *word = newLabel(each.isGone ? tr("Gone")
                : isRunning                 ? tr("Asking…")
                                            : tr("Still there"),
            TextRole::RowTitle);
        word->setWordWrap(false);
        setTone(word, each.isGone ? Tone::Ok : Tone::Pend);
        m_rows->addWidget(word, i, 3);
    }
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
