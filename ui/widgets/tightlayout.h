// SPDX-License-Identifier: MIT
#pragma once

#include <QBoxLayout>

namespace cw::ui
{

// A box layout that takes no more height than its content needs: what is too much stays empty, above or below it.
// Widgets whose height depends on their width cannot be kept from growing by a size policy, Fixed would cut them. With
// something in it that wants to expand it is an ordinary box layout.
class TightLayout : public QBoxLayout
{
    Q_OBJECT

public:
    enum class Place { Top, Middle };

    TightLayout(Direction direction, Place place, QWidget *parent = nullptr);

    void setGeometry(const QRect &rect) override;

private:
    Place m_place;
};

} // namespace cw::ui
