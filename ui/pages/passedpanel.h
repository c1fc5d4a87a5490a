// SPDX-License-Identifier: MIT
#pragma once

#include "checks/preflight.h"
#include "ui/widgets/expander.h"

namespace cw::ui
{

// "12 checks passed": folded away, one line for each.
class PassedPanel : public Expander
{
    Q_OBJECT

public:
    explicit PassedPanel(QWidget *parent = nullptr);

    void showName(const checks::NamePreflight &name); // hides itself when there is nothing to tell

private:
    QVBoxLayout *m_lines;
};

} // namespace cw::ui
