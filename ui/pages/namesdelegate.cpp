// SPDX-License-Identifier: MIT
#include "ui/pages/namesdelegate.h"

#include "ui/models/namesmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/badge.h"

#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>

namespace cw::ui
{

namespace
{

constexpr int Side = 14; // of the text from the edge
constexpr int CrossBox = 28;

QRect crossRect(const QStyleOptionViewItem &option)
{
    const QRect box(option.rect.right() - 9 - CrossBox, option.rect.center().y() - CrossBox / 2, CrossBox, CrossBox);
    return QStyle::visualRect(option.direction, option.rect, box);
}

struct BadgeText {
    QString text;
    Tone tone;
};

QList<BadgeText> badgesOf(const NameRow &row)
{
    QList<BadgeText> badges;
    if (row.isFirst)
        badges.append({NamesModel::tr("First name"), Tone::Accent});
    if (row.name.isWildcard)
        badges.append({NamesModel::tr("Wildcard"), Tone::Neutral});
    if (row.name.isIdn())
        badges.append({NamesModel::tr("IDN", "badge: internationalized domain name"), Tone::Neutral});
    return badges;
}

// Lays pieces of a line side by side from the leading edge on.
class LinePainter
{
public:
    LinePainter(QPainter &painter, const QRect &line, const QRect &whole, Qt::LayoutDirection direction)
        : m_painter(painter), m_line(line), m_whole(whole), m_direction(direction)
    {
    }

    void text(const QString &text, const QFont &font, const QColor &color, Qt::TextElideMode elide = Qt::ElideMiddle)
    {
        const QFontMetrics metrics(font);
        const QString shown = metrics.elidedText(text, elide, m_line.width());
        const int width = std::min(metrics.horizontalAdvance(shown) + 1, m_line.width());
        m_painter.setFont(font);
        m_painter.setPen(color);
        m_painter.drawText(take(width), int(Qt::AlignCenter | Qt::TextSingleLine), shown);
    }
    void badge(const BadgeText &badge)
    {
        const QSize size = Badge::sizeFor(badge.text);
        if (size.width() > m_line.width())
            return;
        QRect place = take(size.width());
        place.setTop(place.center().y() - size.height() / 2);
        place.setHeight(size.height());
        Badge::paint(m_painter, place, badge.text, badge.tone, IconName::None, m_direction);
    }
    void picture(IconName name, const QColor &color)
    {
        QRect place = take(14);
        place.setTop(place.center().y() - 7);
        place.setHeight(14);
        paintIcon(m_painter, place, name, color);
    }

private:
    QRect take(int width)
    {
        const QRect place(m_line.left(), m_line.top(), width, m_line.height());
        m_line.setLeft(m_line.left() + width + 8);
        return QStyle::visualRect(m_direction, m_whole, place);
    }

    QPainter &m_painter;
    QRect m_line;
    const QRect m_whole;
    const Qt::LayoutDirection m_direction;
};

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, bool isFirstRow, bool isFlashed)
{
    const Tokens &tokens = theme().tokens();
    if (isFlashed)
        painter.fillRect(option.rect, tokens.warnSoft);
    else if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, tokens.accentSoft);
    if (!isFirstRow)
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), tokens.border);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(tokens.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(2, 2, -2, -2), 5, 5);
    }
}

} // namespace

void NamesDelegate::flash(int row)
{
    m_flashed = row;
}

void NamesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const NameRow row = index.data(NamesModel::RowRole).value<NameRow>();
    const Tokens &tokens = theme().tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, index.row() == 0, index.row() == m_flashed);

    const QFont nameFont = textFont(TextSize::Body, QFont::DemiBold);
    const QFont hintFont = textFont(TextSize::Small);
    const int lines = QFontMetrics(nameFont).height() + 4 + QFontMetrics(hintFont).height() + 2;
    QRect first = option.rect.adjusted(Side, (option.rect.height() - lines) / 2, -CrossBox - 2 * Side, 0);
    first.setHeight(QFontMetrics(nameFont).height() + 2);
    LinePainter name(*painter, first, option.rect, option.direction);
    name.text(row.name.unicode, nameFont, tokens.text);
    if (row.name.isIdn()) {
        name.text(QStringLiteral("="), hintFont, tokens.text2);
        name.text(row.name.ascii, fixedFont(), tokens.text);
    }
    for (const BadgeText &badge : badgesOf(row))
        name.badge(badge);

    QRect second = first.translated(0, first.height() + 2);
    second.setHeight(QFontMetrics(hintFont).height() + 2);
    LinePainter hint(*painter, second, option.rect, option.direction);
    if (row.tone != Tone::Neutral)
        hint.picture(stateIcon(row.tone), tokens.ink(row.tone));
    const bool isQuiet = row.tone == Tone::Neutral || row.tone == Tone::Accent;
    hint.text(row.hint, hintFont, isQuiet ? tokens.text2 : tokens.ink(row.tone), Qt::ElideRight);

    if (option.state.testFlag(QStyle::State_Enabled)) // nothing can be removed from a request
        paintIcon(*painter, crossRect(option).adjusted(6, 6, -6, -6), IconName::Cross, tokens.text2);
    painter->restore();
}

QSize NamesDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const int lines = QFontMetrics(textFont(TextSize::Body, QFont::DemiBold)).height() + QFontMetrics(textFont(TextSize::Small)).height();
    return {200, std::max(56, lines + 24)};
}

QWidget *NamesDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *editor = new QLineEdit(parent);
    editor->setObjectName(QStringLiteral("names.edit"));
    editor->setAccessibleName(tr("Name"));
    return editor;
}

void NamesDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int height = editor->sizeHint().height();
    const QRect box(option.rect.left() + 4, option.rect.center().y() - height / 2, option.rect.width() - CrossBox - 24, height);
    editor->setGeometry(QStyle::visualRect(option.direction, option.rect, box));
}

bool NamesDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && crossRect(option).contains(static_cast<QMouseEvent *>(event)->pos())) {
        Q_EMIT removeRequested(index.row());
        return true;
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace cw::ui
