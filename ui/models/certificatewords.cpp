// SPDX-License-Identifier: MIT
#include "ui/models/certificatewords.h"

#include "crypto/privatekey.h"
#include "ui/models/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::ui
{

namespace
{

using issuance::CertificateState;

constexpr qint64 Day = 24 * 60 * 60;

QString daysText(qint64 left)
{
    const int days = int(std::abs(left) / Day);
    const int hours = int(std::abs(left) / 3600);
    if (left <= 0 && days == 0)
        return QCoreApplication::translate("certificate", "today");
    if (left <= 0)
        return QCoreApplication::translate("certificate", "%n days ago", nullptr, days);
    if (days == 0)
        return QCoreApplication::translate("certificate", "%n hours left", nullptr, hours);
    return QCoreApplication::translate("certificate", "%n days left", nullptr, days);
}

} // namespace

CertificateWords certificateWords(const store::CertificateRecord &certificate, const QDateTime &now)
{
    const qint64 life = std::max<qint64>(1, certificate.notBefore.secsTo(certificate.notAfter));
    const qint64 left = now.secsTo(certificate.notAfter);
    CertificateWords words;
    words.kind = issuance::certificateState(certificate, now);
    words.left = isDone(words.kind) ? 0 : std::clamp(double(left) / double(life), 0.0, 1.0);
    words.days = daysText(left);
    words.date = dateText(certificate.notAfter);
    switch (words.kind) {
    case CertificateState::Valid:
        words.tone = Tone::Ok;
        words.state = QCoreApplication::translate("certificate", "Valid");
        break;
    case CertificateState::RenewNow:
        words.tone = Tone::Warn;
        words.state = QCoreApplication::translate("certificate", "Renew now");
        break;
    case CertificateState::ExpiresSoon:
        words.tone = Tone::Fail;
        words.state = QCoreApplication::translate("certificate", "Expires soon");
        break;
    case CertificateState::Expired:
        words.tone = Tone::Pend;
        words.state = QCoreApplication::translate("certificate", "Expired");
        break;
    case CertificateState::Revoked:
        words.tone = Tone::Pend;
        words.state = QCoreApplication::translate("certificate", "Revoked");
        words.days = daysText(now.secsTo(certificate.revoked));
        words.date = dateText(certificate.revoked);
        break;
    case CertificateState::Replaced:
        words.tone = Tone::Pend;
        words.state = QCoreApplication::translate("certificate", "Replaced", "by the certificate that renewed it");
        break;
    }
    return words;
}

QString keyTypeText(const QString &keyTypeName)
{
    const std::optional<crypto::KeyType> type = crypto::keyTypeFromName(keyTypeName);
    if (!type)
        return keyTypeName;
    switch (*type) {
    case crypto::KeyType::EcP256:
        return QStringLiteral("ECDSA P-256");
    case crypto::KeyType::EcP384:
        return QStringLiteral("ECDSA P-384");
    case crypto::KeyType::Rsa2048:
        return QStringLiteral("RSA 2048");
    case crypto::KeyType::Rsa3072:
        return QStringLiteral("RSA 3072");
    case crypto::KeyType::Rsa4096:
        return QStringLiteral("RSA 4096");
    case crypto::KeyType::Ed25519:
        return QStringLiteral("Ed25519");
    }
    return keyTypeName;
}

} // namespace cw::ui
