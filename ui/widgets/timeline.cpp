// SPDX-License-Identifier: MIT
#include "ui/widgets/timeline.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace cw::ui
{

namespace
{

QString clock(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime().time(), QStringLiteral("HH:mm"));
}

QString percent(double share)
{
    return Timeline::tr("%1 %", "share that was seen").arg(QLocale().toString(qRound(share * 100)));
}

} // namespace

Timeline::Timeline(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleRole(this, QAccessible::Chart);
}

void Timeline::setContent(const Content &content)
{
    m_content = content;
    const double share = content.steps.isEmpty() ? 0 : content.steps.last().share;
    setAccessibleText(this, tr("%1: %2 at %3").arg(content.title, percent(share), clock(content.now)), asText());
    update();
}

QString Timeline::asText() const
{
    QList<std::pair<QDateTime, QString>> lines;
    for (const Event &event : m_content.events)
        lines.emplaceBack(event.time, tr("%1 %2", "time and event").arg(clock(event.time), event.label));
    for (const Step &step : m_content.steps)
        lines.emplaceBack(step.time, tr("%1 %2 seen", "time and share").arg(clock(step.time), percent(step.share)));
    std::stable_sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QStringList texts;
    for (const auto &line : lines)
        texts.append(line.second);
    return texts.join(QLatin1Char('\n'));
}

QSize Timeline::sizeHint() const
{
    const int line = QFontMetrics(textFont(TextSize::Small)).height();
    return {400, line * 5 + 8};
}

QSize Timeline::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

QRectF Timeline::plot() const
{
    const QFontMetrics metrics(textFont(TextSize::Small));
    const int left = metrics.horizontalAdvance(percent(1)) + 8;
    const int half = metrics.height() / 2;
    const QRectF leftToRight(left, half, width() - left - 12, height() - half - metrics.height() - 5);
    return isRightToLeft()
        ? QRectF(width() - leftToRight.right(), leftToRight.y(), leftToRight.width(), leftToRight.height())
        : leftToRight;
}

double Timeline::xOf(const QDateTime &time) const
{
    QDateTime first = m_content.now;
    QDateTime last = m_content.now;
    for (const Step &step : m_content.steps)
        first = std::min(first, step.time);
    for (const Event &event : m_content.events) {
        first = std::min(first, event.time);
        last = std::max(last, event.time);
    }
    // Some room behind now, so that the curve is seen to go on.
    const auto span = static_cast<double>(std::max<qint64>(60'000, first.msecsTo(last)));
    const double part = static_cast<double>(first.msecsTo(time)) / (span * 1.05);
    const QRectF area = plot();
    return isRightToLeft() ? area.right() - part * area.width() : area.left() + part * area.width();
}

void Timeline::paintCurve(QPainter &painter) const
{
    const Tokens &tokens = theme().tokens();
    const QRectF area = plot();
    if (m_content.steps.isEmpty())
        return;
    const auto yOf = [&area](double share) { return area.bottom() - share * area.height(); };
    QPolygonF line;
    double before = 0;
    for (const Step &step : m_content.steps) {
        line << QPointF(xOf(step.time), yOf(before)) << QPointF(xOf(step.time), yOf(step.share));
        before = step.share;
    }
    line << QPointF(xOf(m_content.now), yOf(before));
    QPolygonF filled = line;
    filled << QPointF(line.last().x(), area.bottom()) << QPointF(line.first().x(), area.bottom());
    QColor ground = tokens.ok;
    ground.setAlphaF(0.14F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawPolygon(filled);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(tokens.ok, 2, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPolyline(line);
}

void Timeline::paintLabels(QPainter &painter) const
{
    const Tokens &tokens = theme().tokens();
    const QRectF area = plot();
    const QFont plain = textFont(TextSize::Small);
    const QFont strong = textFont(TextSize::Small, QFont::DemiBold);
    QList<QRectF> taken;
    const auto label = [&](double x, const QString &text, const QFont &font, const QColor &ink) {
        const QFontMetrics metrics(font);
        const double width = metrics.horizontalAdvance(text) + 2;
        const double least = isRightToLeft() ? 0 : area.left() - 4;
        const double most = isRightToLeft() ? area.right() + 4 : this->width();
        const double left = std::clamp(x - width / 2, least, std::max(least, most - width));
        const QRectF place(left, area.bottom() + 4, width, metrics.height());
        const bool isFree = std::none_of(taken.begin(), taken.end(),
            [&place](const QRectF &other) { return other.adjusted(-8, 0, 8, 0).intersects(place); });
        if (!isFree)
            return;
        taken.append(place);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter | Qt::TextSingleLine, text);
    };

    const double now = xOf(m_content.now);
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.drawLine(QPointF(now, area.top() - 4), QPointF(now, area.bottom()));
    label(now, tr("now %1").arg(clock(m_content.now)), strong, tokens.accent);
    for (const Event &event : m_content.events) {
        if (!event.isExpected)
            continue;
        painter.setPen(QPen(tokens.ink(event.tone), 1.5, Qt::DashLine));
        painter.drawLine(QPointF(xOf(event.time), area.top() - 4), QPointF(xOf(event.time), area.bottom()));
        label(xOf(event.time), tr("%1 %2", "time and event").arg(clock(event.time), event.label), strong,
            tokens.ink(event.tone));
    }
    for (const Event &event : m_content.events) {
        if (event.isExpected)
            continue;
        painter.setPen(QPen(tokens.strong, 1));
        painter.setBrush(tokens.surface);
        painter.drawEllipse(QPointF(xOf(event.time), area.bottom()), 3, 3);
        label(xOf(event.time), tr("%1 %2", "time and event").arg(clock(event.time), event.label), plain,
            event.tone == Tone::Neutral ? tokens.text2 : tokens.ink(event.tone));
    }
}

void Timeline::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const QRectF area = plot();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.border, 1));
    painter.drawLine(area.topLeft(), area.topRight());
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    paintCurve(painter);

    const QFont small = textFont(TextSize::Small);
    const int line = QFontMetrics(small).height();
    painter.setFont(small);
    painter.setPen(tokens.text2);
    const double scale = isRightToLeft() ? area.right() + 8 : 0;
    const double scaleWidth = isRightToLeft() ? width() - area.right() - 8 : area.left() - 8;
    const int far = Qt::AlignVCenter | Qt::AlignAbsolute | (isRightToLeft() ? Qt::AlignLeft : Qt::AlignRight);
    const int near = Qt::AlignVCenter | Qt::AlignAbsolute | (isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    painter.drawText(QRectF(scale, area.top() - line / 2.0, scaleWidth, line), far, percent(1));
    painter.drawText(QRectF(scale, area.bottom() - line / 2.0, scaleWidth, line), far, percent(0));
    painter.drawText(QRectF(area.left() + 4, area.top() + 4, area.width() - 8, line), near, m_content.title);
    paintLabels(painter);
}

} // namespace cw::ui
