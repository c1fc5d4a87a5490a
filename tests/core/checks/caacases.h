// SPDX-License-Identifier: MIT
#pragma once

#include "checks/caa.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cw::test
{

// One record set or fault with the verdict of Let's Encrypt's own CAA code (tests/data/caa-verdicts.json).
struct CaaCase {
    struct Entry {
        dns::Name owner;
        dns::Type type;
        QByteArray rdata; // as on the wire; empty for types that play no part here
        dns::Name target; // of CNAME and DNAME
    };
    QString id;
    QString title;
    QList<Entry> entries;
    dns::Name apex;
    dns::Name question;
    bool isWildcard = false;
    checks::CaaPolicy policy;
    QString verdict; // "allowed", "forbidden", "error"
    std::optional<dns::Name> foundAt;
    QJsonObject fault; // empty: none
    bool isSigned = false;
};

QList<CaaCase> readCaaCases();
checks::CaaDecision decisionOf(const CaaCase &one);

} // namespace cw::test
