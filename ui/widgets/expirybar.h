// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tone.h"

#include <QWidget>

namespace cw::ui
{

// How much of a certificate's life is left.
class ExpiryBar : public QWidget
{
    Q_OBJECT

public:
    explicit ExpiryBar(QWidget *parent = nullptr);

    double left() const { return m_left; }
    // `text` is for screen readers: "20 days left, until 12 Dec 2026".
    void setLeft(double share, Tone tone, const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    double m_left = 0;
    Tone m_tone = Tone::Ok;
};

} // namespace cw::ui
