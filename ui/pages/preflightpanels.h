// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"

#include <QWidget>

class QVBoxLayout;

namespace cw::ui
{

class CaaPanel;
class FindingsPanel;
class PassedPanel;
class PlacePanel;

// All that was found about one name, in groups; the group with the worst news comes first.
class PreflightPanels : public QWidget
{
    Q_OBJECT

public:
    explicit PreflightPanels(QWidget *parent = nullptr);

    void showName(const checks::NamePreflight &name);
    void showRunning();

private:
    void sort(const checks::NamePreflight &name);

    QVBoxLayout *m_rows;
    CaaPanel *m_caa;
    PlacePanel *m_place;
    FindingsPanel *m_servers;
    FindingsPanel *m_dnssec;
    PassedPanel *m_passed;
};

} // namespace cw::ui
