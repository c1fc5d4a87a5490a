// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/reminders.h"
#include "issuance/resolversettings.h"
#include "ui/theme/theme.h"

#include <QByteArray>
#include <QSettings>

namespace cw::ui
{

// What the window remembers from one start to the next.
class WindowSettings
{
public:
    explicit WindowSettings(const QString &file);

    ThemeMode themeMode() const;
    void setThemeMode(ThemeMode mode);
    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    bool isLogOpen() const;
    void setLogOpen(bool isOpen);
    issuance::ResolverSettings resolvers() const;
    void setResolvers(const issuance::ResolverSettings &resolvers);
    issuance::ReminderSettings reminders() const;
    void setReminders(const issuance::ReminderSettings &reminders);
    QStringList toldReminders() const; // marks of issuance::Reminder
    void setToldReminders(const QStringList &marks);

private:
    QSettings m_settings;
};

} // namespace cw::ui
