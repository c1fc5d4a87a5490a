// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/tone.h"

#include <QAbstractButton>

namespace cw::ui
{

class StateIcon;

// A zone and the way its records get into DNS, in one line; the one that is being set up is tinted. Names break rather
// than hide a letter.
class ZoneRow : public QAbstractButton
{
    Q_OBJECT

public:
    struct Content {
        QString id; // the apex, "example.org."; empty: all (other) zones
        QString name;
        QString way; // "Dynamic update"
        QString stateWord; // for screen readers: "trial worked"; may be empty
        IconName icon = IconName::None;
        Tone tone = Tone::Pend;
        bool isName = true; // a DNS name: fixed font, never mirrored
        bool operator==(const Content &) const = default;
    };

    explicit ZoneRow(QWidget *parent = nullptr);

    const Content &content() const { return m_content; }
    void setContent(const Content &content);
    void setChoice(bool isChoice); // false: nothing to choose from, only to be read

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    QFont nameFont() const;
    QRect namePlace(int width) const;
    QRect wayPlace(int width) const;
    void placeIcon();

    Content m_content;
    StateIcon *m_icon;
};

} // namespace cw::ui
