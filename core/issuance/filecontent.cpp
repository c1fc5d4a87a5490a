// SPDX-License-Identifier: MIT
#include "issuance/filecontent.h"

#include "crypto/certificate.h"
#include "issuance/certificatekey.h"
#include "store/wipe.h"

#include <array>

namespace cw::issuance
{

namespace
{

struct KindName {
    FileKind kind;
    const char *name;
    bool holdsKey;
};

constexpr std::array KindNames {
    KindName {FileKind::FullChain, "fullchain.pem", false}, KindName {FileKind::Key, "privkey.pem", true},
    KindName {FileKind::Certificate, "cert.pem", false},    KindName {FileKind::Chain, "chain.pem", false},
    KindName {FileKind::Combined, "combined.pem", true},    KindName {FileKind::Pkcs12, "certificate.p12", true},
    KindName {FileKind::Pkcs7, "chain.p7b", false},         KindName {FileKind::Der, "cert.der", false},
    KindName {FileKind::KeyDer, "privkey.der", true},
};

const KindName &nameOf(FileKind kind)
{
    return *std::find_if(KindNames.begin(), KindNames.end(), [kind](const KindName &one) { return one.kind == kind; });
}

Result<crypto::PrivateKey> keyOf(const Environment &environment, const store::CertificateRecord &certificate)
{
    if (certificate.keyId.isEmpty())
        return Failure(StoreFailure {StoreFailure::Kind::KeyMissing, certificate.id, {}});
    return storedKey(*environment.secrets, certificate.keyId);
}

Result<QByteArray> keyPem(const Environment &environment, const store::CertificateRecord &certificate)
{
    const Result<crypto::PrivateKey> key = keyOf(environment, certificate);
    if (!key)
        return key.failure();
    Result<QByteArray> passphrase = environment.secrets->get(passphraseIdOf(certificate.id));
    if (passphrase) {
        const QByteArray pem = key->toEncryptedPem(*passphrase);
        store::wipe(*passphrase);
        return pem;
    }
    // A store that cannot be read is no reason to write the key in the clear.
    const StoreFailure *failure = std::get_if<StoreFailure>(&passphrase.failure());
    if (!failure || failure->kind != StoreFailure::Kind::KeyMissing)
        return passphrase.failure();
    return key->toPem();
}

Result<QByteArray> pkcs12(const Environment &environment, const store::CertificateRecord &certificate,
                          const QList<crypto::Certificate> &chain, const SaveRequest &request)
{
    if (const Result<Nothing> checked = checkPassphrase(request.pkcs12Passphrase); !checked)
        return checked.failure();
    const Result<crypto::PrivateKey> key = keyOf(environment, certificate);
    if (!key)
        return key.failure();
    return crypto::makePkcs12(*key, chain, request.pkcs12Passphrase.toUtf8(), certificate.names.value(0), request.pkcs12Cipher);
}

QByteArray pemOf(const QList<crypto::Certificate> &chain)
{
    QByteArray pem;
    for (const crypto::Certificate &certificate : chain)
        pem += crypto::toPem(certificate);
    return pem;
}

} // namespace

QString fileName(FileKind kind)
{
    return QLatin1String(nameOf(kind).name);
}

std::optional<FileKind> fileKindFromName(QStringView name)
{
    for (const KindName &one : KindNames) {
        if (name == QLatin1String(one.name))
            return one.kind;
    }
    return std::nullopt;
}

bool holdsKey(FileKind kind)
{
    return nameOf(kind).holdsKey;
}

Result<QByteArray> fileContent(const Environment &environment, const store::CertificateRecord &certificate, FileKind kind,
                               const SaveRequest &request)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(certificate.chainPem);
    if (!chain)
        return chain.failure();
    switch (kind) {
    case FileKind::FullChain: return pemOf(*chain);
    case FileKind::Certificate: return pemOf(chain->mid(0, 1));
    case FileKind::Chain: return pemOf(chain->mid(1));
    case FileKind::Pkcs7: return crypto::makePkcs7(*chain);
    case FileKind::Der: return chain->first().der;
    case FileKind::Pkcs12: return pkcs12(environment, certificate, *chain, request);
    case FileKind::Key: return keyPem(environment, certificate);
    case FileKind::KeyDer: {
        const Result<crypto::PrivateKey> key = keyOf(environment, certificate);
        return key ? Result<QByteArray>(key->toDer()) : key.failure();
    }
    case FileKind::Combined: {
        const Result<QByteArray> key = keyPem(environment, certificate);
        return key ? Result<QByteArray>(pemOf(*chain) + *key) : key.failure();
    }
    }
    Q_UNREACHABLE();
}

} // namespace cw::issuance
