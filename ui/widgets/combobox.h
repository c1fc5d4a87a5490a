// SPDX-License-Identifier: MIT
#pragma once

#include <QComboBox>

namespace cw::ui
{

// A combo box with the chevron of the theme: a style sheet can only show pictures of a fixed colour.
class ComboBox : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cw::ui
