// SPDX-License-Identifier: MIT
#include "ui/shell/logdock.h"

#include "ui/models/logmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/copybutton.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QScrollBar>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace cw::ui
{

LogDock::LogDock(LogModel *model, QWidget *parent)
    : QDockWidget(tr("Log"), parent), m_model(model), m_list(new QListView(this))
{
    setObjectName(QStringLiteral("log.dock"));
    setAllowedAreas(Qt::BottomDockWidgetArea);
    setFeatures(QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this)); // our own line below holds the title and the buttons

    m_list->setObjectName(QStringLiteral("log.list"));
    m_list->setAccessibleName(tr("Requests, answers and DNS questions"));
    m_list->setModel(model);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setFont(fixedFont(TextSize::Small));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMinimumHeight(110);

    auto *copyAll = new CopyButton(tr("Copy the log"), [model] { return model->text(); }, this);
    copyAll->setObjectName(QStringLiteral("log.copy"));
    copyAll->setLabel(tr("Copy all"));
    QPushButton *close = newButton({}, ButtonRole::Icon, ButtonSize::Card, this);
    close->setObjectName(QStringLiteral("log.close"));
    close->setIcon(icon(IconName::Cross, Ink::Text2));
    close->setAccessibleName(tr("Close the log"));
    close->setToolTip(tr("Close the log (Ctrl+L)"));
    connect(close, &QPushButton::clicked, this, &QDockWidget::close);

    auto *content = new QWidget(this);
    auto *top = new QHBoxLayout;
    top->addWidget(newLabel(tr("Log"), TextRole::CardTitle, content));
    top->addWidget(newLabel(tr("Requests, answers and DNS questions; secrets are never written here."), TextRole::Small, content), 1);
    top->addWidget(copyAll);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(18, 8, 14, 8);
    layout->setSpacing(4);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    setWidget(content);

    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this,
            [this](int value) { m_isAtEnd = value == m_list->verticalScrollBar()->maximum(); });
    connect(model, &LogModel::rowsInserted, this, [this] {
        if (m_isAtEnd)
            m_list->scrollToBottom();
    });
    auto *copyKey = new QShortcut(QKeySequence::Copy, m_list);
    copyKey->setContext(Qt::WidgetShortcut);
    connect(copyKey, &QShortcut::activated, this, &LogDock::copy);
}

void LogDock::copy()
{
    QModelIndexList rows = m_list->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QString text;
    for (const QModelIndex &row : std::as_const(rows))
        text += row.data().toString() + u'\n';
    QGuiApplication::clipboard()->setText(text);
}

} // namespace cw::ui
