// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/ordercontroller.h"

#include <QWidget>

namespace cw::ui
{

class CheckPage;
class HelpPanel;
class PageFooter;
class PageHeader;
class PageScroll;

// "Check a domain" on the screen: header, page and footer as an order has them, but no steps.
class CheckView : public QWidget
{
    Q_OBJECT

public:
    CheckView(std::unique_ptr<issuance::OrderController> controller, const QList<issuance::AuthorityChoice> &authorities,
              QWidget *parent = nullptr);
    ~CheckView() override;

    issuance::OrderController &controller() { return *m_controller; }
    CheckPage &page() { return *m_page; }
    const issuance::IssueState &state() const { return m_controller->state(); }
    // For an order of these names; the view is of no more use.
    std::unique_ptr<issuance::OrderController> takeController();

    void focusPage();
    void toggleHelp();
    QList<QWidget *> regions() const;

Q_SIGNALS:
    void homeRequested();
    void logRequested();
    void orderRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void goOn();
    void showState();

    std::unique_ptr<issuance::OrderController> m_controller;
    PageHeader *m_header;
    PageScroll *m_scroll;
    CheckPage *m_page;
    PageFooter *m_footer;
    HelpPanel *m_help;
};

} // namespace cw::ui
