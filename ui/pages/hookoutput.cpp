// SPDX-License-Identifier: MIT
#include "ui/pages/hookoutput.h"

#include "ui/models/logmodel.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/copybutton.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace cw::ui
{

using issuance::Activity;

HookOutput::HookOutput(QWidget *parent)
    : Card(tr("What the hook says"), parent)
    , m_text(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("how.output"));
    auto *copy = new CopyButton(
        tr("Copy what the hook says"), [this] { return text(); }, this);
    copy->setObjectName(QStringLiteral("how.copyOutput"));
    addToHeader(copy);
    m_text->setObjectName(QStringLiteral("how.outputText"));
    m_text->setAccessibleName(tr("What the hook says"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(fixedFont(TextSize::Small));
    m_text->setMaximumBlockCount(MostLines);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLayoutDirection(Qt::LeftToRight);
    m_text->setFixedHeight(9 * QFontMetrics(m_text->font()).lineSpacing());
    body()->addWidget(m_text);
    hide();
}

void HookOutput::setLog(LogModel *log)
{
    m_log = log;
    connect(log, &QAbstractItemModel::rowsInserted, this,
        [this](const QModelIndex &, int first, int last) { takeRows(first, last); });
}

void HookOutput::showState(const issuance::IssueState &state)
{
    const bool isRunning = state.isRunning(Activity::Trial) || state.isRunning(Activity::Order)
        || state.isRunning(Activity::CleanUp);
    if (isRunning && !m_isRunning) {
        m_text->clear();
        hide();
    }
    m_isRunning = isRunning;
}

QString HookOutput::text() const
{
    return m_text->toPlainText();
}

void HookOutput::takeRows(int first, int last)
{
    for (int row = first; row <= last; ++row) {
        const QModelIndex index = m_log->index(row);
        if (index.data(LogModel::KindRole).value<LogEntry::Kind>() == LogEntry::Kind::Hook)
            m_text->appendPlainText(index.data(LogModel::WordsRole).toString());
    }
    setVisible(!m_text->document()->isEmpty());
}

} // namespace cw::ui
