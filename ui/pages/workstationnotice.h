// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"

#include <QDateTime>
#include <QWidget>

class QVBoxLayout;

namespace cw::ui
{

class Notice;

// What is about this computer and the authority, not about a name: one notice for the whole page. Its evidence opens below.
class WorkstationNotice : public QWidget
{
    Q_OBJECT

public:
    explicit WorkstationNotice(QWidget *parent = nullptr);

    // Hides itself when nothing of it is worth telling.
    void showFindings(const QList<checks::Finding> &findings, const QDateTime &asked);
    // No resolver and no name server answered anything.
    void showOffline();

private:
    void setOpen(bool isOpen);

    Notice *m_notice;
    QWidget *m_details;
    QVBoxLayout *m_views;
};

} // namespace cw::ui
