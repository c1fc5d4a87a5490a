// SPDX-License-Identifier: MIT
#pragma once

#include <QPushButton>

namespace cw::ui
{

// The quiet button with a chevron that points back; without its text when there is no room.
class HomeButton : public QPushButton
{
    Q_OBJECT

public:
    explicit HomeButton(const QString &text, QWidget *parent = nullptr);

    void setTextVisible(bool isVisible);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_isTextVisible = true;
};

} // namespace cw::ui
