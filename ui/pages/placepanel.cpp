// SPDX-License-Identifier: MIT
#include "ui/pages/placepanel.h"

#include "ui/pages/findingview.h"
#include "ui/pages/gridrows.h"
#include "ui/pages/preflightpaths.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace cw::ui
{

using checks::Finding;
using checks::Severity;

namespace
{

// What is not said by the CAA panel and not plainly good.
QList<Finding> otherFindings(const checks::NamePreflight &name)
{
    QList<Finding> others;
    for (const Finding &finding : name.findings) {
        if (finding.check != u"caa" && finding.severity != Severity::Ok)
            others << finding;
    }
    return others;
}

Tone toneOf(const QList<Finding> &findings, bool isPlaceKnown)
{
    Tone tone = isPlaceKnown ? Tone::Ok : Tone::Warn;
    for (const Finding &finding : findings) {
        if (finding.severity == Severity::Fail)
            return Tone::Fail;
        if (finding.severity == Severity::Warning || finding.severity == Severity::Unknown)
            tone = Tone::Warn;
    }
    return tone;
}

int serverCount(const dns::Zone &zone)
{
    QSet<QString> hosts;
    for (const dns::ServerAddress &server : zone.servers)
        hosts << server.host.toString().toLower();
    return int(hosts.size());
}

} // namespace

PlacePanel::PlacePanel(QWidget *parent)
    : Expander(tr("Where will the CA look for the TXT record?"), parent)
    , m_servers(newLabel({}, TextRole::Small))
    , m_path(new PathDiagram(tr("Where will the CA look for the TXT record?")))
    , m_pathRow(newPathRow(m_path))
    , m_findings(new QVBoxLayout)
{
    setObjectName(QStringLiteral("pre.place"));
    m_servers->setWordWrap(false);
    header()->insertWidget(header()->indexOf(toggle()), m_servers);
    m_path->setObjectName(QStringLiteral("pre.path"));
    content()->setSpacing(10);
    content()->addLayout(m_pathRow);
    content()->addLayout(m_findings);
    m_findings->setSpacing(12);
}

void PlacePanel::showName(const checks::NamePreflight &name)
{
    const QList<Finding> findings = otherFindings(name);
    const Tone tone = toneOf(findings, name.place.has_value());
    setIcon(stateIcon(tone), tone);
    setEdge(tone == Tone::Fail || tone == Tone::Warn ? tone : Tone::Neutral);
    const QList<PathDiagram::Node> nodes = name.place ? recordPath(*name.place) : QList<PathDiagram::Node>();
    m_path->setNodes(nodes);
    m_path->setVisible(!nodes.isEmpty());
    spreadPath(*m_pathRow, nodes.size());
    m_servers->setText(name.place ? tr("%n name servers", "", serverCount(name.place->zone)) : QString());
    showFindings(findings, name.asked);
}

void PlacePanel::showRunning()
{
    setIcon(IconName::StateRun, Tone::Accent);
    setEdge(Tone::Neutral);
    m_servers->setText(tr("Asking…"));
    m_path->hide();
    clearGrid(*m_findings);
}

void PlacePanel::showFindings(const QList<Finding> &findings, const QDateTime &asked)
{
    clearGrid(*m_findings);
    for (const Finding &finding : findings) {
        auto *view = new FindingView(QStringLiteral("pre.%1").arg(finding.check));
        view->showFinding(finding, asked);
        m_findings->addWidget(view);
    }
}

} // namespace cw::ui
