// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "ui/widgets/expander.h"

#include <QDateTime>

namespace cw::ui
{

// One group of the preflight: its findings, the worst first. What stands in the way is open, the rest can be opened.
class FindingsPanel : public Expander
{
    Q_OBJECT

public:
    explicit FindingsPanel(const QString &title, QWidget *parent = nullptr);

    // Findings that are worth telling, the worst first. Icon and edge follow the worst.
    void showFindings(const QList<checks::Finding> &findings, const QDateTime &asked);
    void clearFindings();

private:
    QVBoxLayout *m_items;
};

} // namespace cw::ui
