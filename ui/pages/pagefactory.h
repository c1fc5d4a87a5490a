// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/orderpage.h"

namespace cw::ui
{

// The page of a step. A new page is one line here.
OrderPage *makePage(issuance::Step step, issuance::OrderController &controller, QWidget *parent);

} // namespace cw::ui
