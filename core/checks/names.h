// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

namespace cw::checks
{

// One identifier as it will be sent: lower-case A-labels, no final dot, "*." kept.
struct CheckedName {
    QString ascii; // "*.xn--bcher-kva.example"
    QString unicode; // "*.bücher.example"; equal to `ascii` when it is no IDN
    bool isWildcard = false;
    bool mixesScripts = false; // letters of different scripts in one label: looks like another name

    bool isIdn() const { return ascii != unicode; }
    QString baseName() const { return isWildcard ? ascii.mid(2) : ascii; }
    bool operator==(const CheckedName &) const = default;
};

// Which CA the name is for: a public one refuses names outside the public DNS (".local", unknown TLDs, public
// suffixes).
enum class CaScope {
    Public,
    Private,
    Any, // whatever has CAA records, even with one label or too long for dns-01: to look at, not to order
};

// K1 and K2 of the checks: everything about a name that can be said without DNS. BadInput says which fault.
// Blanks around it, a final dot, capitals, a scheme, a port and a path are taken off silently.
Result<CheckedName> checkName(const QString &text, CaScope scope);

// Splits pasted text at blanks, commas, semicolons and line ends.
QStringList splitNames(const QString &text);

} // namespace cw::checks
