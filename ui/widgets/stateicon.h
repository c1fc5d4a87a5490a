// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QWidget>

class QVariantAnimation;

namespace cw::ui
{

// A picture without a meaning of its own for screen readers; the word stands beside it. The running arc turns once in
// 1.2 s, and stands still when the system asks for less motion.
class StateIcon : public QWidget
{
    Q_OBJECT

public:
    explicit StateIcon(IconName name = IconName::None, Tone tone = Tone::Neutral, QWidget *parent = nullptr);

    IconName name() const { return m_name; }
    Tone tone() const { return m_tone; }
    void setIcon(IconName name, Tone tone);
    void setSide(int pixels); // 18
    bool isTurning() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void turnOrStand();

    IconName m_name;
    Tone m_tone;
    int m_side = 18;
    QVariantAnimation *m_turn;
};

} // namespace cw::ui
