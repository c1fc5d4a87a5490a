// SPDX-License-Identifier: MIT
#include "issuance/certificatework.h"

#include "crypto/certificate.h"
#include "issuance/orderflow.h"
#include "store/journal.h"

namespace cw::issuance
{

using store::CertificateRecord;
using store::OrderRecord;

OrderRecord orderAtCaOf(const CertificateRecord &certificate)
{
    OrderRecord order;
    order.authorityName = certificate.authorityName;
    order.directoryUrl = certificate.directoryUrl;
    order.caRootPem = certificate.caRootPem;
    order.isPrivateCa = certificate.isPrivateCa;
    order.isPractice = certificate.isPractice;
    order.accountId = certificate.accountId;
    return order;
}

Result<OrderRecord> renewalOrder(const QString &home, const QString &certificateId)
{
    const Result<CertificateRecord> certificate = store::Certificates(home).load(certificateId);
    if (!certificate)
        return certificate.failure();
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(certificate->chainPem);
    if (!chain)
        return chain.failure();

    const Result<OrderRecord> past = store::Journal(home).load(certificate->orderId);
    OrderRecord order = past ? copyForNewTry(*past) : orderAtCaOf(*certificate);
    if (!past) {
        order.names = chain->first().names;
        if (!certificate->keyType.isEmpty())
            order.keyType = certificate->keyType;
    }
    if (order.profile.isEmpty())
        order.profile = certificate->profile;
    // A new key is what a renewal is for, unless the user has bound the key to something (a pinned one, a TLSA record).
    if (!order.reusesKey)
        order.keyId.clear();
    order.notAfter = {}; // it was meant for the one that ends now
    order.outFolder.clear();
    order.replacesId = certificate->id;
    order.replaces = crypto::renewalId(chain->first());
    return order;
}

} // namespace cw::issuance
