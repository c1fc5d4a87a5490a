// SPDX-License-Identifier: MIT
#include "issuance/namesfile.h"

#include "checks/names.h"
#include "crypto/certificate.h"
#include "crypto/csr.h"

namespace cw::issuance
{

QStringList namesInFile(const QByteArray &content)
{
    if (const Result<crypto::Csr> csr = crypto::readCsr(content); csr)
        return csr->names;
    if (const Result<QList<crypto::Certificate>> chain = crypto::readCertificatesOfAnyForm(content); chain)
        return chain->first().names;
    const bool isText = !content.contains('\0') && !content.contains("-----BEGIN");
    return isText ? checks::splitNames(QString::fromUtf8(content)) : QStringList();
}

} // namespace cw::issuance
