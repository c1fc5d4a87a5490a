// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/reminders.h"

#include <QDialog>

namespace cw::ui
{

class ChoiceRow;
class TextField;

// When the desktop reminds of certificates, and whether their authorities are asked. accept() after Save.
class RemindersDialog : public QDialog
{
    Q_OBJECT

public:
    RemindersDialog(const issuance::ReminderSettings &settings, QWidget *parent);

    issuance::ReminderSettings settings() const;

private:
    void refresh();
    void save();

    ChoiceRow *m_isOn;
    ChoiceRow *m_asks;
    TextField *m_days;
};

} // namespace cw::ui
