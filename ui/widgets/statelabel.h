// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QWidget>

class QLabel;

namespace cw::ui
{

class StateIcon;

// Shape, word and colour of a state in one line. The text wraps.
class StateLabel : public QWidget
{
    Q_OBJECT

public:
    enum class Weight { Strong, Plain };

    explicit StateLabel(QWidget *parent = nullptr);
    StateLabel(Tone tone, IconName icon, const QString &text, QWidget *parent = nullptr);

    Tone tone() const { return m_tone; }
    IconName icon() const;
    QString text() const;
    void setState(Tone tone, IconName icon, const QString &text);
    void setText(const QString &text);
    void setWeight(Weight weight); // Strong
    void setWordWrap(bool wraps); // on
    // Grey words beside a coloured icon: "Nothing is ordered yet."
    void setQuietText(bool isQuiet);

private:
    void refresh();

    Tone m_tone = Tone::Neutral;
    bool m_isQuiet = false;
    Weight m_weight = Weight::Strong;
    StateIcon *m_icon;
    QLabel *m_text;
};

} // namespace cw::ui
