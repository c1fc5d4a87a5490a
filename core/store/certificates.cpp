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
    return certificate;
}

QString folderOf(const QString &home, const QString &id)
{
    return home + QStringLiteral("/certificates/") + id;
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
