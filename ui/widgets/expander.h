// SPDX-License-Identifier: MIT
#pragma once

#include "ui/widgets/card.h"

class QPropertyAnimation;
class QPushButton;

namespace cw::ui
{

// A card whose content opens and closes by a button at the end of its title line (120 ms, or at once when the system
// asks for less motion). Put what may be hidden into content().
class Expander : public Card
{
    Q_OBJECT

public:
    explicit Expander(const QString &title, QWidget *parent = nullptr);

    QVBoxLayout *content() const { return m_layout; }
    bool isOpen() const { return m_isOpen; }
    void setOpen(bool isOpen);
    QPushButton *toggle() const { return m_toggle; }

Q_SIGNALS:
    void openChanged(bool isOpen);

private:
    void animate();
    void describe();

    QWidget *m_content;
    QVBoxLayout *m_layout;
    QPushButton *m_toggle;
    QPropertyAnimation *m_animation;
    bool m_isOpen = true;
};

} // namespace cw::ui
