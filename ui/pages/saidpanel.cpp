// SPDX-License-Identifier: MIT
#include "ui/pages/saidpanel.h"

#include "base/explain.h"
#include "ui/models/timetext.h"
#include "ui/pages/gridrows.h"
#include "ui/theme/roles.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copybutton.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

void addFact(QGridLayout &grid, const QString &caption, const QString &text, Tone tone)
{
    if (text.isEmpty())
        return;
    const int row = grid.count() / 2; // rowCount() never shrinks
    QLabel *name = newLabel(caption, TextRole::Quiet);
    name->setWordWrap(false);
    grid.addWidget(name, row, 0, Qt::AlignTop);
    QLabel *value = newLabel(text, TextRole::Mono);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTone(value, tone);
    grid.addWidget(value, row, 1);
}

} // namespace

SaidPanel::SaidPanel(const issuance::IssueState &state, QWidget *parent)
    : Card(tr("What the CA said"), parent)
    , m_state(state)
    , m_time(newLabel({}, TextRole::Small))
    , m_sentence(newLabel({}, TextRole::RowTitle))
    , m_facts(new QGridLayout)
    , m_json(new CodeBox(tr("Whole answer (JSON)")))
    , m_whole(newButton(tr("Whole answer (JSON)"), ButtonRole::Link, ButtonSize::Card))
{
    setObjectName(QStringLiteral("ts.ca"));
    setAccessibleName(tr("What the CA said"));
    setIcon(IconName::Ca, Tone::Neutral);
    m_time->setWordWrap(false);
    addToHeader(m_time);
    m_facts->setColumnStretch(1, 1);
    m_facts->setHorizontalSpacing(16);
    m_facts->setVerticalSpacing(6);
    m_whole->setObjectName(QStringLiteral("ts.json"));
    m_whole->setCheckable(true);
    m_json->setObjectName(QStringLiteral("ts.jsonText"));
    m_json->hide();
    auto *report = new CopyButton(tr("Copy report"), [this] { return refusalReport(m_state); });
    report->setLabel(tr("Copy report"));
    report->setObjectName(QStringLiteral("ts.report"));
    report->setToolTip(tr("Markdown, without account and order URLs"));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_whole);
    buttons->addWidget(report);
    buttons->addStretch();
    body()->setSpacing(8);
    body()->addWidget(m_sentence);
    body()->addLayout(m_facts);
    body()->addStretch();
    body()->addLayout(buttons);
    body()->addWidget(m_json);
    connect(m_whole, &QPushButton::toggled, m_json, &QWidget::setVisible);
}

void SaidPanel::showRefusal(const Refusal &refusal)
{
    if (refusal.identifier == m_refusal.identifier && refusal.problem.json == m_refusal.problem.json)
        return;
    m_refusal = refusal;
    m_time->setText(refusal.told.isValid() ? clockText(refusal.told) : QString());
    const Explanation explanation = explain(refusal.problem);
    m_sentence->setText(explanation.title);
    clearGrid(*m_facts);
    const QString kind = refusal.problem.kind();
    addFact(*m_facts, tr("Kind"),
        refusal.problem.status > 0 ? tr("%1, HTTP %2", "problem, status").arg(kind).arg(refusal.problem.status) : kind,
        Tone::Fail);
    addFact(*m_facts, tr("Looked at"), refusal.lookedAt, Tone::Neutral);
    addFact(*m_facts, tr("In its own words"), refusal.problem.detail, Tone::Neutral);
    m_json->setText(problemJson(m_state, refusal));
}

} // namespace cw::ui
