// SPDX-License-Identifier: MIT
#include "crypto/certificate.h"

#include "crypto/certificatebuilder.h"

#include <array>

namespace cw::crypto
{

namespace
{

void addAddress(GENERAL_NAMES *list, const char *text)
{
    ASN1_OCTET_STRING *address = a2i_IPADDRESS(text);
    demand(address != nullptr);
    auto entry = demanded(GENERAL_NAME_new());
    GENERAL_NAME_set0_value(entry.get(), GEN_IPADD, address);
    demand(sk_GENERAL_NAME_push(list, entry.release()) > 0);
}

} // namespace

LocalTls makeLocalTls(const QDateTime &now, int days)
{
    const PrivateKey rootKey = PrivateKey::generate(KeyType::EcP256);
    CertificatePlan plan;
    plan.role = CertificatePlan::Role::Authority;
    plan.commonName = QStringLiteral("Certwright practice, this computer only");
    plan.notBefore = now.addDays(-1);
    plan.notAfter = now.addDays(days);
    const auto root = buildCertificate(plan, rootKey.handle().key.get(), nullptr, rootKey);

    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const auto names = alternativeNames({QStringLiteral("localhost")});
    addAddress(names.get(), "127.0.0.1");
    addAddress(names.get(), "::1");
    plan.role = CertificatePlan::Role::Server;
    plan.commonName = QStringLiteral("localhost");
    plan.alternativeNames = names.get();
    const auto server = buildCertificate(plan, key.handle().key.get(), root.get(), rootKey);

    return {toPem(root.get()), toPem(server.get()), key.toPem()};
}

} // namespace cw::crypto
