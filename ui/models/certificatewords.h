// SPDX-License-Identifier: MIT
#pragma once

#include "store/certificates.h"
#include "ui/theme/tone.h"

namespace cw::ui
{

enum class Freshness { Valid, RenewNow, ExpiresSoon, Expired };

// How a certificate stands at a time, in the words of the start page.
struct CertificateWords {
    Freshness freshness = Freshness::Valid;
    Tone tone = Tone::Ok;
    double left = 1; // share of its life
    QString state; // "Renew now"
    QString days; // "20 days left"
    QString date; // "12 Dec 2026"
};
CertificateWords certificateWords(const store::CertificateRecord &certificate, const QDateTime &now);

// "ECDSA P-256" for "ec256".
QString keyTypeText(const QString &keyTypeName);

} // namespace cw::ui
