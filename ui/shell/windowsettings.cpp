// SPDX-License-Identifier: MIT
#include "ui/shell/windowsettings.h"

namespace cw::ui
{

namespace
{

const QString ThemeKey = QStringLiteral("window/theme");
const QString GeometryKey = QStringLiteral("window/geometry");
const QString LogKey = QStringLiteral("window/log");
const QString PublicKey = QStringLiteral("resolvers/public");
const QString LeftOutKey = QStringLiteral("resolvers/leftOut");
const QString OwnDohKey = QStringLiteral("resolvers/ownDoh");
const QString OwnResolverKey = QStringLiteral("resolvers/own");
const QString RemindKey = QStringLiteral("reminders/on");
const QString RemindDaysKey = QStringLiteral("reminders/days");
const QString AskAuthoritiesKey = QStringLiteral("reminders/askAuthorities");
const QString ToldKey = QStringLiteral("reminders/told");

} // namespace

WindowSettings::WindowSettings(const QString &file) : m_settings(file, QSettings::IniFormat) { }

ThemeMode WindowSettings::themeMode() const
{
    const QString name = m_settings.value(ThemeKey).toString();
    if (name == u"light")
        return ThemeMode::Light;
    return name == u"dark" ? ThemeMode::Dark : ThemeMode::System;
}

void WindowSettings::setThemeMode(ThemeMode mode)
{
    const QString name = mode == ThemeMode::Light ? QStringLiteral("light") : QStringLiteral("dark");
    m_settings.setValue(ThemeKey, mode == ThemeMode::System ? QStringLiteral("system") : name);
}

QByteArray WindowSettings::geometry() const
{
    return m_settings.value(GeometryKey).toByteArray();
}

void WindowSettings::setGeometry(const QByteArray &geometry)
{
    m_settings.setValue(GeometryKey, geometry);
}

bool WindowSettings::isLogOpen() const
{
    return m_settings.value(LogKey).toBool();
}

void WindowSettings::setLogOpen(bool isOpen)
{
    m_settings.setValue(LogKey, isOpen);
}

issuance::ResolverSettings WindowSettings::resolvers() const
{
    return {m_settings.value(PublicKey, true).toBool(), m_settings.value(LeftOutKey).toStringList(), m_settings.value(OwnDohKey).toString(),
            m_settings.value(OwnResolverKey).toString()};
}

void WindowSettings::setResolvers(const issuance::ResolverSettings &resolvers)
{
    m_settings.setValue(PublicKey, resolvers.asksPublicResolvers);
    m_settings.setValue(LeftOutKey, resolvers.leftOut);
    m_settings.setValue(OwnDohKey, resolvers.ownDoh);
    m_settings.setValue(OwnResolverKey, resolvers.ownResolver);
}

issuance::ReminderSettings WindowSettings::reminders() const
{
    issuance::ReminderSettings reminders;
    reminders.isOn = m_settings.value(RemindKey, reminders.isOn).toBool();
    reminders.asksAuthorities = m_settings.value(AskAuthoritiesKey, reminders.asksAuthorities).toBool();
    if (!m_settings.contains(RemindDaysKey))
        return reminders;
    reminders.days.clear();
    const QStringList days = m_settings.value(RemindDaysKey).toStringList();
    for (const QString &day : days) {
        if (day.toInt() > 0)
            reminders.days.append(day.toInt());
    }
    return reminders;
}

void WindowSettings::setReminders(const issuance::ReminderSettings &reminders)
{
    QStringList days;
    for (const int day : reminders.days)
        days.append(QString::number(day));
    m_settings.setValue(RemindKey, reminders.isOn);
    m_settings.setValue(RemindDaysKey, days);
    m_settings.setValue(AskAuthoritiesKey, reminders.asksAuthorities);
}

QStringList WindowSettings::toldReminders() const
{
    return m_settings.value(ToldKey).toStringList();
}

void WindowSettings::setToldReminders(const QStringList &marks)
{
    m_settings.setValue(ToldKey, marks);
}

} // namespace cw::ui
