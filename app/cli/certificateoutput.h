// SPDX-License-Identifier: MIT
#pragma once

#include "output.h"
#include "store/certificates.h"

namespace cw::cli
{

QJsonValue timeOrNull(const QDateTime &time);

// What the list says of a certificate, and what `show` and the commands that change one say more.
QJsonObject certificateToJson(const store::CertificateRecord &record, const QDateTime &now);
QJsonObject certificateDetails(const store::CertificateRecord &record, const QDateTime &now);
QJsonObject renewalToJson(const store::CertificateRecord &record);

// "renew-now  12 days left": the state as the list has it.
QString stateInWords(const store::CertificateRecord &record, const QDateTime &now);
// "2027-02-20 14:40 UTC"
QString timeInWords(const QDateTime &time);

} // namespace cw::cli
