// SPDX-License-Identifier: MIT
#include "crypto/csr.h"

#include "crypto/opensslhandles.h"

namespace cw::crypto
{

QByteArray makeCsr(const PrivateKey &key, const QStringList &names)
{
    X509_EXTENSIONS *extensions = nullptr;
    const auto list = alternativeNames(names);
    demand(X509V3_add1_i2d(&extensions, NID_subject_alt_name, list.get(), 0, X509V3_ADD_DEFAULT) == 1);
    const Openssl<X509_EXTENSIONS> owned(extensions);

    const auto request = demanded(X509_REQ_new());
    EVP_PKEY *raw = key.handle().key.get();
    demand(X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1);
    demand(X509_REQ_set_pubkey(request.get(), raw) == 1);
    demand(X509_REQ_add_extensions(request.get(), extensions) == 1);
    demand(X509_REQ_sign(request.get(), raw, signatureDigest(key.type())) > 0);
    return toDer<X509_REQ>(request.get(), i2d_X509_REQ);
}

} // namespace cw::crypto
