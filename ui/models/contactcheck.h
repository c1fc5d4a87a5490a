// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace cw::ui
{

// What is wrong with a list of e-mail addresses, comma between, as a sentence for the field; empty when all is well or
// nothing was entered.
QString contactFault(const QString &contact);

} // namespace cw::ui
