// SPDX-License-Identifier: MIT
#include "ui/pages/findingview.h"

#include "ui/models/timetext.h"
#include "ui/pages/gridrows.h"
#include "ui/theme/roles.h"
#include "ui/widgets/card.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/statelabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

QLabel *newValueLabel(const QString &text)
{
    QLabel *label = newLabel(text, TextRole::Mono);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setLayoutDirection(Qt::LeftToRight);
    return label;
}

QWidget *newPart(const QString &heading, QLabel *text)
{
    auto *part = new QWidget;
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(newLabel(heading, TextRole::Section));
    layout->addWidget(text);
    layout->addStretch();
    return part;
}

StateLabel *newResultLabel(const checks::Evidence &evidence, checks::Severity severity)
{
    const bool isSaidToBeFine = severity == checks::Severity::Ok || severity == checks::Severity::Info;
    const bool isGood = isSaidToBeFine || evidence.result.startsWith(u"NOERROR");
    const Tone tone = isGood ? Tone::Ok : severity == checks::Severity::Fail ? Tone::Fail : Tone::Warn;
    auto *label = new StateLabel(tone, stateIcon(tone), evidence.result);
    label->setWeight(StateLabel::Weight::Plain);
    return label;
}

// "example.org. CAA 0 issue "ca.example"" at the end of what is to be done: that can be copied.
QString recordIn(const QString &step)
{
    static const QRegularExpression record(QStringLiteral(R"((\S+\. (?:CAA|TXT|CNAME|NS|DS) .+)$)"));
    return record.match(step).captured(1);
}

} // namespace

FindingView::FindingView(const QString &prefix, QWidget *parent)
    : QWidget(parent)
    , m_prefix(prefix)
    , m_saw(newLabel({}, TextRole::Body))
    , m_means(newLabel({}, TextRole::Body))
    , m_todo(new Card)
    , m_steps(new QGridLayout)
    , m_evidence(new Card)
    , m_lines(new QGridLayout)
{
    m_sawPart = newPart(tr("What we saw"), m_saw);
    m_meansPart = newPart(tr("What it means"), m_means);
    auto *parts = new QHBoxLayout;
    parts->setSpacing(16);
    parts->addWidget(m_sawPart, 1);
    parts->addWidget(m_meansPart, 1);

    m_todo->setFill(Card::Fill::Raised);
    m_todo->body()->addWidget(newLabel(tr("What to do"), TextRole::Section));
    m_steps->setColumnStretch(1, 1);
    m_todo->body()->addLayout(m_steps);

    m_evidence->setFill(Card::Fill::Raised);
    m_evidence->setObjectName(prefix + QStringLiteral(".evidence"));
    m_evidence->setAccessibleName(tr("Evidence"));
    auto *copy = new CopyButton(tr("Copy all evidence"), [this] { return evidenceText(); });
    copy->setLabel(tr("Copy all"));
    copy->setObjectName(prefix + QStringLiteral(".copy"));
    auto *heading = new QHBoxLayout;
    heading->addWidget(newLabel(tr("Evidence"), TextRole::Section), 1);
    heading->addWidget(copy);
    m_evidence->body()->setSpacing(2);
    m_evidence->body()->addLayout(heading);
    m_lines->setColumnStretch(0, 2);
    m_lines->setColumnStretch(1, 1);
    m_lines->setHorizontalSpacing(16);
    m_lines->setVerticalSpacing(2);
    m_evidence->body()->addLayout(m_lines);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(parts);
    layout->addWidget(m_todo);
    layout->addWidget(m_evidence);
}

void FindingView::showFinding(const checks::Finding &finding, const QDateTime &asked)
{
    m_finding = finding;
    m_asked = asked;
    m_saw->setText(finding.saw);
    m_sawPart->setVisible(!finding.saw.isEmpty());
    m_means->setText(finding.means);
    m_meansPart->setVisible(!finding.means.isEmpty());
    showSteps(finding.todo);
    showEvidence(finding.evidence);
}

void FindingView::showSteps(const QStringList &steps)
{
    clearGrid(*m_steps);
    for (int i = 0; i < steps.size(); ++i) {
        QLabel *number = newLabel(QLocale().toString(i + 1), TextRole::RowTitle);
        setTone(number, Tone::Accent);
        number->setMinimumWidth(14);
        const QString record = recordIn(steps[i]);
        m_steps->addWidget(number, i, 0, record.isEmpty() ? Qt::AlignTop : Qt::AlignVCenter);
        QLabel *step = newLabel(steps[i], TextRole::Body);
        step->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_steps->addWidget(step, i, 1);
        if (!record.isEmpty()) {
            auto *copy = new CopyButton(tr("Copy the record %1").arg(record), [record] { return record; });
            copy->setLabel(tr("Copy record"));
            copy->setObjectName(m_prefix + QStringLiteral(".copyRecord"));
            m_steps->addWidget(copy, i, 2, Qt::AlignTop);
        }
    }
    m_todo->setVisible(!steps.isEmpty());
}

void FindingView::showEvidence(const QList<checks::Evidence> &evidence)
{
    clearGrid(*m_lines);
    for (int i = 0; i < evidence.size(); ++i) {
        m_lines->addWidget(newValueLabel(evidence[i].command), i, 0, Qt::AlignTop);
        m_lines->addWidget(newResultLabel(evidence[i], m_finding.severity), i, 1, Qt::AlignTop);
    }
    m_evidence->setVisible(!evidence.isEmpty());
}

QString FindingView::evidenceText() const
{
    QStringList lines{QStringLiteral("# %1, %2").arg(m_finding.where, m_asked.toUTC().toString(Qt::ISODate))};
    for (const checks::Evidence &evidence : m_finding.evidence)
        lines << evidence.command << QStringLiteral("  ") + evidence.result;
    return lines.join(u'\n');
}

} // namespace cw::ui
