// SPDX-License-Identifier: MIT
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>
#include <array>
#include <functional>

namespace cw::ui
{

namespace
{

constexpr std::array<const char16_t *, 42> FileNames = {u"", u"alias", u"arrow", u"ca", u"cert", u"check", u"chev-d",
    u"chev-r", u"chev-u", u"clock", u"copy", u"dots", u"ext", u"eye", u"flask", u"folder", u"globe", u"hand", u"help",
    u"key", u"link", u"lock", u"log", u"pin", u"plus", u"puzzle", u"refresh", u"save", u"scope", u"server", u"st-fail",
    u"st-info", u"st-ok", u"st-run", u"st-skip", u"st-todo", u"st-wait", u"st-warn", u"term", u"trash", u"user", u"x"};
static_assert(FileNames.size() == static_cast<std::size_t>(IconName::Cross) + 1);

QByteArray svgOf(IconName name, const QColor &color)
{
    QFile file(iconFile(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    // The white marks inside the filled state icons become the colour of the card behind them.
    return file.readAll()
        .replace("currentColor", color.name().toLatin1())
        .replace("#fff", theme().tokens().surface.name().toLatin1());
}

class Engine : public QIconEngine
{
public:
    Engine(IconName name, std::function<QColor()> color)
        : m_name(name)
        , m_color(std::move(color))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const QColor color = mode == QIcon::Disabled ? theme().tokens().pend : m_color();
        // A wider place keeps the picture at the leading side: the rest is the gap to a button's text.
        const int side = std::min(rect.width(), rect.height());
        const bool isAtRight = rect.width() > side && QGuiApplication::isRightToLeft();
        const QPoint corner(isAtRight ? rect.right() + 1 - side : rect.left(), rect.center().y() + 1 - side / 2);
        const QRect square = rect.width() == rect.height() ? rect : QRect(corner, QSize(side, side));
        paintIcon(*painter, square, m_name, color);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new Engine(*this); }
    bool isNull() override { return m_name == IconName::None; }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }

private:
    IconName m_name;
    std::function<QColor()> m_color;
};

QIcon iconWith(IconName name, std::function<QColor()> color)
{
    return name == IconName::None ? QIcon() : QIcon(new Engine(name, std::move(color)));
}

} // namespace

QIcon icon(IconName name, Ink ink)
{
    return iconWith(name, [ink] { return theme().tokens().ink(ink); });
}

QIcon icon(IconName name, Tone tone)
{
    return iconWith(name, [tone] { return theme().tokens().ink(tone); });
}

QIcon programIcon()
{
    QSvgRenderer renderer(QStringLiteral(":/certwright/certwright.svg"));
    QIcon made;
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter);
        made.addPixmap(pixmap);
    }
    return made;
}

void paintIcon(QPainter &painter, const QRectF &rect, IconName name, const QColor &color, qreal turn)
{
    if (name == IconName::None || rect.isEmpty())
        return;
    QSvgRenderer renderer(svgOf(name, color));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    if (QGuiApplication::isRightToLeft() && isMirroredInRtl(name))
        painter.scale(-1, 1);
    painter.rotate(turn);
    renderer.render(&painter, QRectF(-rect.width() / 2, -rect.height() / 2, rect.width(), rect.height()));
    painter.restore();
}

IconName stateIcon(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
    case Tone::Pend:
        return IconName::StateTodo;
    case Tone::Accent:
        return IconName::StateInfo;
    case Tone::Ok:
        return IconName::StateOk;
    case Tone::Warn:
        return IconName::StateWarn;
    case Tone::Fail:
        return IconName::StateFail;
    }
    return IconName::None;
}

bool isMirroredInRtl(IconName name)
{
    return name == IconName::ChevronRight || name == IconName::Arrow || name == IconName::Alias
        || name == IconName::External;
}

QString iconFile(IconName name)
{
    return QStringLiteral(":/certwright/icons/%1.svg")
        .arg(QString::fromUtf16(FileNames.at(static_cast<std::size_t>(name))));
}

} // namespace cw::ui
