// SPDX-License-Identifier: MIT
#include "issuance/certificatestate.h"

#include "crypto/hmac.h"

#include <algorithm>

namespace cw::issuance
{

namespace
{

constexpr qint64 Day = 24 * 60 * 60;

// A number below `limit` that only this certificate and window have.
qint64 placeIn(qint64 limit, const store::CertificateRecord &certificate)
{
    const QString text = certificate.id + u' ' + certificate.renewal.start.toUTC().toString(Qt::ISODate) + u' '
        + certificate.renewal.end.toUTC().toString(Qt::ISODate);
    const QByteArray digest = crypto::sha256(text.toUtf8());
    quint64 number = 0;
    for (const char byte : digest.left(8))
        number = (number << 8) | quint8(byte);
    return qint64(number % quint64(limit));
}

} // namespace

QDateTime renewFrom(const store::CertificateRecord &certificate)
{
    const store::RenewalWindow &window = certificate.renewal;
    const qint64 width = window.start.isValid() && window.end.isValid() ? window.start.secsTo(window.end) : 0;
    if (width > 0)
        return window.start.addSecs(placeIn(width, certificate));
    return certificate.notBefore.addSecs(certificate.notBefore.secsTo(certificate.notAfter) * 2 / 3);
}

CertificateState certificateState(const store::CertificateRecord &certificate, const QDateTime &now)
{
    if (certificate.revoked.isValid())
        return CertificateState::Revoked;
    const qint64 left = now.secsTo(certificate.notAfter);
    if (left <= 0)
        return CertificateState::Expired;
    if (!certificate.replacedBy.isEmpty())
        return CertificateState::Replaced;
    // The last week is an alarm only where a certificate lives for weeks.
    const qint64 life = std::max<qint64>(1, certificate.notBefore.secsTo(certificate.notAfter));
    const qint64 alarm = life < 28 * Day ? life / 10 : std::max(life / 10, 7 * Day);
    if (left < alarm)
        return CertificateState::ExpiresSoon;
    return now > renewFrom(certificate) ? CertificateState::RenewNow : CertificateState::Valid;
}

QString certificateStateName(CertificateState state)
{
    switch (state) {
    case CertificateState::Valid:
        return QStringLiteral("valid");
    case CertificateState::RenewNow:
        return QStringLiteral("renew-now");
    case CertificateState::ExpiresSoon:
        return QStringLiteral("expires-soon");
    case CertificateState::Expired:
        return QStringLiteral("expired");
    case CertificateState::Revoked:
        return QStringLiteral("revoked");
    case CertificateState::Replaced:
        return QStringLiteral("replaced");
    }
    return {};
}

bool isDone(CertificateState state)
{
    return state == CertificateState::Expired || state == CertificateState::Revoked || state == CertificateState::Replaced;
}

} // namespace cw::issuance
