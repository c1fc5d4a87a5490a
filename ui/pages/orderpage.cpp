// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"

#include "ui/models/stepmodel.h"

namespace cw::ui
{

using issuance::Step;

OrderPage::OrderPage(Step step, issuance::OrderController &controller, QWidget *parent)
    : QWizardPage(parent), m_step(step), m_controller(controller)
{
    setContentsMargins(24, 4, 24, 14);
}

QString OrderPage::overline() const
{
    return tr("Step %1 of %2 · %3").arg(int(m_step)).arg(StepCount).arg(stepTitle(m_step));
}

issuance::Readiness OrderPage::readiness() const
{
    return issuance::readiness(state(), m_step);
}

OrderPage::Note OrderPage::note() const
{
    return {Tone::Neutral, readiness().reason};
}

void OrderPage::next()
{
    if (m_step != Step::Certificate)
        m_controller.goTo(Step(int(m_step) + 1));
}

QString OrderPage::backText() const
{
    return m_step == Step::Authority ? QString() : tr("Back");
}

void OrderPage::back()
{
    if (m_step != Step::Authority)
        m_controller.goTo(Step(int(m_step) - 1));
}

void OrderPage::focusFirst()
{
    for (QWidget *widget = nextInFocusChain(); widget && widget != this; widget = widget->nextInFocusChain()) {
        if (isAncestorOf(widget) && widget->isVisibleTo(this) && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus)) {
            widget->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace cw::ui
