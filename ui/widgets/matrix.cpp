// SPDX-License-Identifier: MIT
#include "ui/widgets/matrix.h"

#include "ui/theme/theme.h"
#include "ui/widgets/matrixdelegate.h"
#include "ui/widgets/matrixmodel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QVariantAnimation>

#include <algorithm>

namespace cw::ui
{

namespace
{

constexpr int CompactBelow = 900;
constexpr int LeastCell = 88;
constexpr int ComfortableCell = 118;
constexpr int BetweenHalves = 10;

} // namespace

Matrix::Matrix(QWidget *parent)
    : QTableView(parent)
    , m_model(new MatrixModel(this))
    , m_delegate(new MatrixDelegate(*m_model, this))
    , m_turn(new QVariantAnimation(this))
{
    setModel(m_model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Who can see it"));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    for (QHeaderView *header : {horizontalHeader(), verticalHeader()}) {
        header->hide();
        header->setMinimumSectionSize(1);
        header->setSectionResizeMode(QHeaderView::Fixed);
    }
    m_turn->setStartValue(0.0);
    m_turn->setEndValue(360.0);
    m_turn->setDuration(1200);
    m_turn->setLoopCount(-1);
    connect(m_turn, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_delegate->setTurn(value.toReal());
        viewport()->update();
    });
    connect(&theme(), &Theme::changed, this, &Matrix::turnOrStand);
    connect(this, &QAbstractItemView::doubleClicked, this, &Matrix::open);
}

const MatrixContent &Matrix::content() const
{
    return m_model->content();
}

void Matrix::setContent(const MatrixContent &content)
{
    m_model->setContent(content);
    layOut();
    turnOrStand();
    updateGeometry();
}

void Matrix::turnOrStand()
{
    if (isVisible() && m_model->hasRunning() && theme().wantsMotion()) {
        if (m_turn->state() != QAbstractAnimation::Running)
            m_turn->start();
        return;
    }
    m_turn->stop();
    m_delegate->setTurn(0);
}

void Matrix::layOut()
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const bool isCompact = viewport()->width() < CompactBelow;
    m_delegate->setCompact(isCompact);
    for (int row = 0; row < rows; ++row) {
        const MatrixModel::Line line = m_model->placeOf(m_model->index(row, 0)).line;
        setRowHeight(row,
            line == MatrixModel::Line::Headings ? MatrixDelegate::headingHeight()
                                                : MatrixDelegate::lineHeight(line == MatrixModel::Line::Value));
    }
    const int servers = m_model->serverColumns();
    const auto resolvers = static_cast<int>(m_model->content().resolvers.size());
    const int available = viewport()->width();
    const int gap = resolvers > 0 ? BetweenHalves : 0;
    const int cells = servers + resolvers;
    // Many cells leave the labels a share of the width, few leave them all they want.
    const int share = available * (isCompact ? 124 : 172) / 1000;
    const int most = std::max({90, share, available - gap - cells * ComfortableCell});
    const int labels = std::clamp(m_delegate->labelWidth(), 90, most);
    // The last cell has no gap behind it.
    const int room = available - labels - gap + MatrixDelegate::Gap;
    const int cell = std::max(LeastCell + MatrixDelegate::Gap, room / cells);
    const bool fits = cell * cells <= room;
    setColumnWidth(0, labels);
    for (int column = 1; column < m_model->columnCount(); ++column) {
        const bool isGap = resolvers > 0 && column == servers + 1;
        setColumnWidth(column, isGap ? gap : cell);
    }
    const int left = fits ? room - cell * cells : 0; // pixels that the division left over
    setColumnWidth(m_model->columnCount() - 1, cell + left - MatrixDelegate::Gap);
    clearSpans();
    if (servers > 1)
        setSpan(0, 1, 1, servers);
    if (resolvers > 1)
        setSpan(0, servers + 2, 1, resolvers);
}

int Matrix::contentHeight() const
{
    int height = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        height += rowHeight(row);
    return height;
}

QSize Matrix::sizeHint() const
{
    const int bar = horizontalScrollBar()->isVisible() ? horizontalScrollBar()->height() : 0;
    return {700, contentHeight() + bar};
}

QSize Matrix::minimumSizeHint() const
{
    return {400, sizeHint().height()};
}

void Matrix::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOut();
}

void Matrix::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (m_delegate && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)) {
        layOut();
        updateGeometry();
    }
}

void Matrix::showEvent(QShowEvent *event)
{
    QTableView::showEvent(event);
    turnOrStand();
}

void Matrix::hideEvent(QHideEvent *event)
{
    m_turn->stop();
    QTableView::hideEvent(event);
}

void Matrix::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy(currentIndex());
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        open(currentIndex());
        return;
    }
    QTableView::keyPressEvent(event);
}

void Matrix::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    if (currentIndex().isValid() && m_model->cell(currentIndex()))
        return;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 1; column < m_model->columnCount(); ++column) {
            if (!m_model->cell(m_model->index(row, column)))
                continue;
            setCurrentIndex(m_model->index(row, column));
            return;
        }
    }
}

void Matrix::open(const QModelIndex &index)
{
    if (index.isValid() && m_model->cell(index))
        Q_EMIT cellOpened(m_model->zone(index), m_model->label(index), m_model->serverName(index));
}

void Matrix::copy(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const MatrixCell *cell = m_model->cell(index);
    const QString text = cell && !cell->copyText.isEmpty() ? cell->copyText : m_model->sentence(index);
    QGuiApplication::clipboard()->setText(text);
}

} // namespace cw::ui
