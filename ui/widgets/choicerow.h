// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QAbstractButton>

namespace cw::ui
{

class StateIcon;

// A radio button, check box or selectable entry that is a whole row: title, sub-line, picture, badge. For screen
// readers it is a radio button (or check box) named by its title and described by the rest.
class ChoiceRow : public QAbstractButton
{
    Q_OBJECT

public:
    // Radio: with a radio circle. Check: with a check box, independent of others. Entry: without an indicator, the
    // state icon leads (names in the preflight, records to publish).
    enum class Kind { Radio, Check, Entry };
    // Card: an edge around each row. Plain: no edge and no fill (inside of a card). List: fill and edge only when
    // selected.
    enum class Frame { Card, Plain, List };

    explicit ChoiceRow(const QString &title, const QString &subtitle = {}, QWidget *parent = nullptr);
    ChoiceRow(Kind kind, Frame frame, const QString &title, const QString &subtitle = {}, QWidget *parent = nullptr);

    QString title() const { return text(); }
    QString subtitle() const { return m_subtitle; }
    void setTitle(const QString &title);
    void setSubtitle(const QString &subtitle, Tone tone = Tone::Neutral);
    void setRowIcon(IconName icon, Tone tone = Tone::Neutral); // Neutral turns accent while selected
    void setBadge(const QString &text, Tone tone = Tone::Neutral);
    // The edge while selected: accent, or fail for an entry with an error.
    void setSelectedTone(Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Places;
    Places places(int width) const;
    QFont titleFont() const;
    QFont subtitleFont() const;
    void paintFrame(QPainter &painter) const;
    void describe();
    void placeIcon();

    Kind m_kind = Kind::Radio;
    Frame m_frame = Frame::Card;
    QString m_subtitle;
    Tone m_subtitleTone = Tone::Neutral;
    Tone m_iconTone = Tone::Neutral;
    QString m_badge;
    Tone m_badgeTone = Tone::Neutral;
    Tone m_selectedTone = Tone::Accent;
    StateIcon *m_icon;
};

} // namespace cw::ui
