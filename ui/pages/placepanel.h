// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"
#include "ui/widgets/expander.h"

class QHBoxLayout;
class QLabel;

namespace cw::ui
{

class PathDiagram;

// "Where will the CA look for the TXT record?" for one name: zone, aliases, the end; below it what is wrong on the way.
class PlacePanel : public Expander
{
    Q_OBJECT

public:
    explicit PlacePanel(QWidget *parent = nullptr);

    void showName(const checks::NamePreflight &name);
    void showRunning();

private:
    void showFindings(const QList<checks::Finding> &findings, const QDateTime &asked);

    QLabel *m_servers;
    PathDiagram *m_path;
    QHBoxLayout *m_pathRow;
    QVBoxLayout *m_findings;
};

} // namespace cw::ui
