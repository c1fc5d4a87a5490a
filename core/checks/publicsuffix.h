// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace cw::checks
{

// What the Public Suffix List says about a name of lower-case A-labels. Never used to find a zone cut: that takes DNS.
bool hasKnownTopLevel(const QString &ascii); // its TLD is one of ICANN's
bool isIcannSuffix(const QString &ascii); // "com", "co.uk": nobody gets a certificate for it
bool isPrivateSuffix(const QString &ascii); // "github.io": its owner lets others have names below it
QString registeredDomain(const QString &ascii); // "example.co.uk" of "www.example.co.uk"; empty for a suffix itself

} // namespace cw::checks
