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
    if (m_mostLines > 0)
        moveCursor(QTextCursor::End);
}

void ValueText::setMostLines(int lines)
{
    m_mostLines = lines;
    setVerticalScrollBarPolicy(lines > 0 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    fit();
}

int ValueText::bounded(qreal height) const
{
    const int whole = static_cast<int>(std::ceil(height));
    return m_mostLines > 0 ? std::min(whole, m_mostLines * QFontMetrics(font()).lineSpacing()) : whole;
}

int ValueText::heightForWidth(int width) const
{
    const std::unique_ptr<QTextDocument> copy(document()->clone());
    copy->setTextWidth(width);
    return bounded(copy->size().height());
}

QSize ValueText::sizeHint() const
{
    const int width = static_cast<int>(std::ceil(document()->idealWidth()));
    return {std::max(120, width), bounded(document()->size().height())};
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
    const int height = bounded(document()->size().height());
    if (height > 0 && height != minimumHeight()) {
        setFixedHeight(height);
        updateGeometry();
    }
}

} // namespace cw::ui
