// SPDX-License-Identifier: MIT
#include "ui/widgets/matrixdelegate.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/matrixmodel.h"
#include "ui/widgets/painting.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace cw::ui
{

namespace
{

constexpr int Indent = 19; // room for the globe beside the zone
constexpr int IconSide = 13;

QFont zoneFont(bool isCompact)
{
    return fixedFont(isCompact ? TextSize::Small : TextSize::Body);
}

QFont labelFont()
{
    return textFont(TextSize::Small);
}

} // namespace

MatrixDelegate::MatrixDelegate(const MatrixModel &model, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

int MatrixDelegate::labelWidth() const
{
    int widest = 0;
    for (const MatrixGroup &group : m_model.content().groups) {
        widest = std::max(widest, QFontMetrics(zoneFont(m_isCompact)).horizontalAdvance(group.zone));
        for (const MatrixRow &row : group.rows)
            widest = std::max(widest, QFontMetrics(labelFont()).horizontalAdvance(row.label));
    }
    return widest + (m_isCompact ? 0 : Indent) + 6;
}

int MatrixDelegate::lineHeight(bool isValueLine)
{
    const int sub = QFontMetrics(textFont(TextSize::Sub)).height();
    if (!isValueLine)
        return sub + 6;
    return QFontMetrics(textFont(TextSize::Small, QFont::DemiBold)).height() + sub + 6;
}

int MatrixDelegate::headingHeight()
{
    return QFontMetrics(textFont(TextSize::Small, QFont::DemiBold)).height() + 3;
}

void MatrixDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const MatrixModel::Place place = m_model.placeOf(index);
    painter->save();
    if (place.line == MatrixModel::Line::Headings)
        paintHeading(*painter, option, index);
    else if (place.column == MatrixModel::Column::Label)
        paintLabel(*painter, option, index);
    else if (place.line == MatrixModel::Line::Zone)
        paintServer(*painter, option, index);
    else
        paintCell(*painter, option, index);
    painter->restore();
}

void MatrixDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter.setFont(textFont(TextSize::Small, QFont::DemiBold));
    painter.setPen(theme().tokens().text2);
    const QString text = index.data(Qt::DisplayRole).toString();
    paintText(painter, option.rect, painter.fontMetrics().elidedText(text, Qt::ElideRight, option.rect.width()),
        option.direction);
}

void MatrixDelegate::paintLabel(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = theme().tokens();
    const bool isZone = m_model.placeOf(index).line == MatrixModel::Line::Zone;
    QRect inner = option.rect.adjusted(m_isCompact ? 0 : Indent, 0, -6, 0);
    if (!isZone)
        inner.adjust(0, 0, 0, -3);
    if (isZone && !m_isCompact) {
        const QRect globe(option.rect.left(), option.rect.center().y() - IconSide / 2, IconSide, IconSide);
        paintIcon(painter, QStyle::visualRect(option.direction, option.rect, globe), IconName::Globe, tokens.text2);
    }
    painter.setFont(isZone ? zoneFont(m_isCompact) : labelFont());
    painter.setPen(tokens.text);
    const QString text = index.data(Qt::DisplayRole).toString();
    paintText(painter, QStyle::visualRect(option.direction, option.rect, inner),
        painter.fontMetrics().elidedText(text, Qt::ElideMiddle, inner.width()), option.direction);
}

void MatrixDelegate::paintServer(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool isResolver = m_model.placeOf(index).column == MatrixModel::Column::Resolver;
    painter.setFont(isResolver ? textFont(TextSize::Small, QFont::DemiBold) : fixedFont(TextSize::Small));
    painter.setPen(theme().tokens().text2);
    QString text = index.data(Qt::DisplayRole).toString();
    const int room = option.rect.width() - 2;
    if (!isResolver && (m_isCompact || painter.fontMetrics().horizontalAdvance(text) > room))
        text = text.section(QLatin1Char('.'), 0, 0); // the host label; the whole name is in the tool tip
    paintText(painter, option.rect, painter.fontMetrics().elidedText(text, Qt::ElideRight, room), option.direction);
}

void MatrixDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const MatrixCell *cell = m_model.cell(index);
    if (!cell)
        return;
    const Tokens &tokens = theme().tokens();
    const bool isStale = m_model.content().isStale;
    const bool isQuiet
        = isStale || cell->tone == Tone::Pend || cell->tone == Tone::Accent || cell->tone == Tone::Neutral;
    const bool hasToneEdge = !isQuiet && (cell->tone == Tone::Warn || cell->tone == Tone::Fail);
    const QColor ink = isQuiet ? tokens.text2 : tokens.ink(cell->tone);
    const QColor edge = isQuiet ? tokens.border : hasToneEdge || theme().isHighContrast() ? ink : QColor();
    const int gap = index.column() == m_model.columnCount() - 1 ? 0 : Gap;
    const QRect box = QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(0, 0, -gap, -3));
    paintBox(painter, box,
        {.fill = isQuiet ? tokens.surface : tokens.soft(cell->tone), .edge = edge, .radius = ButtonRadius - 1});
    if (option.state.testFlag(QStyle::State_HasFocus))
        paintBox(painter, box, {.fill = {}, .edge = tokens.accent, .edgeWidth = 2, .radius = ButtonRadius - 1});

    const int inset = m_isCompact ? 7 : 9;
    const QRect icon(box.left() + inset, box.center().y() - IconSide / 2, IconSide, IconSide);
    const qreal turn = cell->icon == IconName::StateRun ? m_turn : 0;
    paintIcon(painter, QStyle::visualRect(option.direction, box, icon), cell->icon, ink, turn);
    const QRect words = box.adjusted(inset + IconSide + (m_isCompact ? 4 : 5), 0, -2, 0);
    const auto line = [&](const QFont &font, const QRect &place, const QString &text) {
        painter.setFont(font);
        painter.setPen(ink);
        paintText(painter, QStyle::visualRect(option.direction, box, place),
            painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()), option.direction);
    };
    const QFont strong = textFont(TextSize::Small, QFont::DemiBold);
    if (cell->sub.isEmpty()) {
        line(strong, words, cell->word);
        return;
    }
    const QFont small = textFont(TextSize::Sub);
    const int wordHeight = QFontMetrics(strong).height();
    const int subHeight = QFontMetrics(small).height();
    const int top = box.top() + (box.height() - wordHeight - subHeight + 1) / 2;
    line(strong, QRect(words.left(), top, words.width(), wordHeight), cell->word);
    line(small, QRect(words.left(), top + wordHeight - 1, words.width(), subHeight), cell->sub);
}

} // namespace cw::ui
