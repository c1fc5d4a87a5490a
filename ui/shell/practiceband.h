// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace cw::ui
{

// The striped band that says on every page that nothing here is real.
class PracticeBand : public QWidget
{
    Q_OBJECT

public:
    explicit PracticeBand(QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace cw::ui
