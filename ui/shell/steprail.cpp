// SPDX-License-Identifier: MIT
#include "ui/shell/steprail.h"

#include "ui/shell/homebutton.h"
#include "ui/shell/raildelegate.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/stateicon.h"

#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Step;

namespace
{

constexpr int WideRail = 248;
constexpr int NarrowRail = 64;

} // namespace

StepRail::StepRail(QWidget *parent)
    : QWidget(parent)
    , m_model(new StepModel(this))
    , m_delegate(new RailDelegate(this))
    , m_home(new HomeButton(tr("All certificates"), this))
    , m_title(newLabel(tr("New certificate"), TextRole::CardTitle, this))
    , m_state(newLabel({}, TextRole::Small, this))
    , m_list(new QListView(this))
    , m_savedIcon(new StateIcon(IconName::Save, Tone::Neutral, this))
    , m_savedTitle(newLabel(tr("Saved automatically"), TextRole::RowTitle, this))
    , m_savedText(newLabel({}, TextRole::Small, this))
{
    m_home->setObjectName(QStringLiteral("rail.home"));
    connect(m_home, &QPushButton::clicked, this, &StepRail::homeRequested);

    m_list->setObjectName(QStringLiteral("rail.steps"));
    m_list->setAccessibleName(tr("Steps of this order"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSelectionMode(QAbstractItemView::NoSelection);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    const auto request = [this](const QModelIndex &index) {
        if (m_model->row(index.row()).canBeOpened)
            Q_EMIT stepRequested(Step(index.row() + 1));
    };
    connect(m_list, &QListView::clicked, this, request);
    connect(m_list, &QListView::activated, this, request);

    m_saved = makeSaved();
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(makeTop());
    layout->addWidget(m_list, 1);
    layout->addWidget(m_saved);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    refresh();
}

QWidget *StepRail::makeTop()
{
    auto *top = new QWidget(this);
    auto *layout = new QVBoxLayout(top);
    layout->setContentsMargins(10, 0, 0, 0);
    layout->setSpacing(3);
    layout->addWidget(m_home);
    layout->addWidget(m_title);
    layout->addWidget(m_state);
    return top;
}

QWidget *StepRail::makeSaved()
{
    auto *saved = new QWidget(this);
    saved->setObjectName(QStringLiteral("rail.saved"));
    m_savedIcon->setSide(14);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_savedIcon, 0, Qt::AlignVCenter);
    line->addWidget(m_savedTitle, 1);
    auto *texts = new QVBoxLayout;
    texts->setContentsMargins(10, 8, 4, 0);
    texts->setSpacing(2);
    texts->addLayout(line);
    texts->addWidget(m_savedText);
    auto *layout = new QVBoxLayout(saved);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(newDivider(saved));
    layout->addLayout(texts);
    return saved;
}

void StepRail::setOrder(const QString &title, const QString &state)
{
    m_title->setText(title);
    m_state->setText(state);
}

void StepRail::setSavedText(const QString &text)
{
    m_savedText->setText(text);
    m_saved->setToolTip(text);
    m_saved->setAccessibleName(m_savedTitle->text());
    m_saved->setAccessibleDescription(text);
    refresh();
}

void StepRail::setNarrow(bool isNarrow)
{
    if (m_isNarrow == isNarrow)
        return;
    m_isNarrow = isNarrow;
    refresh();
}

void StepRail::refresh()
{
    m_delegate->setNarrow(m_isNarrow);
    setFixedWidth(m_isNarrow ? NarrowRail : WideRail);
    layout()->setContentsMargins(m_isNarrow ? 8 : 12, 11, m_isNarrow ? 8 : 12, 12);
    static_cast<HomeButton *>(m_home)->setTextVisible(!m_isNarrow);
    m_title->setVisible(!m_isNarrow);
    m_state->setVisible(!m_isNarrow);
    m_savedTitle->setVisible(!m_isNarrow);
    m_savedText->setVisible(!m_isNarrow);
    m_saved->setVisible(!m_savedText->text().isEmpty());
    m_list->doItemsLayout();
}

void StepRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().rail);
    painter.fillRect(layoutDirection() == Qt::RightToLeft ? QRect(0, 0, 1, height()) : QRect(width() - 1, 0, 1, height()),
                     theme().tokens().border);
}

} // namespace cw::ui
