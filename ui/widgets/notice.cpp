// SPDX-License-Identifier: MIT
#include "ui/widgets/notice.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stateicon.h"
#include "ui/widgets/tightlayout.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTextDocumentFragment>

namespace cw::ui
{

namespace
{

Tone toneOf(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Info:
        return Tone::Accent;
    case Notice::Kind::Ok:
        return Tone::Ok;
    case Notice::Kind::Warn:
        return Tone::Warn;
    case Notice::Kind::Fail:
        return Tone::Fail;
    }
    return Tone::Accent;
}

} // namespace

Notice::Notice(Kind kind, QWidget *parent)
    : Notice(kind, {}, {}, parent)
{
}

Notice::Notice(Kind kind, const QString &title, const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_icon(new StateIcon(IconName::None, Tone::Accent, this))
    , m_title(newLabel(title, TextRole::RowTitle, this))
    , m_text(newLabel(text, TextRole::Small, this))
    , m_action(newButton({}, ButtonRole::Link, ButtonSize::Card, this))
    , m_close(newButton({}, ButtonRole::Icon, ButtonSize::Card, this))
{
    setAccessibleRole(this, QAccessible::AlertMessage);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *message = new TightLayout(QBoxLayout::LeftToRight, TightLayout::Place::Middle);
    message->setContentsMargins(0, 4, 0, 4);
    message->setSpacing(8);
    message->addWidget(m_icon, 0, Qt::AlignTop);
    message->addLayout(words, 1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 5, 6, 5);
    layout->setSpacing(8);
    layout->addLayout(message, 1);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);
    m_icon->setSide(16);
    setStyleProperty(m_text, "strength", QStringLiteral("full"));
    m_close->setIcon(icon(IconName::Cross, Ink::Text2));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close this message"));
    m_close->hide();
    m_action->hide();
    connect(m_action, &QPushButton::clicked, this, &Notice::actionTriggered);
    connect(m_close, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT closed();
    });
    refresh();
}

void Notice::setKind(Kind kind)
{
    m_kind = kind;
    refresh();
}

void Notice::setEdge(bool hasEdge)
{
    m_hasEdge = hasEdge;
    update();
}

void Notice::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    refresh();
}

QString Notice::title() const
{
    return m_title->text();
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::setTitle(const QString &title)
{
    m_title->setText(title);
    refresh();
}

void Notice::setText(const QString &text)
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(text);
    refresh();
}

void Notice::setRichText(const QString &html)
{
    m_text->setTextFormat(Qt::RichText);
    m_text->setText(html);
    refresh();
}

void Notice::setAction(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void Notice::setClosable(bool isClosable)
{
    m_close->setVisible(isClosable);
}

void Notice::refresh()
{
    m_title->setVisible(!title().isEmpty());
    m_text->setVisible(!text().isEmpty());
    if (m_isRunning)
        m_icon->setIcon(IconName::StateRun, Tone::Accent);
    else
        m_icon->setIcon(stateIcon(toneOf(m_kind)), toneOf(m_kind));
    describe();
    update();
}

void Notice::describe()
{
    const QString plain
        = m_text->textFormat() == Qt::RichText ? QTextDocumentFragment::fromHtml(text()).toPlainText() : text();
    setAccessibleText(this, title().isEmpty() ? plain : title(), title().isEmpty() ? QString() : plain);
}

void Notice::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const Tone tone = toneOf(m_kind);
    const bool isInfo = m_kind == Kind::Info;
    QColor edge = isInfo ? tokens.border : m_hasEdge ? tokens.ink(tone) : QColor();
    if (theme().isHighContrast())
        edge = tokens.border;
    QPainter painter(this);
    paintBox(
        painter, rect(), {.fill = isInfo ? tokens.raised : tokens.soft(tone), .edge = edge, .radius = ButtonRadius});
}

} // namespace cw::ui
