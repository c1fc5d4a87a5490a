// SPDX-License-Identifier: MIT
#include "ui/shell/pagefooter.h"

#include "ui/shell/footernote.h"
#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace cw::ui
{

namespace
{

constexpr int Height = 60;

QPushButton *newQuietButton(const char *objectName, const QString &text, IconName name, QWidget *parent)
{
    QPushButton *button = newButton(text, ButtonRole::Quiet, ButtonSize::Page, parent);
    button->setObjectName(QString::fromLatin1(objectName));
    button->setIcon(icon(name, Ink::Text2));
    button->setAccessibleName(text);
    return button;
}

} // namespace

PageFooter::PageFooter(QWidget *parent)
    : QWidget(parent)
    , m_help(newQuietButton("foot.help", tr("Help"), IconName::Help, this))
    , m_log(newQuietButton("foot.log", tr("Log"), IconName::Log, this))
    , m_note(new FooterNote(this))
    , m_override(newButton({}, ButtonRole::Link, ButtonSize::Page, this))
    , m_back(newButton({}, ButtonRole::Normal, ButtonSize::Page, this))
    , m_next(newButton({}, ButtonRole::Primary, ButtonSize::Page, this))
{
    m_help->setToolTip(tr("Help about this page (F1)"));
    m_log->setToolTip(tr("What was sent and answered (Ctrl+L)"));
    m_override->setObjectName(QStringLiteral("foot.override"));
    m_back->setObjectName(QStringLiteral("foot.back"));
    m_next->setObjectName(QStringLiteral("foot.next"));
    connect(m_help, &QPushButton::clicked, this, &PageFooter::helpRequested);
    connect(m_log, &QPushButton::clicked, this, &PageFooter::logRequested);
    connect(m_override, &QPushButton::clicked, this, &PageFooter::overrideRequested);
    connect(m_back, &QPushButton::clicked, this, &PageFooter::backRequested);
    connect(m_next, &QPushButton::clicked, this, &PageFooter::nextRequested);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(18, 1, 24, 0);
    layout->setSpacing(8);
    layout->addWidget(m_help);
    layout->addSpacing(8);
    layout->addWidget(m_log);
    layout->addStretch(1);
    layout->addWidget(m_note);
    layout->addSpacing(8);
    layout->addWidget(m_override);
    layout->addWidget(m_back);
    layout->addWidget(m_next);
    setFixedHeight(Height);
}

void PageFooter::setContent(const Content &content)
{
    m_note->setNote(content.note);
    m_override->setVisible(!content.overrideText.isEmpty());
    m_override->setText(content.overrideText);
    m_override->setAccessibleName(content.overrideText);
    m_back->setVisible(!content.backText.isEmpty());
    m_back->setText(content.backText);
    m_back->setAccessibleName(content.backText);
    m_next->setText(content.nextText);
    m_next->setAccessibleName(content.nextText);
    m_next->setAccessibleDescription(content.note.text);
    setRole(m_next, content.isNextFilled ? ButtonRole::Primary : ButtonRole::Normal);
    // A button that goes grey under the keyboard leaves its focus to nobody.
    if (m_next->hasFocus() && !content.isNextEnabled && m_back->isVisible())
        m_back->setFocus();
    m_next->setEnabled(content.isNextEnabled);
}

void PageFooter::setNarrow(bool isNarrow)
{
    m_help->setText(isNarrow ? QString() : tr("Help"));
    m_log->setText(isNarrow ? QString() : tr("Log"));
    setRole(m_help, isNarrow ? ButtonRole::Icon : ButtonRole::Quiet);
    setRole(m_log, isNarrow ? ButtonRole::Icon : ButtonRole::Quiet);
}

void PageFooter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().surface);
    painter.fillRect(0, 0, width(), 1, theme().tokens().border);
}

} // namespace cw::ui
