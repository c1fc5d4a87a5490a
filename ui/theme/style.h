// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace cw::ui
{

// Fusion, with our own check boxes, radio buttons, arrows and focus ring: a style sheet cannot colour pictures.
class Style : public QProxyStyle
{
    Q_OBJECT

public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
        const QWidget *widget = nullptr) const override;
    int pixelMetric(
        PixelMetric metric, const QStyleOption *option = nullptr, const QWidget *widget = nullptr) const override;
    int styleHint(StyleHint hint, const QStyleOption *option = nullptr, const QWidget *widget = nullptr,
        QStyleHintReturn *data = nullptr) const override;
};

// Shared with the rows that draw their own indicator.
void paintRadio(QPainter &painter, const QRectF &rect, bool isChecked, bool isEnabled);
void paintCheckBox(QPainter &painter, const QRectF &rect, Qt::CheckState state, bool isEnabled);

} // namespace cw::ui
