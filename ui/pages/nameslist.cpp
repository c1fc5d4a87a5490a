// SPDX-License-Identifier: MIT
#include "ui/pages/nameslist.h"

#include "ui/models/namesmodel.h"
#include "ui/pages/namesdelegate.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPainter>
#include <QTimer>

#include <chrono>

namespace cw::ui
{

namespace
{

constexpr int MostRows = 8;
constexpr int EmptyHeight = 56;
constexpr std::chrono::milliseconds FlashTime {900};

} // namespace

NamesList::NamesList(NamesModel *model, QWidget *parent) : QListView(parent), m_delegate(new NamesDelegate(this))
{
    setObjectName(QStringLiteral("names.list"));
    setModel(model);
    setItemDelegate(m_delegate);
    setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setFrameShape(QFrame::NoFrame);
    setAcceptDrops(true);
    setDragDropMode(QAbstractItemView::DropOnly);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    setViewportMargins(1, 1, 1, 1);
    connect(m_delegate, &NamesDelegate::removeRequested, this, &NamesList::removeRequested);
    connect(model, &QAbstractItemModel::modelReset, this, [this] { updateGeometry(); });
}

void NamesList::flash(int row)
{
    const QModelIndex index = model()->index(row, 0);
    setCurrentIndex(index);
    scrollTo(index);
    m_delegate->flash(row);
    viewport()->update();
    QTimer::singleShot(FlashTime, this, [this] {
        m_delegate->flash(-1);
        viewport()->update();
    });
}

QSize NamesList::sizeHint() const
{
    const int rows = std::min(model()->rowCount(), MostRows);
    const int rowHeight = m_delegate->sizeHint(QStyleOptionViewItem(), QModelIndex()).height();
    return {240, (rows == 0 ? EmptyHeight : rows * rowHeight) + 2};
}

void NamesList::keyPressEvent(QKeyEvent *event)
{
    const int row = currentIndex().row();
    const bool isMove = event->modifiers() == Qt::AltModifier && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down);
    if (event->matches(QKeySequence::Undo))
        Q_EMIT undoRequested();
    else if (row >= 0 && isMove)
        Q_EMIT moveRequested(row, event->key() == Qt::Key_Up ? row - 1 : row + 1);
    else if (row >= 0 && event->matches(QKeySequence::Delete))
        Q_EMIT removeRequested(row);
    else
        QListView::keyPressEvent(event);
}

void NamesList::paintEvent(QPaintEvent *event)
{
    const Tokens &tokens = theme().tokens();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.border, 1));
    painter.setBrush(tokens.surface);
    painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (model()->rowCount() == 0) {
        painter.setFont(textFont(TextSize::Body));
        painter.setPen(tokens.text2);
        painter.drawText(viewport()->rect().adjusted(14, 0, -14, 0), int(Qt::AlignLeading | Qt::AlignVCenter | Qt::TextWordWrap),
                         tr("No names yet. Example: www.example.org, *.example.org"));
    }
    painter.end();
    QListView::paintEvent(event);
}

void NamesList::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasText())
        event->acceptProposedAction();
}

void NamesList::dragMoveEvent(QDragMoveEvent *event)
{
    if (event->mimeData()->hasText())
        event->acceptProposedAction();
}

void NamesList::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    Q_EMIT dropped(event->mimeData()->text());
}

} // namespace cw::ui
