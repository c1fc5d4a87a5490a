// SPDX-License-Identifier: MIT
// What Client asks about a certificate that there is: the chain, when to renew it, and that it be revoked.
#include "acme/client.h"

#include "acme/parse.h"
#include "acme/renewalinfo.h"
#include "acme/signedpost.h"
#include "crypto/certificate.h"
#include "crypto/jws.h"

#include <QJsonDocument>

namespace cw::acme
{

namespace
{

Failure notOffered(const char *resource, const QUrl &directory)
{
    return BadInput {BadInput::Fault::NotOfferedByCa, QString::fromLatin1(resource), directory.host()};
}

// RFC 8555 7.6
SignedPost revocation(const QUrl &url, const QByteArray &certificateDer, int reason)
{
    QJsonObject payload {{QStringLiteral("certificate"), QString::fromLatin1(crypto::base64Url(certificateDer))}};
    if (reason >= 0)
        payload.insert(QStringLiteral("reason"), reason);
    SignedPost post {url, QJsonDocument(payload).toJson(QJsonDocument::Compact)};
    // A second one finds the certificate revoked, and the caller knows that word.
    post.repeat = SignedPost::Repeat::WhenLost;
    return post;
}

} // namespace

Result<Download> Client::downloadChain(const QUrl &url, CancelToken &token)
{
    SignedPost download {url};
    download.repeat = SignedPost::Repeat::WhenLost; // it changes nothing
    download.accept = "application/pem-certificate-chain";
    const Result<net::HttpResponse> response = post(download, token);
    if (!response)
        return response.failure();

    const Result<QList<crypto::Certificate>> chain = crypto::readCertificates(response->body);
    if (!chain) {
        ProtocolFailure failure = std::get<ProtocolFailure>(chain.failure());
        failure.url = response->url;
        failure.status = response->status;
        return Failure(failure);
    }
    // Written anew, so that nothing but certificates gets into the files that a web server will read.
    QByteArray pem;
    for (const crypto::Certificate &certificate : *chain)
        pem += crypto::toPem(certificate);
    // "The server MAY provide one or more link relation header fields [RFC8288] with relation "alternate"." RFC 8555 7.4.2
    return Download {pem, linksOf(*response, "alternate")};
}

Result<Nothing> Client::revoke(const QByteArray &certificateDer, int reason, CancelToken &token)
{
    if (m_directory.revokeCert.isEmpty())
        return notOffered("revokeCert", m_directory.url);
    const Result<net::HttpResponse> response = post(revocation(m_directory.revokeCert, certificateDer, reason), token);
    return response ? Result<Nothing>(Nothing()) : response.failure();
}

Result<Nothing> Client::revokeByKey(
    const crypto::PrivateKey &certificateKey, const QByteArray &certificateDer, int reason, CancelToken &token)
{
    if (m_directory.revokeCert.isEmpty())
        return notOffered("revokeCert", m_directory.url);
    // "with either the account key ... or the private key in the certificate ... the "jwk" header" RFC 8555 7.6
    Client holder(m_http, m_directory, certificateKey, m_clock, m_log);
    SignedPost signedByKey = revocation(m_directory.revokeCert, certificateDer, reason);
    signedByKey.signer = SignedPost::Signer::Key;
    const Result<net::HttpResponse> response = holder.post(signedByKey, token);
    return response ? Result<Nothing>(Nothing()) : response.failure();
}

Result<RenewalInfo> Client::renewalInfo(const QString &certificateId, CancelToken &token)
{
    return readRenewalInfo(m_http, m_directory, certificateId, m_clock.now(), token);
}

} // namespace cw::acme
