// SPDX-License-Identifier: MIT
#include "ui/pages/caapanel.h"

#include "ui/models/timetext.h"
#include "ui/pages/findinggroups.h"
#include "ui/pages/findingview.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/preflightpaths.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

CaaPanel::CaaPanel(QWidget *parent)
    : FindingsPanel(tr("May the CA issue? (CAA)"), parent)
    , m_asked(newLabel({}, TextRole::Small))
    , m_path(new PathDiagram(tr("May the CA issue?")))
    , m_pathRow(newPathRow(m_path))
    , m_finding(new FindingView(QStringLiteral("pre")))
{
    setObjectName(QStringLiteral("pre.caa"));
    m_asked->setWordWrap(false);
    header()->insertWidget(header()->indexOf(toggle()), m_asked);
    m_path->setObjectName(QStringLiteral("pre.caaPath"));
    content()->setSpacing(10);
    content()->insertLayout(0, m_pathRow);
    content()->insertWidget(1, m_finding);
}

void CaaPanel::showName(const checks::NamePreflight &name)
{
    const QList<checks::Finding> told = worthTelling(name, FindingGroup::Caa);
    QList<checks::Finding> others;
    for (const checks::Finding &finding : told) {
        if (finding.saw != name.caa.finding.saw)
            others << finding;
    }
    showFindings(others, name.asked);
    const checks::Severity worst = worstOf(told);
    const bool isGood = !isBad(worst);
    setIcon(isGood ? IconName::StateOk : iconOf(worst), isGood ? Tone::Ok : toneOf(worst));
    setEdge(isGood ? Tone::Neutral : toneOf(worst));
    m_asked->setText(
        tr("asked %1 · %2", "time of day, duration").arg(clockText(name.asked), secondsText(name.duration)));
    const QList<PathDiagram::Node> nodes = caaPath(name.caa);
    m_path->setNodes(nodes);
    m_path->setVisible(!nodes.isEmpty());
    spreadPath(*m_pathRow, nodes.size());
    m_finding->showFinding(name.caa.finding, name.asked);
    m_finding->show();
}

void CaaPanel::showRunning()
{
    setIcon(IconName::StateRun, Tone::Accent);
    setEdge(Tone::Neutral);
    m_asked->setText(tr("Asking…"));
    m_path->hide();
    m_finding->hide();
    clearFindings();
}

} // namespace cw::ui
