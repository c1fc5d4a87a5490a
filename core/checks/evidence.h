// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/dnstransport.h"

namespace cw::checks
{

// The dig command that asks what `query` asked, and what the answer was: for anyone who wants to see for himself.
Evidence evidenceOf(const dns::Reply &reply);

// "SERVFAIL (DNSSEC Bogus: signature expired)", "no answer", "0 issue "ca.example"": one line, untranslated like dig's.
QString resultLine(const dns::Reply &reply);

// What went wrong in words of the protocol: rcode with the extended error, or why there was no answer. Empty when
// nothing.
QString errorLine(const dns::Reply &reply);

// The record data as in a zone file; bytes that are not printable as \DDD.
QString caaText(const dns::Caa &record);

} // namespace cw::checks
