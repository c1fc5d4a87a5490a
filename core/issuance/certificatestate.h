// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"

namespace cw::issuance
{

// How a certificate stands; the words of the start page and of the command line.
enum class CertificateState {
    Valid,
    RenewNow, // less than a third of its life is left, or the CA wants it renewed
    ExpiresSoon, // less than a tenth, or the last week of one that lives for weeks
    Expired,
    Revoked,
    Replaced, // renewed: another certificate has taken its place
};
CertificateState certificateState(const store::CertificateRecord &certificate, const QDateTime &now);
QString certificateStateName(CertificateState state); // "renew-now": as the command line writes it

// From when on it should be renewed; UTC. Where the CA says in which window, a moment in it that is the same whenever it is
// asked for: "Select a uniform random time within the suggested window." RFC 9773 4.2. Else when two thirds of its life are over.
QDateTime renewFrom(const store::CertificateRecord &certificate);

// Nobody has to care about it any more: it is revoked, replaced or expired.
bool isDone(CertificateState state);

} // namespace cw::issuance
