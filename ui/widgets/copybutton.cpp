// SPDX-License-Identifier: MIT
#include "ui/widgets/copybutton.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/announce.h"

#include <QClipboard>
#include <QGuiApplication>

namespace cw::ui
{

CopyButton::CopyButton(const QString &what, std::function<QString()> text, QWidget *parent)
    : QPushButton(parent)
    , m_text(std::move(text))
    , m_label(tr("Copy"))
{
    using namespace std::chrono_literals;
    setAutoDefault(false);
    setRole(this, ButtonRole::Link);
    m_feedback.setSingleShot(true);
    m_feedback.setInterval(2s);
    connect(&m_feedback, &QTimer::timeout, this, &CopyButton::showLabel);
    connect(this, &QPushButton::clicked, this, &CopyButton::copy);
    setWhat(what);
    showLabel();
}

void CopyButton::setWhat(const QString &what)
{
    m_what = what;
    setAccessibleName(what);
    setToolTip(what);
}

void CopyButton::setLabel(const QString &label)
{
    m_label = label;
    showLabel();
}

void CopyButton::setIconOnly(bool isIconOnly)
{
    m_isIconOnly = isIconOnly;
    showLabel();
}

void CopyButton::setFeedbackTime(std::chrono::milliseconds time)
{
    m_feedback.setInterval(time);
}

void CopyButton::copy()
{
    const QString text = m_text();
    QGuiApplication::clipboard()->setText(text);
    QPushButton::setIcon(cw::ui::icon(IconName::Check, Ink::Ok));
    if (!m_isIconOnly)
        setText(tr("Copied"));
    m_feedback.start();
    announce(this, tr("Copied"));
    Q_EMIT copied(text);
}

void CopyButton::showLabel()
{
    QPushButton::setIcon(cw::ui::icon(IconName::Copy, Ink::Accent));
    setText(m_isIconOnly ? QString() : m_label);
}

} // namespace cw::ui
