// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tone.h"

#include <QIcon>
#include <QRectF>

class QColor;
class QPainter;

namespace cw::ui
{

enum class IconName {
    None,
    Alias,
    Arrow,
    Ca,
    Cert,
    Check,
    ChevronDown,
    ChevronRight,
    ChevronUp,
    Clock,
    Copy,
    Dots,
    External,
    Eye,
    Flask,
    Folder,
    Globe,
    Hand,
    Help,
    Key,
    Link,
    Lock,
    Log,
    Pin,
    Plus,
    Puzzle,
    Refresh,
    Save,
    Scope,
    Server,
    StateFail,
    StateInfo,
    StateOk,
    StateRun,
    StateSkip,
    StateTodo,
    StateWait,
    StateWarn,
    Terminal,
    Trash,
    User,
    Cross,
};

// Drawn from the project's own SVG files; the colour is looked up when it is painted, so the icon follows the theme,
// the resolution and the reading direction.
QIcon icon(IconName name, Ink ink = Ink::Text);
QIcon icon(IconName name, Tone tone);

// The program's own picture, for windows and the task bar: in colours of its own, the same as in the menu of the desktop.
QIcon programIcon();

// For widgets that paint themselves. `turn` is in degrees (the running arc).
void paintIcon(QPainter &painter, const QRectF &rect, IconName name, const QColor &color, qreal turn = 0);

// The picture and colour that a tone has when nothing else is said.
IconName stateIcon(Tone tone);

bool isMirroredInRtl(IconName name);
QString iconFile(IconName name);

} // namespace cw::ui
