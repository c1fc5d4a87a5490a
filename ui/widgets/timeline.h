// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/tone.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QWidget>

namespace cw::ui
{

// How much was seen, over time: a step curve, the events below it, now, and what is expected.
class Timeline : public QWidget
{
    Q_OBJECT

public:
    struct Step {
        QDateTime time = {};
        double share = 0; // 0 to 1, from this time on
    };
    struct Event {
        QDateTime time = {};
        QString label = {}; // "ns2 has it"
        Tone tone = Tone::Neutral;
        bool isExpected = false; // in the future: a dashed line over the whole height
    };
    struct Content {
        QString title = {}; // "Seen over time"
        QList<Step> steps = {};
        QList<Event> events = {};
        QDateTime now = {};
    };

    explicit Timeline(QWidget *parent = nullptr);

    const Content &content() const { return m_content; }
    void setContent(const Content &content);
    QString asText() const; // one line an event

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF plot() const;
    double xOf(const QDateTime &time) const;
    void paintCurve(QPainter &painter) const;
    void paintLabels(QPainter &painter) const;

    Content m_content;
};

} // namespace cw::ui
