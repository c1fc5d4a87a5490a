// SPDX-License-Identifier: MIT
#include "ui/pages/refusalview.h"

#include "base/explain.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/progressview.h"
#include "ui/pages/refusal.h"
#include "ui/pages/saidpanel.h"
#include "ui/pages/worldpanel.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

// More names than these stand below each other.
constexpr int MostSideBySide = 4;

} // namespace

RefusalView::RefusalView(const issuance::IssueState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_layout(new QVBoxLayout(this))
    , m_said(new SaidPanel(state))
    , m_world(new WorldPanel(state))
    , m_todo(new Notice(Notice::Kind::Info))
{
    m_todo->setObjectName(QStringLiteral("ts.steps"));
    m_todo->setTitle(tr("What to do"));
    auto *columns = new QHBoxLayout;
    columns->setSpacing(12);
    columns->addWidget(m_said, 1);
    columns->addWidget(m_world, 1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(12);
    m_layout->addLayout(columns);
    m_layout->addWidget(m_todo);
    connect(m_world, &WorldPanel::lookRequested, this, &RefusalView::lookRequested);
}

void RefusalView::showState()
{
    QStringList names;
    for (const store::NameRecord &record : m_state.order.records)
        names << record.name;
    if (!m_names || m_names->ids() != names)
        makeRows(names);
    showRows();
    showCurrent();
}

void RefusalView::makeRows(const QStringList &names)
{
    delete m_names;
    m_names = new ChoiceGroup(tr("Result per name"), names.size() <= MostSideBySide ? Qt::Horizontal : Qt::Vertical);
    m_names->setObjectName(QStringLiteral("ts.names"));
    m_names->setSpacing(8);
    QString firstRefused;
    for (const store::NameRecord &record : m_state.order.records) {
        m_names->addChoice(
            record.name, new ChoiceRow(ChoiceRow::Kind::Entry, ChoiceRow::Frame::Card, readableName(record.name)));
        if (firstRefused.isEmpty() && progressOf(record) == Progress::Refused)
            firstRefused = record.name;
    }
    m_names->setCurrent(firstRefused.isEmpty() ? names.value(0) : firstRefused);
    m_layout->insertWidget(0, m_names);
    connect(m_names, &ChoiceGroup::chosen, this, &RefusalView::showCurrent);
}

void RefusalView::showRows()
{
    for (const store::NameRecord &record : m_state.order.records) {
        ChoiceRow *row = m_names->row(record.name);
        switch (progressOf(record)) {
        case Progress::Validated:
            row->setRowIcon(IconName::StateOk, Tone::Ok);
            row->setSubtitle(tr("Validated"), Tone::Ok);
            break;
        case Progress::Refused:
            row->setRowIcon(IconName::StateFail, Tone::Fail);
            row->setSubtitle(tr("Validation failed"), Tone::Fail);
            row->setSelectedTone(Tone::Fail);
            break;
        case Progress::Queued:
        case Progress::Looking:
        case Progress::Troubled:
            row->setRowIcon(IconName::StateSkip, Tone::Pend);
            row->setSubtitle(tr("Not decided"), Tone::Pend);
            break;
        }
    }
}

void RefusalView::showCurrent()
{
    const QList<Refusal> all = refusals(m_state.order);
    const QString name = m_names->current();
    const auto own
        = std::find_if(all.begin(), all.end(), [&](const Refusal &refusal) { return refusal.identifier == name; });
    const auto shown = own != all.end()
        ? own
        : std::find_if(all.begin(), all.end(), [](const Refusal &refusal) { return refusal.identifier.isEmpty(); });
    m_said->setVisible(shown != all.end());
    m_todo->setVisible(shown != all.end());
    if (shown != all.end()) {
        m_said->showRefusal(*shown);
        const Explanation explanation = explain(shown->problem);
        m_todo->setText(explanation.nextStep.isEmpty() ? explanation.text : explanation.nextStep);
    }
    m_world->showName(name);
}

} // namespace cw::ui
