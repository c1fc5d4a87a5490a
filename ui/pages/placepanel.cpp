// SPDX-License-Identifier: MIT
#include "ui/pages/placepanel.h"

#include "ui/pages/findinggroups.h"
#include "ui/pages/preflightpaths.h"
#include "ui/theme/roles.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

int serverCount(const dns::Zone &zone)
{
    QSet<QString> hosts;
    for (const dns::ServerAddress &server : zone.servers)
        hosts << server.host.toString().toLower();
    return int(hosts.size());
}

} // namespace

PlacePanel::PlacePanel(QWidget *parent)
    : FindingsPanel(tr("Where will the CA look for the TXT record?"), parent)
    , m_servers(newLabel({}, TextRole::Small))
    , m_path(new PathDiagram(tr("Where will the CA look for the TXT record?")))
    , m_pathRow(newPathRow(m_path))
{
    setObjectName(QStringLiteral("pre.place"));
    m_servers->setWordWrap(false);
    header()->insertWidget(header()->indexOf(toggle()), m_servers);
    m_path->setObjectName(QStringLiteral("pre.path"));
    content()->insertLayout(0, m_pathRow);
}

void PlacePanel::showName(const checks::NamePreflight &name)
{
    showFindings(worthTelling(name, FindingGroup::Place), name.asked);
    const QList<PathDiagram::Node> nodes = recordPath(name);
    m_path->setNodes(nodes);
    m_path->setVisible(!nodes.isEmpty());
    spreadPath(*m_pathRow, nodes.size());
    m_servers->setText(name.place ? tr("%n name servers", "", serverCount(name.place->zone)) : QString());
}

void PlacePanel::showRunning()
{
    setIcon(IconName::StateRun, Tone::Accent);
    setEdge(Tone::Neutral);
    m_servers->setText(tr("Asking…"));
    m_path->hide();
    clearFindings();
}

} // namespace cw::ui
