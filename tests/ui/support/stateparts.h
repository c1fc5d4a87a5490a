// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/issuestate.h"

// What the example orders are made of.
namespace cw::test
{

QString text(const char *utf8);
dns::Name name(const char *ascii);

QList<store::NameRecord> exampleRecords(); // one for each of the four names
QList<checks::NamePreflight> readyNames();
checks::NamePreflight intranetRefused(); // SERVFAIL for CAA
checks::Look middleLook(); // one server lags, one name is at the wrong place
checks::Look completeLook();
crypto::Certificate exampleCertificate(const char *subject, const char *issuer, int days);

} // namespace cw::test
