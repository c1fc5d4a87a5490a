// SPDX-License-Identifier: MIT
#include "ui/theme/roles.h"

#include "ui/theme/fonts.h"

#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStyle>

namespace cw::ui
{

namespace
{

QString nameOf(TextRole role)
{
    switch (role) {
    case TextRole::Title:
        return QStringLiteral("title");
    case TextRole::Lead:
        return QStringLiteral("lead");
    case TextRole::CardTitle:
        return QStringLiteral("cardTitle");
    case TextRole::Section:
        return QStringLiteral("section");
    case TextRole::RowTitle:
        return QStringLiteral("rowTitle");
    case TextRole::Body:
        return QStringLiteral("body");
    case TextRole::Quiet:
        return QStringLiteral("quietText");
    case TextRole::Small:
        return QStringLiteral("small");
    case TextRole::Sub:
        return QStringLiteral("sub");
    case TextRole::Mono:
        return QStringLiteral("mono");
    case TextRole::FieldLabel:
        return QStringLiteral("fieldLabel");
    }
    return {};
}

QString nameOf(ButtonRole role)
{
    switch (role) {
    case ButtonRole::Normal:
        return QStringLiteral("normal");
    case ButtonRole::Primary:
        return QStringLiteral("primary");
    case ButtonRole::Outline:
        return QStringLiteral("outline");
    case ButtonRole::Link:
        return QStringLiteral("link");
    case ButtonRole::Hyperlink:
        return QStringLiteral("hyperlink");
    case ButtonRole::Quiet:
        return QStringLiteral("quiet");
    case ButtonRole::Icon:
        return QStringLiteral("icon");
    }
    return {};
}

QString nameOf(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return {};
    case Tone::Accent:
        return QStringLiteral("accent");
    case Tone::Ok:
        return QStringLiteral("ok");
    case Tone::Warn:
        return QStringLiteral("warn");
    case Tone::Fail:
        return QStringLiteral("fail");
    case Tone::Pend:
        return QStringLiteral("pend");
    }
    return {};
}

} // namespace

void setStyleProperty(QWidget *widget, const char *name, const QString &value)
{
    if (widget->property(name).toString() == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
    widget->updateGeometry();
    widget->update();
}

void setRole(QLabel *label, TextRole role)
{
    setStyleProperty(label, "role", nameOf(role));
}

void setTone(QLabel *label, Tone tone)
{
    setStyleProperty(label, "tone", nameOf(tone));
}

void setRole(QPushButton *button, ButtonRole role, ButtonSize size)
{
    button->setProperty("fit", size == ButtonSize::Card ? QStringLiteral("card") : QStringLiteral("page"));
    setStyleProperty(button, "role", nameOf(role));
    // Three pixels more than the picture: Qt leaves only four between picture and text.
    button->setIconSize(role == ButtonRole::Icon ? QSize(16, 16) : QSize(19, 16));
    if (role == ButtonRole::Hyperlink)
        button->setCursor(Qt::PointingHandCursor);
}

QLabel *newLabel(const QString &text, TextRole role, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    // Said outright, or Latin words stick to the left in a right-to-left window.
    const Qt::Alignment side = QGuiApplication::isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    label->setAlignment(side | Qt::AlignAbsolute | Qt::AlignVCenter);
    setRole(label, role);
    return label;
}

QPushButton *newButton(const QString &text, ButtonRole role, ButtonSize size, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    setRole(button, role, size);
    return button;
}

} // namespace cw::ui
