// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tone.h"

#include <QString>

class QLabel;
class QPushButton;
class QWidget;

namespace cw::ui
{

// Section: small, semibold, grey ("What we saw"). Lead: the grey line under a title. Quiet: body text in grey.
enum class TextRole { Title, Lead, CardTitle, Section, RowTitle, Body, Quiet, Small, Sub, Mono, FieldLabel };

// Normal has an edge; Primary is filled, one a page; Outline is an accent edge; Link is accent text without an edge;
// Hyperlink is underlined; Quiet is grey text; Icon is a square for a lone picture.
enum class ButtonRole { Normal, Primary, Outline, Link, Hyperlink, Quiet, Icon };
enum class ButtonSize { Page, Card };

void setRole(QLabel *label, TextRole role);
void setTone(QLabel *label, Tone tone);
void setRole(QPushButton *button, ButtonRole role, ButtonSize size = ButtonSize::Page);

// Sets a dynamic property the style sheet looks at and polishes the widget again.
void setStyleProperty(QWidget *widget, const char *name, const QString &value);

// A label with its role; it wraps at words.
QLabel *newLabel(const QString &text, TextRole role, QWidget *parent = nullptr);
QPushButton *newButton(const QString &text, ButtonRole role = ButtonRole::Normal, ButtonSize size = ButtonSize::Page,
    QWidget *parent = nullptr);

} // namespace cw::ui
