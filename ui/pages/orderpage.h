// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"
#include "issuance/ordercontroller.h"
#include "ui/theme/tone.h"

#include <QWizardPage>

namespace cw::ui
{

enum class IconName;
class LogModel;

// One step of an order. A QWizardPage that works without a QWizard: title() and subTitle() are the header's title and lead,
// initializePage() is called each time the user comes to the page, completeChanged() makes the shell read everything below
// anew. A page holds no order state: it reads the IssueState it is shown and calls the controller.
class OrderPage : public QWizardPage
{
    Q_OBJECT

public:
    struct Badge {
        Tone tone = Tone::Neutral;
        IconName icon {}; // of ui/theme/icons.h; None goes without
        QString text;
        bool operator==(const Badge &) const = default;
    };
    // The line beside the primary button, also when that is enabled: "Nothing is ordered yet."
    struct Note {
        Tone tone = Tone::Neutral; // with the icon for information
        QString text;
        bool operator==(const Note &) const = default;
    };

    OrderPage(issuance::Step step, issuance::OrderController &controller, QWidget *parent = nullptr);

    issuance::Step step() const { return m_step; }
    const issuance::IssueState &state() const { return m_controller.state(); }

    // Called on every stateChanged(), also while another page is seen. Cheap; keeps what the user is typing.
    virtual void showState(const issuance::IssueState &state) = 0;

    // The log of the window, for pages that show a part of it live; it outlives the page.
    virtual void setLog(LogModel *) { }

    virtual QString overline() const; // above the title in a narrow window: "Step 3 of 7 · Preflight"
    virtual QString summary() const = 0; // sub-line in the rail once the step is done: "4 names · ECDSA P-256"
    virtual bool hasProblem() const { return false; } // the rail shows the step with a problem
    virtual QList<Badge> headerBadges() const { return {}; }
    virtual QString helpText() const = 0; // of the help panel: whole paragraphs, rich text

    // The footer. A page that is not ready has a reason.
    virtual issuance::Readiness readiness() const; // what issuance::readiness() says
    virtual Note note() const; // the reason; Tone::Neutral
    virtual QString nextText() const = 0; // the next deed: "Next: check DNS"
    virtual bool isNextFilled() const { return true; }
    virtual void next(); // goes to the next step
    virtual QString backText() const; // "Back"; empty: no such button
    virtual void back(); // goes to the step before
    virtual QString overrideText() const { return {}; } // the link left of Back; empty: no such link
    virtual void runOverride() { }

    // The first field in error, else the first field.
    virtual void focusFirst();

    bool isComplete() const final { return readiness().isReady; }
    QString whyNotComplete() const { return readiness().reason; }

Q_SIGNALS:
    void leaveRequested(); // to the start page: the order is finished
    void practiceRequested(); // the practice CA was chosen in an order that is none of the practice mode
    void authorityRequested(const cw::issuance::AuthorityChoice &choice); // a real CA was chosen in a practice order

protected:
    issuance::OrderController &controller() const { return m_controller; }

private:
    issuance::Step m_step;
    issuance::OrderController &m_controller;
};

} // namespace cw::ui
