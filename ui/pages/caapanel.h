// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"
#include "ui/pages/findingspanel.h"

class QHBoxLayout;
class QLabel;

namespace cw::ui
{

class FindingView;
class PathDiagram;

// "May the CA issue?" for one name: the climb to the CAA record and what it means.
class CaaPanel : public FindingsPanel
{
    Q_OBJECT

public:
    explicit CaaPanel(QWidget *parent = nullptr);

    void showName(const checks::NamePreflight &name);
    void showRunning();

private:
    QLabel *m_asked;
    PathDiagram *m_path;
    QHBoxLayout *m_pathRow;
    FindingView *m_finding;
};

} // namespace cw::ui
