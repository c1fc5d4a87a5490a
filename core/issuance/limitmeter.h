// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/authorities.h"
#include "store/certificates.h"

namespace cw::issuance
{

// How much of its limits this order meets, as far as our own journal and certificates know (the CA counts other clients of
// the account as well). One entry a limit, about the name or domain that is nearest to it.
QList<LimitUse> limitUses(const store::OrderRecord &order, const Authority &authority, const QList<store::OrderRecord> &orders,
                          const QList<store::CertificateRecord> &certificates, const QDateTime &now);

// "failedValidations": as resources/authorities.json and the command line write it.
QString limitKindName(LimitUse::Kind kind);
// One sentence, or two when it is reached. Translated; times are local.
QString limitText(const LimitUse &use);

} // namespace cw::issuance
