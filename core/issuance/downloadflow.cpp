// SPDX-License-Identifier: MIT
#include "issuance/downloadflow.h"

#include "crypto/publickey.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::issuance
{

using store::OrderRecord;

namespace
{

// More than any CA has; each costs a request.
constexpr qsizetype MostOtherChains = 5;

Result<QList<crypto::Certificate>> readOurs(const QByteArray &pem, const OrderRecord &order, const QByteArray &publicKey,
                                            const QDateTime &now)
{
    Result<QList<crypto::Certificate>> chain = crypto::readCertificates(pem);
    if (!chain)
        return chain.failure();
    const crypto::ChainCheck check = crypto::checkChain(*chain, publicKey, order.names, now, order.caRootPem);
    if (check.keyFits && check.namesFit)
        return chain;
    return Failure(ProtocolFailure {ProtocolFailure::Kind::Inconsistent, QUrl(order.certificateUrl), 0,
                                    check.keyFits ? QStringLiteral("names") : QStringLiteral("key"), {}});
}

store::CertificateRecord recordOf(const OrderRecord &order, const crypto::Certificate &leaf, const QByteArray &chainPem)
{
    store::CertificateRecord record;
    record.id = order.id;
    record.orderId = order.id;
    record.authorityName = order.authorityName;
    record.directoryUrl = order.directoryUrl;
    record.accountId = order.accountId;
    record.caRootPem = order.caRootPem;
    record.isPrivateCa = order.isPrivateCa;
    record.isPractice = order.isPractice;
    record.profile = order.profile;
    record.names = order.names;
    const std::optional<crypto::KeyType> keyType = crypto::keyTypeOf(leaf); // of a request too
    record.keyType = keyType ? crypto::keyTypeName(*keyType) : order.keyType;
    record.keyId = order.keyId;
    record.notBefore = leaf.notBefore;
    record.notAfter = leaf.notAfter;
    record.chainPem = chainPem;
    return record;
}

// One by one: most CAs offer none, some offer one.
QList<QByteArray> fetchOtherChains(Tools &tools, const QStringList &urls, const crypto::Certificate &leaf, acme::Client &client,
                                   CancelToken &token)
{
    QList<QByteArray> chains;
    for (const QString &url : urls.mid(0, MostOtherChains)) {
        const Result<acme::Download> other = client.downloadChain(QUrl(url, QUrl::StrictMode), token);
        const Result<QList<crypto::Certificate>> chain
            = other ? crypto::readCertificates(other->pem) : Result<QList<crypto::Certificate>>(other.failure());
        const bool isSameCertificate = chain && chain->first().der == leaf.der;
        if (isSameCertificate)
            chains.append(other->pem);
        else if (!token.isCanceled())
            tools.log().add(LogEntry::Kind::Flow, QCoreApplication::translate("log", "Another chain at %1 could not be used; the one that the CA sent first is kept.").arg(url));
    }
    return chains;
}

// The root that a chain leads to; it need not be in it.
QString topOf(const QByteArray &chainPem)
{
    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(chainPem);
    if (!chain)
        return {};
    return chain->last().isSelfSigned ? chain->last().subject : chain->last().issuer;
}

// Who has chosen another chain for a certificate has had a reason, which its renewal has too.
void preferChainAsBefore(Tools &tools, const OrderRecord &order, store::CertificateRecord &record)
{
    const Result<store::CertificateRecord> replaced = tools.certificates().load(order.replacesId);
    if (record.otherChains.isEmpty() || !replaced || topOf(replaced->chainPem) == topOf(record.chainPem))
        return;
    const auto asBefore = std::find_if(record.otherChains.begin(), record.otherChains.end(),
                                       [top = topOf(replaced->chainPem)](const QByteArray &other) { return topOf(other) == top; });
    if (asBefore != record.otherChains.end())
        std::swap(record.chainPem, *asBefore);
}

// The certificate that was renewed is still in use somewhere; the list says what has taken its place.
void noteReplacement(Tools &tools, const OrderRecord &order)
{
    if (order.replacesId.isEmpty())
        return;
    Result<store::CertificateRecord> replaced = tools.certificates().load(order.replacesId);
    if (!replaced)
        return; // removed from the list meanwhile
    replaced->replacedBy = order.certificateId;
    if (const Result<Nothing> kept = tools.certificates().save(*replaced); !kept)
        tools.log().add(LogEntry::Kind::Flow, QCoreApplication::translate("log", "The entry of the renewed certificate could not be changed."));
}

} // namespace

Result<Nothing> downloadCertificate(Tools &tools, OrderRecord &order, const QUrl &certificateUrl, const QByteArray &publicKey,
                                    acme::Client &client, const OrderProgress &progress, CancelToken &token)
{
    const auto save = [&] {
        Result<Nothing> saved = tools.save(order);
        progress(order);
        return saved;
    };
    order.certificateUrl = certificateUrl.toString();
    if (const Result<Nothing> saved = save(); !saved)
        return saved.failure();
    const Result<acme::Download> download = client.downloadChain(certificateUrl, token);
    if (!download)
        return download.failure();
    const Result<QList<crypto::Certificate>> chain = readOurs(download->pem, order, publicKey, tools.clock().now());
    if (!chain)
        return chain.failure();

    store::CertificateRecord record = recordOf(order, chain->first(), download->pem);
    if (const Result<Nothing> kept = tools.certificates().save(record); !kept)
        return kept.failure();
    // What is there is safe by now; the order is not Issued before the rest is there too, so that a kill loses none of it.
    record.otherChains = fetchOtherChains(tools, download->alternates, chain->first(), client, token);
    if (!record.otherChains.isEmpty()) {
        preferChainAsBefore(tools, order, record);
        if (const Result<Nothing> kept = tools.certificates().save(record); !kept)
            return kept.failure();
    }
    order.certificateId = record.id;
    order.stage = store::OrderStage::Issued;
    if (const Result<Nothing> saved = save(); !saved)
        return saved.failure();
    noteReplacement(tools, order);
    return Nothing();
}

} // namespace cw::issuance
