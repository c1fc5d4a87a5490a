// SPDX-License-Identifier: MIT
#include "certificateoutput.h"

#include "crypto/certificate.h"
#include "crypto/publickey.h"
#include "issuance/certificatestate.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace cw::cli
{

using store::CertificateRecord;

namespace
{

QList<crypto::Certificate> read(const QByteArray &pem)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(pem);
    return chain ? *chain : QList<crypto::Certificate>();
}

QJsonArray chainToJson(const QByteArray &pem)
{
    QJsonArray links;
    for (const crypto::Certificate &certificate : read(pem)) {
        links.append(QJsonObject {{QStringLiteral("subject"), certificate.subject},
                                  {QStringLiteral("issuer"), certificate.issuer},
                                  {QStringLiteral("notAfter"), timeOrNull(certificate.notAfter)},
                                  {QStringLiteral("sha256"), crypto::fingerprintText(certificate.sha256)}});
    }
    return links;
}

QJsonObject checkToJson(const CertificateRecord &record, const QList<crypto::Certificate> &chain, const QDateTime &now)
{
    const crypto::ChainCheck check = crypto::checkChain(chain, crypto::publicKeyOf(chain.first()), record.names, now, record.caRootPem);
    return {{QStringLiteral("namesFit"), check.namesFit},
            {QStringLiteral("signaturesFit"), check.signaturesFit},
            {QStringLiteral("isValidNow"), check.isValidNow},
            {QStringLiteral("isTrustedHere"), check.isTrustedHere},
            {QStringLiteral("detail"), check.detail}};
}

} // namespace

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue();
}

QString timeInWords(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"));
}

QJsonObject certificateToJson(const CertificateRecord &record, const QDateTime &now)
{
    const QList<crypto::Certificate> chain = read(record.chainPem);
    return {
        {QStringLiteral("id"), record.id},
        {QStringLiteral("names"), QJsonArray::fromStringList(record.names)},
        {QStringLiteral("authority"), record.authorityName},
        {QStringLiteral("directory"), record.directoryUrl},
        {QStringLiteral("keyType"), record.keyType},
        {QStringLiteral("notBefore"), timeOrNull(record.notBefore)},
        {QStringLiteral("notAfter"), timeOrNull(record.notAfter)},
        {QStringLiteral("sha256"), chain.isEmpty() ? QString() : crypto::fingerprintText(chain.first().sha256)},
        {QStringLiteral("savedIn"), record.savedIn},
        {QStringLiteral("state"), issuance::certificateStateName(issuance::certificateState(record, now))},
        {QStringLiteral("renewFrom"), timeOrNull(issuance::renewFrom(record))},
        {QStringLiteral("revoked"), timeOrNull(record.revoked)},
        {QStringLiteral("replacedBy"), record.replacedBy},
    };
}

QJsonObject renewalToJson(const CertificateRecord &record)
{
    return {
        {QStringLiteral("start"), timeOrNull(record.renewal.start)},
        {QStringLiteral("end"), timeOrNull(record.renewal.end)},
        {QStringLiteral("explanation"), record.renewal.explanationUrl},
        {QStringLiteral("asked"), timeOrNull(record.renewal.checked)},
        {QStringLiteral("notAskedBefore"), timeOrNull(record.renewal.nextCheck)},
    };
}

QJsonObject certificateDetails(const CertificateRecord &record, const QDateTime &now)
{
    QJsonObject json = certificateToJson(record, now);
    const QList<crypto::Certificate> chain = read(record.chainPem);
    if (!chain.isEmpty()) {
        json.insert(QStringLiteral("serial"), chain.first().serial);
        json.insert(QStringLiteral("issuer"), chain.first().issuer);
        json.insert(QStringLiteral("key"), chain.first().keyDescription);
        json.insert(QStringLiteral("renewalId"), crypto::renewalId(chain.first()));
        json.insert(QStringLiteral("check"), checkToJson(record, chain, now));
    }
    json.insert(QStringLiteral("chain"), chainToJson(record.chainPem));
    QJsonArray others;
    for (const QByteArray &pem : record.otherChains)
        others.append(chainToJson(pem));
    json.insert(QStringLiteral("otherChains"), others);
    json.insert(QStringLiteral("order"), record.orderId);
    json.insert(QStringLiteral("account"), record.accountId);
    json.insert(QStringLiteral("profile"), record.profile);
    json.insert(QStringLiteral("isAdded"), record.isAdded);
    json.insert(QStringLiteral("hasKey"), !record.keyId.isEmpty());
    json.insert(QStringLiteral("revocationReason"), record.revocationReason);
    json.insert(QStringLiteral("renewal"), renewalToJson(record));
    return json;
}

QString stateInWords(const CertificateRecord &record, const QDateTime &now)
{
    using issuance::CertificateState;
    const QString until = timeInWords(record.notAfter);
    switch (issuance::certificateState(record, now)) {
    case CertificateState::Valid:
        return QCoreApplication::translate("cli", "valid until %1").arg(until);
    case CertificateState::RenewNow:
        return QCoreApplication::translate("cli", "to be renewed now, valid until %1").arg(until);
    case CertificateState::ExpiresSoon:
        return QCoreApplication::translate("cli", "expires soon, on %1").arg(until);
    case CertificateState::Expired:
        return QCoreApplication::translate("cli", "expired on %1").arg(until);
    case CertificateState::Revoked:
        return QCoreApplication::translate("cli", "revoked on %1").arg(timeInWords(record.revoked));
    case CertificateState::Replaced:
        return QCoreApplication::translate("cli", "replaced by %1, valid until %2").arg(record.replacedBy, until);
    }
    return {};
}

} // namespace cw::cli
