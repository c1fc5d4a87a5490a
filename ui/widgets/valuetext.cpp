// SPDX-License-Identifier: MIT
#include "ui/widgets/valuetext.h"

#include "ui/theme/fonts.h"

#include <QFocusEvent>
#include <QTextDocument>

#include <cmath>
#include <memory>

namespace cw::ui
{

ValueText::ValueText(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setAcceptRichText(false);
    setTabChangesFocus(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setProperty("role", QStringLiteral("value"));
    setFrameShape(QFrame::NoFrame);
    setLayoutDirection(Qt::LeftToRight); // values, names and commands never mirror
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    document()->setDocumentMargin(0);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    viewport()->setAutoFillBackground(false);
}

void ValueText::setValue(const QString &value)
{
    if (toPlainText() == value)
        return;
    setPlainText(value);
    fit();
}

int ValueText::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(width);
    return static_cast<int>(std::ceil(copy->size().height()));
}

QSize ValueText::sizeHint() const
{
    const int width = static_cast<int>(std::ceil(document()->idealWidth()));
    return {std::max(120, width), static_cast<int>(std::ceil(document()->size().height()))};
}

QSize ValueText::minimumSizeHint() const
{
    return {120, sizeHint().height()};
}

void ValueText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fit();
}

void ValueText::changeEvent(QEvent *event)
{
    QTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void ValueText::focusInEvent(QFocusEvent *event)
{
    QTextEdit::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        selectAll();
}

void ValueText::fit()
{
    const int height = static_cast<int>(std::ceil(document()->size().height()));
    if (height > 0 && height != minimumHeight()) {
        setFixedHeight(height);
        updateGeometry();
    }
}

} // namespace cw::ui
