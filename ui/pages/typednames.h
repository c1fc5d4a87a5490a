// SPDX-License-Identifier: MIT
#pragma once

#include "checks/names.h"

namespace cw::ui
{

// Names as somebody typed them, separated by blanks or commas: each once, or why they cannot be checked.
struct TypedNames {
    QStringList ascii;
    QString error; // a whole sentence about the first bad one; empty when all are good
};
TypedNames readTypedNames(const QString &text, checks::CaScope scope);

} // namespace cw::ui
