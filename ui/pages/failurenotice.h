// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

#include <QWidget>

namespace cw::ui
{

class CodeBox;
class Notice;

// What went wrong on a page, on top of it: explain()'s title, reason and next step, and the words of the server as they
// came. Hidden while there is nothing to say.
class FailureNotice : public QWidget
{
    Q_OBJECT

public:
    explicit FailureNotice(QWidget *parent = nullptr);

    void showFailure(const Failure *failure); // null or Canceled: hidden
    Notice *notice() const { return m_notice; }

Q_SIGNALS:
    void actionTriggered();

private:
    Notice *m_notice;
    CodeBox *m_raw;
};

} // namespace cw::ui
