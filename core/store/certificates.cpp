// SPDX-License-Identifier: MIT
#include "store/certificates.h"

#include "store/atomicfile.h"
#include "store/jsonfields.h"
#include "store/jsonfolder.h"

#include <QDir>

#include <algorithm>

namespace cw::store
{

namespace
{

QJsonObject toJson(const RenewalWindow &renewal)
{
    return {
        {QStringLiteral("start"), timeToJson(renewal.start)},
        {QStringLiteral("end"), timeToJson(renewal.end)},
        {QStringLiteral("explanation"), renewal.explanationUrl},
        {QStringLiteral("checked"), timeToJson(renewal.checked)},
        {QStringLiteral("nextCheck"), timeToJson(renewal.nextCheck)},
    };
}

RenewalWindow renewalFromJson(const QJsonObject &json)
{
    return {timeFromJson(json[u"start"]), timeFromJson(json[u"end"]), json[u"explanation"].toString(),
            timeFromJson(json[u"checked"]), timeFromJson(json[u"nextCheck"])};
}

QJsonObject toJson(const CertificateRecord &certificate)
{
    return {
        {QStringLiteral("format"), 1},
        {QStringLiteral("id"), certificate.id},
        {QStringLiteral("order"), certificate.orderId},
        {QStringLiteral("authority"), certificate.authorityName},
        {QStringLiteral("directory"), certificate.directoryUrl},
        {QStringLiteral("names"), stringsToJson(certificate.names)},
        {QStringLiteral("keyType"), certificate.keyType},
        {QStringLiteral("key"), certificate.keyId},
        {QStringLiteral("notBefore"), timeToJson(certificate.notBefore)},
        {QStringLiteral("notAfter"), timeToJson(certificate.notAfter)},
        {QStringLiteral("savedIn"), certificate.savedIn},
        {QStringLiteral("otherChains"), int(certificate.otherChains.size())},
        {QStringLiteral("account"), certificate.accountId},
        {QStringLiteral("caRoot"), QString::fromLatin1(certificate.caRootPem)},
        {QStringLiteral("isPrivateCa"), certificate.isPrivateCa},
        {QStringLiteral("isPractice"), certificate.isPractice},
        {QStringLiteral("isAdded"), certificate.isAdded},
        {QStringLiteral("profile"), certificate.profile},
        {QStringLiteral("renewal"), toJson(certificate.renewal)},
        {QStringLiteral("revoked"), timeToJson(certificate.revoked)},
        {QStringLiteral("revocationReason"), certificate.revocationReason},
        {QStringLiteral("replacedBy"), certificate.replacedBy},
    };
}

CertificateRecord certificateFromJson(const QJsonObject &json)
{
    CertificateRecord certificate;
    certificate.id = json[u"id"].toString();
    certificate.orderId = json[u"order"].toString();
    certificate.authorityName = json[u"authority"].toString();
    certificate.directoryUrl = json[u"directory"].toString();
    certificate.names = stringsFromJson(json[u"names"]);
    certificate.keyType = json[u"keyType"].toString();
    certificate.keyId = json[u"key"].toString();
    certificate.notBefore = timeFromJson(json[u"notBefore"]);
    certificate.notAfter = timeFromJson(json[u"notAfter"]);
    certificate.savedIn = json[u"savedIn"].toString();
    certificate.accountId = json[u"account"].toString();
    certificate.caRootPem = json[u"caRoot"].toString().toLatin1();
    certificate.isPrivateCa = json[u"isPrivateCa"].toBool();
    certificate.isPractice = json[u"isPractice"].toBool();
    certificate.isAdded = json[u"isAdded"].toBool();
    certificate.profile = json[u"profile"].toString();
    certificate.renewal = renewalFromJson(json[u"renewal"].toObject());
    certificate.revoked = timeFromJson(json[u"revoked"]);
    certificate.revocationReason = json[u"revocationReason"].toString();
    certificate.replacedBy = json[u"replacedBy"].toString();
    return certificate;
}

QString folderOf(const QString &home, const QString &id)
{
    return home + QStringLiteral("/certificates/") + id;
}

QString otherChainPath(const QString &folder, qsizetype index)
{
    return QStringLiteral("%1/chain-%2.pem").arg(folder).arg(index + 2);
}

} // namespace

Certificates::Certificates(QString home) : m_home(std::move(home)) { }

Result<Nothing> Certificates::save(const CertificateRecord &certificate) const
{
    Q_ASSERT(isSafeId(certificate.id));
    const QString folder = folderOf(m_home, certificate.id);
    if (const Result<Nothing> made = makeFolder(folder); !made)
        return made.failure();
    // The chain first: a certificate.json always has its chain beside it.
    const Result<Nothing> chain = writeFile(folder + QStringLiteral("/chain.pem"), certificate.chainPem, Privacy::OwnerOnly);
    if (!chain)
        return chain.failure();
    for (qsizetype i = 0; i < certificate.otherChains.size(); ++i) {
        if (const Result<Nothing> other = writeFile(otherChainPath(folder, i), certificate.otherChains[i], Privacy::OwnerOnly); !other)
            return other.failure();
    }
    return writeJson(folder + QStringLiteral("/certificate.json"), toJson(certificate));
}

Result<CertificateRecord> Certificates::load(const QString &id) const
{
    if (!isSafeId(id))
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, id, {}});
    const QString folder = folderOf(m_home, id);
    const Result<QJsonObject> json = readJson(folder + QStringLiteral("/certificate.json"));
    if (!json)
        return json.failure();
    CertificateRecord certificate = certificateFromJson(*json);
    if (certificate.id != id)
        return Failure(StoreFailure {StoreFailure::Kind::Damaged, folder, {}});
    Result<QByteArray> chain = readFile(folder + QStringLiteral("/chain.pem"));
    if (!chain)
        return chain.failure();
    certificate.chainPem = std::move(*chain);
    const int otherChains = (*json)[u"otherChains"].toInt();
    for (int i = 0; i < otherChains; ++i) {
        Result<QByteArray> other = readFile(otherChainPath(folder, i));
        if (!other)
            return other.failure();
        certificate.otherChains.append(std::move(*other));
    }
    return certificate;
}

Result<Nothing> Certificates::remove(const QString &id) const
{
    if (!isSafeId(id) || !QDir(folderOf(m_home, id)).exists())
        return Failure(StoreFailure {StoreFailure::Kind::UnknownId, id, {}});
    if (!QDir(folderOf(m_home, id)).removeRecursively())
        return Failure(StoreFailure {StoreFailure::Kind::NotWritable, folderOf(m_home, id), {}});
    return Nothing();
}

Certificates::Listing Certificates::list(const QDateTime &now) const
{
    Listing listing;
    const QDir folder(m_home + QStringLiteral("/certificates"));
    const QStringList ids = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        Result<CertificateRecord> certificate = load(id);
        if (certificate)
            listing.certificates.append(std::move(*certificate));
        else if (QFile::exists(folderOf(m_home, id) + QStringLiteral("/certificate.json")))
            listing.damagedFiles.append(folderOf(m_home, id) + QStringLiteral("/certificate.json"));
    }
    std::sort(listing.certificates.begin(), listing.certificates.end(),
              [&now](const CertificateRecord &a, const CertificateRecord &b) {
                  const bool isAExpired = a.notAfter < now;
                  const bool isBExpired = b.notAfter < now;
                  if (isAExpired != isBExpired)
                      return isBExpired;
                  return a.notAfter != b.notAfter ? a.notAfter < b.notAfter : a.id < b.id;
              });
    return listing;
}

} // namespace cw::store
