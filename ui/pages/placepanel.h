// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"
#include "ui/pages/findingspanel.h"

class QHBoxLayout;
class QLabel;

namespace cw::ui
{

class PathDiagram;

// "Where will the CA look for the TXT record?": zone, name, alias, and what was found about them.
class PlacePanel : public FindingsPanel
{
    Q_OBJECT

public:
    explicit PlacePanel(QWidget *parent = nullptr);

    void showName(const checks::NamePreflight &name);
    void showRunning();

private:
    QLabel *m_servers;
    PathDiagram *m_path;
    QHBoxLayout *m_pathRow;
};

} // namespace cw::ui
