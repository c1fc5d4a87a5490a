// SPDX-License-Identifier: MIT
#include "issuance/saveflow.h"

#include "crypto/certificate.h"
#include "store/atomicfile.h"

#include <QDir>
#include <QFile>

namespace cw::issuance
{

namespace
{

const QString KeyFile = QStringLiteral("privkey.pem");

Result<QByteArray> contentOf(const Environment &environment, const store::CertificateRecord &certificate, const QString &file)
{
    if (file == KeyFile) {
        const Result<QByteArray> pem = environment.secrets->get(certificate.keyId);
        if (!pem)
            return pem.failure();
        const Result<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(*pem);
        if (!key)
            return key.failure();
        return key->toPem();
    }
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(certificate.chainPem);
    if (!chain)
        return chain.failure();
    QByteArray content;
    for (qsizetype i = 0; i < chain->size(); ++i) {
        const bool isLeaf = i == 0;
        if ((isLeaf && file != u"chain.pem") || (!isLeaf && file != u"cert.pem"))
            content += crypto::toPem(chain->at(i));
    }
    return content;
}

// "fullchain.pem" -> "fullchain-2.pem": the first number at which none of the files is taken, the same for all of them.
QString numbered(const QString &file, int number)
{
    return number == 1 ? file : file.chopped(4) + QStringLiteral("-%1.pem").arg(number);
}

int freeNumber(const SaveRequest &request)
{
    for (int number = 1;; ++number) {
        const bool isFree = std::none_of(request.files.begin(), request.files.end(), [&](const QString &file) {
            return QFile::exists(request.folder + u'/' + numbered(file, number));
        });
        if (isFree)
            return number;
    }
}

Result<Nothing> writeAndReadBack(const QString &path, const QByteArray &content, store::Privacy privacy)
{
    if (const Result<Nothing> written = store::writeFile(path, content, privacy); !written)
        return written.failure();
    const Result<QByteArray> readBack = store::readFile(path);
    if (!readBack)
        return readBack.failure();
    if (*readBack != content)
        return Failure(StoreFailure {StoreFailure::Kind::ReadBackDiffers, path, {}});
    return Nothing();
}

} // namespace

QStringList existingFiles(const SaveRequest &request)
{
    QStringList existing;
    for (const QString &file : request.files) {
        if (QFile::exists(request.folder + u'/' + file))
            existing.append(file);
    }
    return existing;
}

Result<SavedFiles> saveCertificate(const Environment &environment, const store::CertificateRecord &certificate,
                                   const SaveRequest &request)
{
    if (request.folder.trimmed().isEmpty())
        return Failure(BadInput {BadInput::Fault::FolderMissing, {}, {}});
    if (request.files.isEmpty())
        return Failure(BadInput {BadInput::Fault::NothingToDo, {}, {}});
    const QStringList existing = existingFiles(request);
    if (request.ifExists == SaveRequest::IfExists::Ask && !existing.isEmpty())
        return Failure(StoreFailure {StoreFailure::Kind::Exists, request.folder, existing.join(QStringLiteral(", "))});

    // Everything is read before the first file is written: half a set helps nobody.
    QList<QByteArray> contents;
    for (const QString &file : request.files) {
        const Result<QByteArray> content = contentOf(environment, certificate, file);
        if (!content)
            return content.failure();
        contents.append(*content);
    }
    if (const Result<Nothing> made = store::makeFolder(request.folder); !made)
        return made.failure();
    const int number = request.ifExists == SaveRequest::IfExists::Number ? freeNumber(request) : 1;
    SavedFiles saved {request.folder, {}};
    for (qsizetype i = 0; i < request.files.size(); ++i) {
        const QString file = numbered(request.files[i], number);
        const store::Privacy privacy = request.files[i] == KeyFile ? store::Privacy::OwnerOnly : store::Privacy::WorldReadable;
        if (const Result<Nothing> written = writeAndReadBack(request.folder + u'/' + file, contents[i], privacy); !written)
            return written.failure();
        saved.files.append(file);
    }
    return saved;
}

} // namespace cw::issuance
