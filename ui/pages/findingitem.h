// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"

#include <QDateTime>
#include <QWidget>

class QLabel;
class QPushButton;

namespace cw::ui
{

class FindingView;

// One finding among others: what was checked, where, and what we saw in one line; the rest opens by its button.
class FindingItem : public QWidget
{
    Q_OBJECT

public:
    FindingItem(const checks::Finding &finding, const QDateTime &asked, QWidget *parent = nullptr);

    bool isOpen() const { return m_isOpen; }
    void setOpen(bool isOpen);

private:
    QString m_title;
    QLabel *m_short;
    FindingView *m_view;
    QPushButton *m_toggle;
    bool m_isOpen = true;
};

} // namespace cw::ui
