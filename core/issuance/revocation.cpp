// SPDX-License-Identifier: MIT
#include "issuance/revocation.h"

#include "crypto/certificate.h"
#include "issuance/tools.h"

#include <algorithm>

namespace cw::issuance
{

using store::CertificateRecord;

namespace
{

Result<crypto::PrivateKey> certificateKey(const Environment &environment, const CertificateRecord &certificate)
{
    if (certificate.keyId.isEmpty())
        return Failure(StoreFailure {StoreFailure::Kind::KeyMissing, certificate.id, {}});
    const Result<QByteArray> pem = environment.secrets->get(certificate.keyId);
    return pem ? crypto::PrivateKey::fromPem(*pem) : pem.failure();
}

Result<Nothing> revokeByKey(Tools &tools, const Environment &environment, const CertificateRecord &certificate,
                            const QByteArray &der, int reason, CancelToken &token)
{
    const Result<crypto::PrivateKey> key = certificateKey(environment, certificate);
    if (!key)
        return key.failure();
    const Result<acme::Directory> directory = tools.directory(orderAtCaOf(certificate), token);
    if (!directory)
        return directory.failure();
    acme::Client client(tools.http(), *directory, *key, tools.clock(), tools.log());
    return client.revokeByKey(*key, der, reason, token);
}

Result<Nothing> revokeByAccount(Tools &tools, const CertificateRecord &certificate, const QByteArray &der, int reason,
                                CancelToken &token)
{
    const Result<acme::Client *> client = tools.client(orderAtCaOf(certificate), token);
    return client ? (*client)->revoke(der, reason, token) : client.failure();
}

bool isRevokedAlready(const Failure &failure)
{
    const Problem *problem = std::get_if<Problem>(&failure);
    return problem && problem->kind() == u"alreadyRevoked";
}

// Certificates of the time before accounts were noted with them know their order.
CertificateRecord withAccount(const Environment &environment, CertificateRecord certificate)
{
    if (!certificate.accountId.isEmpty())
        return certificate;
    const Result<store::OrderRecord> order = store::Journal(environment.home).load(certificate.orderId);
    if (order && order->directoryUrl == certificate.directoryUrl) {
        certificate.accountId = order->accountId;
        if (certificate.caRootPem.isEmpty())
            certificate.caRootPem = order->caRootPem;
    }
    return certificate;
}

} // namespace

const QList<RevocationReason> &revocationReasons()
{
    static const QList<RevocationReason> reasons {
        {"unspecified", -1}, {"keyCompromise", 1}, {"affiliationChanged", 3}, {"superseded", 4}, {"cessationOfOperation", 5},
    };
    return reasons;
}

Result<RevocationReason> revocationReasonFromName(const QString &name)
{
    const QList<RevocationReason> &reasons = revocationReasons();
    if (name.isEmpty())
        return reasons.first();
    const auto found = std::find_if(reasons.begin(), reasons.end(), [&name](const RevocationReason &reason) {
        return name.compare(QLatin1String(reason.name), Qt::CaseInsensitive) == 0;
    });
    if (found != reasons.end())
        return *found;
    QStringList known;
    for (const RevocationReason &reason : reasons)
        known.append(QLatin1String(reason.name));
    return Failure(BadInput {BadInput::Fault::UnknownReason, name, known.join(QStringLiteral(", "))});
}

bool canRevokeBy(const Environment &environment, const CertificateRecord &certificate, RevokeBy by)
{
    const bool hasAccount = !withAccount(environment, certificate).accountId.isEmpty();
    const bool hasKey = !certificate.keyId.isEmpty();
    switch (by) {
    case RevokeBy::Account:
        return hasAccount;
    case RevokeBy::CertificateKey:
        return hasKey;
    case RevokeBy::AccountOrKey:
        break;
    }
    return hasAccount || hasKey;
}

Result<Revocation> revokeCertificate(EnvironmentPtr environment, const CertificateRecord &certificate,
                                     const RevocationReason &reason, RevokeBy by, CancelToken &token)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(certificate.chainPem);
    if (!chain)
        return chain.failure();
    const CertificateRecord known = withAccount(*environment, certificate);
    const bool isByAccount = by == RevokeBy::Account || (by == RevokeBy::AccountOrKey && !known.accountId.isEmpty());
    Tools tools(environment, orderAtCaOf(known));
    const QByteArray &der = chain->first().der;
    const Result<Nothing> revoked = isByAccount ? revokeByAccount(tools, known, der, reason.code, token)
                                                : revokeByKey(tools, *environment, known, der, reason.code, token);
    if (!revoked && !isRevokedAlready(revoked.failure()))
        return revoked.failure();

    Result<CertificateRecord> current = tools.certificates().load(certificate.id);
    if (!current)
        return current.failure();
    if (!current->revoked.isValid()) {
        current->revoked = tools.clock().now();
        current->revocationReason = revoked ? QString::fromLatin1(reason.name) : QString();
    }
    if (const Result<Nothing> kept = tools.certificates().save(*current); !kept)
        return kept.failure();
    return Revocation {std::move(*current), !revoked};
}

} // namespace cw::issuance
