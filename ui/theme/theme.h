// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tokens.h"

#include <QObject>
#include <QPalette>

class QApplication;

namespace cw::ui
{

enum class ThemeMode { System, Light, Dark };
enum class Motion { System, Full, Reduced };

// The look of the running application; it lives as a child of the QApplication. Painted widgets ask it for colours at
// paint time and never keep them. Everything is repainted after a change; changed() is for those who keep pictures.
class Theme : public QObject
{
    Q_OBJECT

public:
    explicit Theme(QApplication &app);

    const Tokens &tokens() const { return m_tokens; }
    ThemeMode mode() const { return m_mode; }
    bool isDark() const { return m_isDark; }
    bool isHighContrast() const { return m_isHighContrast; }
    bool wantsMotion() const;

    void setMode(ThemeMode mode);
    void setMotion(Motion motion);
    // What the desktop gives; called when it changes, and by tests.
    void setSystemPalette(const QPalette &system);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void changed();

private:
    void apply();
    void readSystemPalette();

    QApplication &m_app;
    QPalette m_system;
    Tokens m_tokens = lightTokens();
    ThemeMode m_mode = ThemeMode::System;
    Motion m_motion = Motion::System;
    bool m_isDark = false;
    bool m_isHighContrast = false;
    bool m_isApplying = false;
};

// The theme of the application; made on first use.
Theme &theme();

// Fusion, the palette and the one style sheet. Call it again to change the mode.
void applyTheme(QApplication &app, ThemeMode mode);

} // namespace cw::ui
