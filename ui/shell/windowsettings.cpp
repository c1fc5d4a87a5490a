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

} // namespace cw::ui
