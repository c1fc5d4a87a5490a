// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/certificatestate.h"
#include "ui/theme/tone.h"

namespace cw::ui
{

// How a certificate stands at a time, in the words of the start page.
struct CertificateWords {
    issuance::CertificateState kind = issuance::CertificateState::Valid;
    Tone tone = Tone::Ok;
    double left = 1; // share of its life
    QString state; // "Renew now"
    QString days; // "20 days left"
    QString date; // "12 Dec 2026"; of a revoked one, when that was
};
CertificateWords certificateWords(const store::CertificateRecord &certificate, const QDateTime &now);

// "ECDSA P-256" for "ec256".
QString keyTypeText(const QString &keyTypeName);

} // namespace cw::ui
