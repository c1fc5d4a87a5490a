// SPDX-License-Identifier: MIT
#include "ui/pages/preflightnames.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/pagewords.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace cw::ui
{

using checks::NamePreflight;
using checks::Verdict;
using issuance::Activity;
using issuance::IssueState;

namespace
{

struct NameWords {
    Q_DECLARE_TR_FUNCTIONS(NameWords)
};

QString errorOf(const checks::CaaVerdict &caa)
{
    for (const checks::CaaStep &step : caa.steps) {
        if (step.state == checks::CaaStep::State::Error)
            return step.errorText.section(u',', 0, 0);
    }
    return {};
}

QString refusedLine(const NamePreflight &name)
{
    const bool isCaa = !name.findings.isEmpty() && name.findings.first().check == u"caa";
    if (isCaa && name.caa.decision == checks::CaaDecision::Forbidden)
        return NameWords::tr("CAA forbids it");
    if (isCaa && !errorOf(name.caa).isEmpty())
        return NameWords::tr("CAA: no answer (%1)").arg(errorOf(name.caa));
    if (name.findings.isEmpty())
        return NameWords::tr("The CA would refuse");
    return NameWords::tr("%1: the CA would refuse", "check").arg(checkTitle(name.findings.first().check));
}

QString secondLine(const NamePreflight &name)
{
    const QString check = name.findings.isEmpty() ? QString() : checkTitle(name.findings.first().check);
    switch (name.verdict) {
    case Verdict::Ready:
        return NameWords::tr("Ready · CAA allows it");
    case Verdict::Warning:
        return NameWords::tr("Ready · look at: %1", "check").arg(check);
    case Verdict::Refused:
        return refusedLine(name);
    case Verdict::Unknown:
        return NameWords::tr("%1: no answer", "check").arg(check);
    }
    return {};
}

QString runningLine(const issuance::PreflightPart &part)
{
    if (part.done == 0)
        return NameWords::tr("Asking name servers…");
    return NameWords::tr("Asking name servers, %1 of %2", "checks done").arg(part.done).arg(part.of);
}

int rank(const NamePreflight *name)
{
    if (!name)
        return 1;
    switch (name->verdict) {
    case Verdict::Ready:
        return 0;
    case Verdict::Warning:
        return 2;
    case Verdict::Unknown:
        return 3;
    case Verdict::Refused:
        return 4;
    }
    return 0;
}

} // namespace

const NamePreflight *preflightOf(const IssueState &state, const QString &name)
{
    for (const NamePreflight &each : state.preflight) {
        if (each.name.ascii == name)
            return &each;
    }
    return nullptr;
}

NameState nameState(const IssueState &state, const QString &name)
{
    const NamePreflight *found = preflightOf(state, name);
    if (!found && state.isRunning(Activity::Preflight))
        return {Tone::Accent, IconName::StateRun, runningLine(state.preflightParts.value(name))};
    if (!found)
        return {Tone::Pend, IconName::StateTodo, NameWords::tr("Open", "not checked yet")};
    if (isOffline(state.preflight))
        return {Tone::Pend, IconName::StateSkip, NameWords::tr("Not asked", "no DNS server answers")};
    switch (found->verdict) {
    case Verdict::Ready:
        return {Tone::Ok, IconName::StateOk, secondLine(*found)};
    case Verdict::Warning:
    case Verdict::Unknown:
        return {Tone::Warn, IconName::StateWarn, secondLine(*found)};
    case Verdict::Refused:
        return {Tone::Fail, IconName::StateFail, secondLine(*found)};
    }
    return {};
}

PreflightNames::PreflightNames(QWidget *parent)
    : QWidget(parent)
    , m_rows(new ChoiceGroup(tr("Checks per name"), this))
{
    m_rows->setObjectName(QStringLiteral("pre.names"));
    m_rows->setSpacing(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_rows);
    connect(m_rows, &ChoiceGroup::chosen, this, [this] {
        m_hasUserChosen = true;
        Q_EMIT currentChanged();
    });
}

QString PreflightNames::current() const
{
    return m_rows->current();
}

void PreflightNames::setCurrent(const QString &name)
{
    m_hasUserChosen = true;
    m_rows->setCurrent(name);
}

void PreflightNames::focusCurrent()
{
    if (ChoiceRow *row = m_rows->row(m_rows->current()))
        row->setFocus(Qt::OtherFocusReason);
}

void PreflightNames::showState(const IssueState &state)
{
    if (m_rows->ids() != state.order.names)
        makeRows(state.order.names);
    for (const QString &name : state.order.names)
        showRow(*m_rows->row(name), nameState(state, name));
    if (!m_hasUserChosen)
        m_rows->setCurrent(worstName(state));
}

void PreflightNames::makeRows(const QStringList &names)
{
    const QString before = m_rows->current();
    m_rows->clear();
    for (const QString &name : names) {
        auto *row = new ChoiceRow(ChoiceRow::Kind::Entry, ChoiceRow::Frame::Card, readableName(name));
        m_rows->addChoice(name, row);
    }
    m_hasUserChosen = m_hasUserChosen && names.contains(before);
    m_rows->setCurrent(m_hasUserChosen ? before : names.value(0));
}

void PreflightNames::showRow(ChoiceRow &row, const NameState &state)
{
    row.setRowIcon(state.icon, state.tone);
    row.setSubtitle(state.line, state.tone);
    row.setSelectedTone(state.tone == Tone::Fail ? Tone::Fail : Tone::Accent);
}

QString PreflightNames::worstName(const IssueState &state) const
{
    QString worst = state.order.names.value(0);
    int worstRank = -1;
    for (const QString &name : state.order.names) {
        const int its = rank(preflightOf(state, name));
        // A name that still runs is not worth a change of what is shown.
        if (its != 1 && its > worstRank) {
            worst = name;
            worstRank = its;
        }
    }
    return worst;
}

} // namespace cw::ui
