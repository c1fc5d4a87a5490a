// SPDX-License-Identifier: MIT
#include "ui/pages/pagefactory.h"

#include "ui/pages/authoritypage.h"
#include "ui/pages/namespage.h"

namespace cw::ui
{

using issuance::Step;

OrderPage *makePage(Step step, issuance::OrderController &controller, QWidget *parent)
{
    switch (step) {
    case Step::Authority:
        return new AuthorityPage(controller, parent);
    default:
        break;
    }
    return new NamesPage(controller, parent);
}

} // namespace cw::ui
