// SPDX-License-Identifier: MIT
#include "ui/theme/theme.h"

#include "ui/theme/focusring.h"
#include "ui/theme/style.h"
#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QScopedValueRollback>
#include <QStyle>

namespace cw::ui
{

namespace
{

QPalette paletteFor(const Tokens &tokens)
{
    QPalette palette;
    palette.setColor(QPalette::Window, tokens.win);
    palette.setColor(QPalette::WindowText, tokens.text);
    palette.setColor(QPalette::Base, tokens.surface);
    palette.setColor(QPalette::AlternateBase, tokens.raised);
    palette.setColor(QPalette::Text, tokens.text);
    palette.setColor(QPalette::PlaceholderText, tokens.text2);
    palette.setColor(QPalette::Button, tokens.surface);
    palette.setColor(QPalette::ButtonText, tokens.text);
    palette.setColor(QPalette::BrightText, tokens.onAccent);
    palette.setColor(QPalette::Highlight, tokens.accent);
    palette.setColor(QPalette::HighlightedText, tokens.onAccent);
    palette.setColor(QPalette::Link, tokens.accent);
    palette.setColor(QPalette::LinkVisited, tokens.accent);
    palette.setColor(QPalette::ToolTipBase, tokens.surface);
    palette.setColor(QPalette::ToolTipText, tokens.text);
    palette.setColor(QPalette::Light, tokens.surface);
    palette.setColor(QPalette::Midlight, tokens.raised);
    palette.setColor(QPalette::Mid, tokens.border);
    palette.setColor(QPalette::Dark, tokens.strong);
    palette.setColor(QPalette::Shadow, tokens.strong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, tokens.pend);
    palette.setColor(QPalette::Disabled, QPalette::Base, tokens.raised);
    return palette;
}

bool isDarkPalette(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < palette.color(QPalette::WindowText).lightnessF();
}

// Qt has no public question for this before 6.10. High-contrast themes give one flat colour to windows, fields and
// buttons, and text at (nearly) the largest contrast there is; no ordinary theme does both.
bool isHighContrastPalette(const QPalette &palette)
{
    const QColor window = palette.color(QPalette::Window);
    return window == palette.color(QPalette::Base) && window == palette.color(QPalette::Button)
        && contrast(window, palette.color(QPalette::WindowText)) > 19;
}

} // namespace

Theme::Theme(QApplication &app)
    : QObject(&app)
    , m_app(app)
    , m_system(app.palette())
{
    setObjectName(QStringLiteral("cw.theme"));
}

bool Theme::wantsMotion() const
{
    if (m_motion != Motion::System)
        return m_motion == Motion::Full;
    return QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
}

void Theme::setMode(ThemeMode mode)
{
    m_mode = mode;
    if (!qobject_cast<Style *>(QApplication::style())) {
        QApplication::setStyle(new Style);
        new FocusRing(this);
        m_app.installEventFilter(this);
    }
    readSystemPalette();
}

void Theme::setMotion(Motion motion)
{
    m_motion = motion;
    Q_EMIT changed();
}

void Theme::setSystemPalette(const QPalette &system)
{
    m_system = system;
    apply();
}

void Theme::readSystemPalette()
{
    const QScopedValueRollback<bool> guard(m_isApplying, true);
    QApplication::setPalette(QPalette()); // back to what the desktop gives
    m_system = QApplication::palette();
    apply();
}

void Theme::apply()
{
    const QScopedValueRollback<bool> guard(m_isApplying, true);
    m_isHighContrast = m_mode == ThemeMode::System && isHighContrastPalette(m_system);
    m_isDark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::System && isDarkPalette(m_system));
    m_tokens = m_isHighContrast ? systemTokens(m_system) : m_isDark ? darkTokens() : lightTokens();
    QApplication::setPalette(m_isHighContrast ? m_system : paletteFor(m_tokens));
    m_app.setStyleSheet(styleSheet(m_tokens, QApplication::font()));
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    if (m_isApplying)
        return false;
    if (event->type() == QEvent::ThemeChange || (watched == &m_app && event->type() == QEvent::ApplicationPaletteChange))
        readSystemPalette();
    if (watched == &m_app && event->type() == QEvent::ApplicationFontChange)
        apply();
    return false;
}

Theme &theme()
{
    auto *app = qobject_cast<QApplication *>(QCoreApplication::instance());
    Q_ASSERT(app);
    if (auto *existing = app->findChild<Theme *>(QString(), Qt::FindDirectChildrenOnly))
        return *existing;
    return *new Theme(*app);
}

void applyTheme(QApplication &app, ThemeMode mode)
{
    Q_ASSERT(&app == QCoreApplication::instance());
    theme().setMode(mode);
}

} // namespace cw::ui
