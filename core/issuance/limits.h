// SPDX-License-Identifier: MIT
#pragma once

#include "store/orderrecord.h"

#include <QUrl>

#include <chrono>

namespace cw::issuance
{

// A limit that the CA documents (resources/authorities.json), and how much of it is used as far as our own journal knows.
struct LimitUse {
    enum class Kind {
        FailedValidations, // of one name and account
        DuplicateCertificates, // with exactly the same names
        NewOrders, // of one account
        CertificatesPerDomain, // of one registered domain
    };
    Kind kind = Kind::FailedValidations;
    QString about; // the name, the names, the domain; empty for NewOrders
    int used = 0;
    int most = 0;
    std::chrono::hours window {0};
    QDateTime freeAgain; // UTC, when one of them falls out of the window; invalid when nothing is used
    QUrl source; // where the CA says so
    bool isReached() const { return used >= most; }
    bool operator==(const LimitUse &) const = default;
};

} // namespace cw::issuance
