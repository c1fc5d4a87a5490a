// SPDX-License-Identifier: MIT
#include "issuance/addcertificate.h"

#include "crypto/certificate.h"
#include "crypto/publickey.h"
#include "store/atomicfile.h"
#include "store/journal.h"

#include <algorithm>
#include <array>

namespace cw::issuance
{

using crypto::Certificate;
using store::CertificateRecord;

namespace
{

using Fault = BadInput::Fault;

constexpr qint64 LargestFile = 1024 * 1024; // no certificate, and no chain, comes near it

Result<std::optional<crypto::PrivateKey>> readKey(const AddRequest &request)
{
    const bool isInside = request.key.isEmpty() && request.certificate.contains("PRIVATE KEY-----");
    if (request.key.isEmpty() && !isInside)
        return std::optional<crypto::PrivateKey>();
    const Result<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(isInside ? request.certificate : request.key, request.passphrase);
    if (key)
        return std::optional(*key);
    BadInput fault = std::get<BadInput>(key.failure());
    fault.value = isInside ? request.certificateFile : request.keyFile;
    return Failure(fault);
}

// Which of them is meant; -1: none fits the key.
qsizetype leafOf(const QList<Certificate> &certificates, const std::optional<crypto::PrivateKey> &key)
{
    for (qsizetype i = 0; key && i < certificates.size(); ++i) {
        if (crypto::publicKeyOf(certificates[i]) == crypto::publicKeyOf(*key))
            return i;
    }
    if (key)
        return -1;
    for (qsizetype i = 0; i < certificates.size(); ++i) {
        const bool signsAnother = std::any_of(certificates.begin(), certificates.end(), [&](const Certificate &other) {
            return &other != &certificates[i] && other.issuer == certificates[i].subject && !other.isSelfSigned;
        });
        if (!signsAnother)
            return i;
    }
    return 0;
}

// The certificate and what signs it, in the order in which a server sends them.
QList<Certificate> chainOf(QList<Certificate> certificates, qsizetype leaf)
{
    QList<Certificate> chain {certificates.takeAt(leaf)};
    while (!chain.last().isSelfSigned) {
        const auto issuer = std::find_if(certificates.begin(), certificates.end(),
                                         [&](const Certificate &one) { return one.subject == chain.last().issuer; });
        if (issuer == certificates.end())
            break;
        chain.append(*issuer);
        certificates.erase(issuer);
    }
    return chain;
}

CertificateRecord recordOf(const AddRequest &request, const QList<Certificate> &chain, const QDateTime &now)
{
    const Certificate &leaf = chain.first();
    CertificateRecord record;
    record.id = store::Journal::newOrderId(now);
    record.isAdded = true;
    record.authorityName = request.authorityName.isEmpty() ? leaf.issuer : request.authorityName;
    record.directoryUrl = request.directoryUrl;
    record.caRootPem = request.caRootPem;
    record.isPrivateCa = request.isPrivateCa;
    record.names = leaf.names.isEmpty() ? QStringList {leaf.subject} : leaf.names;
    if (const std::optional<crypto::KeyType> type = crypto::keyTypeOf(leaf))
        record.keyType = crypto::keyTypeName(*type);
    record.notBefore = leaf.notBefore;
    record.notAfter = leaf.notAfter;
    for (const Certificate &certificate : chain)
        record.chainPem += crypto::toPem(certificate);
    return record;
}

std::optional<CertificateRecord> inList(const Environment &environment, const Certificate &leaf)
{
    const store::Certificates::Listing listing = store::Certificates(environment.home).list(environment.clock->now());
    for (const CertificateRecord &record : listing.certificates) {
        const Result<QList<Certificate>> chain = crypto::readCertificates(record.chainPem);
        if (chain && chain->first().der == leaf.der)
            return record;
    }
    return std::nullopt;
}

} // namespace

Result<AddRequest> readAddRequest(const QString &certificateFile, const QString &keyFile)
{
    AddRequest request;
    request.certificateFile = certificateFile;
    request.keyFile = keyFile;
    Result<QByteArray> certificate = store::readFile(certificateFile, LargestFile);
    if (!certificate)
        return Failure(BadInput {Fault::CertificateUnreadable, certificateFile, {}});
    request.certificate = std::move(*certificate);
    if (keyFile.isEmpty())
        return request;
    Result<QByteArray> key = store::readFile(keyFile, LargestFile);
    if (!key)
        return key.failure();
    request.key = std::move(*key);
    return request;
}

Result<AddedCertificate> addCertificate(const Environment &environment, const AddRequest &request)
{
    const Result<QList<Certificate>> certificates = crypto::readCertificatesOfAnyForm(request.certificate);
    if (!certificates)
        return Failure(BadInput {Fault::CertificateUnreadable, request.certificateFile, {}});
    const Result<std::optional<crypto::PrivateKey>> key = readKey(request);
    if (!key)
        return key.failure();
    const qsizetype leaf = leafOf(*certificates, *key);
    if (leaf < 0) {
        return Failure(BadInput {Fault::KeyDoesNotFit, request.key.isEmpty() ? request.certificateFile : request.keyFile, {}});
    }
    const QList<Certificate> chain = chainOf(*certificates, leaf);
    const std::optional<CertificateRecord> known = inList(environment, chain.first());
    CertificateRecord record = known ? *known : recordOf(request, chain, environment.clock->now());
    if (*key && record.keyId.isEmpty()) {
        record.keyId = QStringLiteral("key-") + record.id;
        if (const Result<Nothing> kept = environment.secrets->put(record.keyId, (*key)->toPem()); !kept)
            return kept.failure();
    }
    if (known && record.directoryUrl.isEmpty() && !request.directoryUrl.isEmpty()) {
        record.directoryUrl = request.directoryUrl;
        record.authorityName = request.authorityName;
        record.caRootPem = request.caRootPem;
        record.isPrivateCa = request.isPrivateCa;
    }
    if (const Result<Nothing> kept = store::Certificates(environment.home).save(record); !kept)
        return kept.failure();
    return AddedCertificate {std::move(record), known.has_value()};
}

} // namespace cw::issuance
