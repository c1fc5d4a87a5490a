// SPDX-License-Identifier: MIT
#include "ui/shell/helppanel.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

constexpr int Width = 340;

} // namespace

HelpPanel::HelpPanel(QWidget *parent) : QFrame(parent), m_text(new QTextBrowser(this))
{
    setObjectName(QStringLiteral("help.panel"));
    setAccessibleName(tr("Help about this page"));
    m_text->setObjectName(QStringLiteral("help.text"));
    m_text->setAccessibleName(tr("Help about this page"));
    m_text->setOpenExternalLinks(true);
    m_text->setFrameShape(QFrame::NoFrame);
    QPushButton *close = newButton({}, ButtonRole::Icon, ButtonSize::Card, this);
    close->setObjectName(QStringLiteral("help.close"));
    close->setIcon(icon(IconName::Cross, Ink::Text2));
    close->setAccessibleName(tr("Close the help"));
    close->setToolTip(tr("Close the help (Esc)"));
    connect(close, &QPushButton::clicked, this, &HelpPanel::closePanel);

    auto *top = new QHBoxLayout;
    top->addWidget(newLabel(tr("Help"), TextRole::CardTitle, this), 1);
    top->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(18, 14, 14, 14);
    layout->addLayout(top);
    layout->addWidget(m_text, 1);
    hide();
}

void HelpPanel::setHelp(const QString &title, const QString &html)
{
    m_text->setHtml(QStringLiteral("<h3>%1</h3>%2").arg(title.toHtmlEscaped(), html));
}

void HelpPanel::toggle()
{
    if (isVisible())
        closePanel();
    else
        open();
}

void HelpPanel::place(const QRect &area)
{
    const int left = layoutDirection() == Qt::RightToLeft ? area.left() : area.right() + 1 - Width;
    setGeometry(left, area.top(), Width, area.height());
}

void HelpPanel::open()
{
    m_focusBefore = QApplication::focusWidget();
    show();
    raise();
    m_text->setFocus(Qt::PopupFocusReason);
}

void HelpPanel::closePanel()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void HelpPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().tokens().surface);
    const int edge = layoutDirection() == Qt::RightToLeft ? width() - 1 : 0;
    painter.fillRect(edge, 0, 1, height(), theme().tokens().border);
}

void HelpPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        closePanel();
    else
        QFrame::keyPressEvent(event);
}

} // namespace cw::ui
