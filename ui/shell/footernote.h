// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"

class QLabel;

namespace cw::ui
{

class StateIcon;

// The line beside the primary button: on one line while it is short, else on as few as fit.
class FooterNote : public QWidget
{
    Q_OBJECT

public:
    explicit FooterNote(QWidget *parent = nullptr);

    void setNote(const OrderPage::Note &note);
    QString text() const;

    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void fit();

    StateIcon *m_icon;
    QLabel *m_text;
};

} // namespace cw::ui
