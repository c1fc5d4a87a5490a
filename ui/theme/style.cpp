// SPDX-License-Identifier: MIT
#include "ui/theme/style.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPen>
#include <QStyleOption>

namespace cw::ui
{

Style::Style()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void paintRadio(QPainter &painter, const QRectF &rect, bool isChecked, bool isEnabled)
{
    const Tokens &tokens = theme().tokens();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor edge = !isEnabled ? tokens.border : isChecked ? tokens.accent : tokens.strong;
    painter.setPen(QPen(edge, 1.5));
    painter.setBrush(isEnabled ? tokens.surface : tokens.raised);
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1));
    if (isChecked) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isEnabled ? tokens.accent : tokens.pend);
        const qreal inset = rect.width() * 0.26;
        painter.drawEllipse(rect.adjusted(inset, inset, -inset, -inset));
    }
    painter.restore();
}

void paintCheckBox(QPainter &painter, const QRectF &rect, Qt::CheckState state, bool isEnabled)
{
    const Tokens &tokens = theme().tokens();
    const bool isFilled = state != Qt::Unchecked;
    const QColor fill = !isEnabled ? tokens.raised : isFilled ? tokens.accent : tokens.surface;
    const QColor edge = !isEnabled ? tokens.border : isFilled ? tokens.accent : tokens.strong;
    const QColor mark = isEnabled ? tokens.onAccent : tokens.pend;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1.5));
    painter.setBrush(fill);
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4);
    const qreal unit = rect.width() / 18;
    painter.setPen(QPen(mark, 2 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.translate(rect.topLeft());
    if (state == Qt::Checked)
        painter.drawPolyline(QPolygonF({QPointF(5, 9.3) * unit, QPointF(7.8, 12) * unit, QPointF(13, 6.4) * unit}));
    if (state == Qt::PartiallyChecked)
        painter.drawLine(QPointF(5.5, 9) * unit, QPointF(12.5, 9) * unit);
    painter.restore();
}

void Style::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool isEnabled = option->state.testFlag(State_Enabled);
    switch (element) {
    case PE_IndicatorCheckBox: {
        const Qt::CheckState state = option->state.testFlag(State_On) ? Qt::Checked
            : option->state.testFlag(State_NoChange)                  ? Qt::PartiallyChecked
                                                                      : Qt::Unchecked;
        paintCheckBox(*painter, option->rect, state, isEnabled);
        return;
    }
    case PE_IndicatorRadioButton:
        paintRadio(*painter, option->rect, option->state.testFlag(State_On), isEnabled);
        return;
    case PE_IndicatorArrowDown: {
        const qreal side = 14;
        const QPointF center = QRectF(option->rect).center();
        paintIcon(*painter, QRectF(center.x() - side / 2, center.y() - side / 2, side, side), IconName::ChevronDown,
            isEnabled ? theme().tokens().text2 : theme().tokens().pend);
        return;
    }
    case PE_FrameFocusRect:
        if (widget && widget->inherits("QAbstractButton"))
            return; // the ring of FocusRing
        break;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void Style::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    if (element == CE_FocusFrame) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(theme().tokens().accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 9, 9);
        painter->restore();
        return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 18;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 10;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return 4;
    case PM_ButtonIconSize:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
        return 1;
    case SH_FocusFrame_Mask:
    case SH_EtchDisabledText:
        return 0;
    case SH_LineEdit_PasswordCharacter:
        return 0x2022;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace cw::ui
