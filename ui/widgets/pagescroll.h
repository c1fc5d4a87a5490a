// SPDX-License-Identifier: MIT
#pragma once

#include <QScrollArea>

namespace cw::ui
{

// Scrolls a page. QScrollArea knows nothing of height for width and would cut wrapped labels or leave gaps, so the
// page's minimum height is kept at what its layout needs for the width it has. Content is at most 1240 wide, at the
// leading edge.
class PageScroll : public QScrollArea
{
    Q_OBJECT

public:
    explicit PageScroll(QWidget *parent = nullptr);

    // The page needs a layout. Takes the page; the page before is deleted unless it was taken out by takeWidget().
    void setPage(QWidget *page);
    void setContentLimit(int pixels);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    int m_limit = 1240;
    bool m_isFitting = false;
};

} // namespace cw::ui
