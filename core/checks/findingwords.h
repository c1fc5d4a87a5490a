// SPDX-License-Identifier: MIT
#pragma once

#include "checks/finding.h"
#include "dns/resolver.h"

// What the texts of all findings are made with.
namespace cw::checks
{

// The translation of a text marked with QT_TRANSLATE_NOOP("checks", ...).
QString words(const char *text);

Finding makeFinding(const char *check, Severity severity, const char *cause, const dns::Name &where);

QString labelOf(const dns::ServerAddress &server); // "ns1.example.org (192.0.2.1)"
QString labelsOf(const QList<dns::ServerAddress> &servers);
QString namesOf(const QList<dns::Name> &names); // sorted, without final dots

} // namespace cw::checks
