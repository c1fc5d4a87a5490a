// SPDX-License-Identifier: MIT
#include "keyoptions.h"

#include "crypto/privatekey.h"
#include "issuance/certificatekey.h"
#include "linefile.h"
#include "store/atomicfile.h"

#include <QDir>

namespace cw::cli
{

using Fault = BadInput::Fault;

namespace
{

// Options of which only one makes sense, as they were given: "--csr --key-type".
Result<Nothing> refuseTogether(const Arguments &arguments, std::initializer_list<const char *> options)
{
    QStringList given;
    for (const char *option : options) {
        if (arguments.isSet(option))
            given.append(QStringLiteral("--") + QLatin1String(option));
    }
    if (given.size() < 2)
        return Nothing();
    return Failure(BadInput {Fault::BadOption, given.join(u' '), {}});
}

Result<Nothing> readCsrFile(const QString &path, store::OrderRecord &order, KeyWish &wish)
{
    const Result<QByteArray> content = store::readFile(path, 1024 * 1024);
    if (!content)
        return content.failure();
    const Result<crypto::Csr> csr = crypto::readCsr(*content);
    if (!csr)
        return csr.failure();
    Result<QList<checks::CheckedName>> names = issuance::namesOf(*csr, scopeOf(order));
    if (!names)
        return names.failure();
    wish.names = std::move(*names);
    order.csrDer = csr->der;
    order.keyType.clear();
    return Nothing();
}

Result<Nothing> reuseKeyOf(const QString &certificateId, const QString &home, store::OrderRecord &order)
{
    const Result<store::CertificateRecord> certificate = store::Certificates(home).load(certificateId);
    if (!certificate)
        return certificate.failure();
    if (certificate->keyId.isEmpty())
        return Failure(StoreFailure {StoreFailure::Kind::KeyMissing, certificateId, {}});
    order.keyId = certificate->keyId;
    order.keyType = certificate->keyType;
    order.reusesKey = true;
    return Nothing();
}

} // namespace

Result<KeyWish> readKeyOptions(const Arguments &arguments, const QString &home, store::OrderRecord &order)
{
    for (const Result<Nothing> &alone : {refuseTogether(arguments, {"csr", "key-type", "reuse-key"}), refuseTogether(arguments, {"csr", "name"}),
                                         refuseTogether(arguments, {"csr", "key-passphrase-file"}), arguments.readKey(order)}) {
        if (!alone)
            return alone.failure();
    }
    KeyWish wish;
    if (arguments.isSet("csr")) {
        if (const Result<Nothing> read = readCsrFile(arguments.value("csr"), order, wish); !read)
            return read.failure();
    }
    if (arguments.isSet("reuse-key")) {
        if (const Result<Nothing> reused = reuseKeyOf(arguments.value("reuse-key"), home, order); !reused)
            return reused.failure();
    }
    if (arguments.isSet("key-passphrase-file")) {
        const Result<QByteArray> passphrase = firstLineOf(arguments.value("key-passphrase-file"));
        if (!passphrase)
            return passphrase.failure();
        wish.passphrase = QString::fromUtf8(*passphrase);
        if (const Result<Nothing> checked = issuance::checkPassphrase(wish.passphrase); !checked)
            return checked.failure();
    }
    return wish;
}

} // namespace cw::cli
