// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QLabel>

namespace cw::ui
{

// A small word on a soft ground: "Suggested", "4", "2 ready". Neutral is grey.
class Badge : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);
    Badge(const QString &text, Tone tone, IconName icon, QWidget *parent = nullptr);

    Tone tone() const { return m_tone; }
    void setTone(Tone tone);
    void setIcon(IconName icon);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    // For delegates and rows that paint a badge themselves.
    static QSize sizeFor(const QString &text, IconName icon = IconName::None);
    static void paint(QPainter &painter, const QRect &rect, const QString &text, Tone tone,
        IconName icon = IconName::None, Qt::LayoutDirection direction = Qt::LeftToRight);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
    IconName m_icon;
};

} // namespace cw::ui
