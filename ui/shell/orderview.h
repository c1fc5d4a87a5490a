// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/importsource.h"
#include "ui/pages/orderpage.h"
#include "ui/shell/pagefooter.h"

#include <QWidget>

#include <array>
#include <memory>

class QStackedWidget;

namespace cw::ui
{

class HelpPanel;
class PageHeader;
class StepRail;

// One order on the screen: rail, header, page and footer. Pages are made when they are first needed. The step that
// the controller is at is the step that is seen.
class OrderView : public QWidget
{
    Q_OBJECT

public:
    explicit OrderView(std::unique_ptr<issuance::OrderController> controller, QWidget *parent = nullptr);
    ~OrderView() override;

    issuance::OrderController &controller() { return *m_controller; }
    const issuance::IssueState &state() const { return m_controller->state(); }
    issuance::Step viewedStep() const { return m_viewed; }
    OrderPage *page(issuance::Step step);
    void setLog(LogModel *log); // for pages that show a part of it; outlives the view

    void focusPage(); // the first field; title and lead are announced
    void toggleHelp();
    void goBack();
    void goOn();
    QList<QWidget *> regions() const; // what F6 walks through

    static constexpr int NarrowBelow = 1100;
    static constexpr int WidestContent = 1240; // without the margins

Q_SIGNALS:
    void homeRequested();
    void logRequested();
    void practiceRequested();
    void authorityRequested(const cw::issuance::AuthorityChoice &choice);
    void importRequested(cw::ui::ImportSource source); // of an account, for the authority of this order
    void accountsRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void view(issuance::Step step);
    void followStep(issuance::Step step);
    void showState();
    void showRail();
    void showFrame(); // header and footer
    void makeNextMissingPage();
    void setNarrow(bool isNarrow);
    void placeHelp();
    bool isLookingBack() const;
    PageFooter::Content footerContent();
    OrderPage &currentPage() { return *page(m_viewed); }

    std::unique_ptr<issuance::OrderController> m_controller;
    std::array<OrderPage *, 7> m_pages {};
    issuance::Step m_viewed = issuance::Step::Authority;
    StepRail *m_rail;
    PageHeader *m_header;
    QStackedWidget *m_stack;
    PageFooter *m_footer;
    HelpPanel *m_help;
    LogModel *m_log = nullptr;
    bool m_isNarrow = false;
};

} // namespace cw::ui
