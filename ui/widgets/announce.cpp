// SPDX-License-Identifier: MIT
#include "ui/widgets/announce.h"

#include <QAccessible>
#include <QLabel>
#include <QWidget>

namespace cw::ui
{

Announcer::Announcer(QWidget *window, std::chrono::milliseconds pause)
    : QObject(window)
    , m_live(new QLabel(window))
{
    // One pixel that nobody sees: a hidden label would be hidden from screen readers, too.
    m_live->setObjectName(QStringLiteral("live"));
    m_live->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_live->setFocusPolicy(Qt::NoFocus);
    m_live->setGeometry(0, 0, 1, 1);
    m_live->setIndent(2);
    m_live->show();
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (!m_next.isEmpty())
            speak();
    });
}

void Announcer::say(const QString &text)
{
    m_next = text == m_live->text() ? QString() : text;
    if (!m_next.isEmpty() && !m_pause.isActive())
        speak();
}

void Announcer::speak()
{
    m_live->setText(m_next);
    m_live->setAccessibleName(m_next);
    m_next.clear();
    QAccessibleEvent event(m_live, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    m_pause.start();
    Q_EMIT spoken(m_live->text());
}

void announce(QWidget *where, const QString &text)
{
    using namespace std::chrono_literals;
    QWidget *window = where->window();
    auto *announcer = window->findChild<Announcer *>(QString(), Qt::FindDirectChildrenOnly);
    if (!announcer)
        announcer = new Announcer(window, 5s);
    announcer->say(text);
}

} // namespace cw::ui
