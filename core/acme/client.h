// SPDX-License-Identifier: MIT
#pragma once

#include "acme/noncepool.h"
#include "acme/resources.h"
#include "base/activitylog.h"
#include "base/canceltoken.h"
#include "base/clock.h"
#include "base/result.h"
#include "crypto/privatekey.h"
#include "net/httptransport.h"

namespace cw::acme
{

// GET of the directory (RFC 8555 7.1.1): https only, JSON, with newNonce, newAccount and newOrder.
Result<Directory> readDirectory(net::HttpTransport &http, const QUrl &url, CancelToken &token);

// Proves to the CA that we belong to one of its customers, RFC 8555 7.3.4.
struct ExternalAccount {
    QString keyId;
    QByteArray macKey; // decoded; for HS256
};

struct NewAccount {
    QStringList contacts; // "mailto:..."
    bool termsOfServiceAgreed = false;
    bool onlyReturnExisting = false;
    std::optional<ExternalAccount> externalAccount {};
};

struct SignedPost; // a request before it is signed

// One method a request of RFC 8555, no policy. Keeps a pool of nonces and repeats a request that the CA refused with
// badNonce (6.5), at most 10 times. One worker thread. A Problem is the CA's own document.
class Client
{
public:
    Client(
        net::HttpTransport &http, Directory directory, crypto::PrivateKey accountKey, Clock &clock, ActivityLog &log);

    // Sets the account URL for what follows when it succeeds (7.3).
    Result<Account> newAccount(const NewAccount &request, CancelToken &token);
    void setAccountUrl(const QString &url) { m_accountUrl = url; }
    Result<Account> account(CancelToken &token); // as the CA has it, 7.3.2
    Result<Account> updateContacts(const QStringList &contacts, CancelToken &token); // 7.3.2
    Result<Account> deactivateAccount(CancelToken &token); // 7.3.6
    // From now on `newKey` signs, here and at the CA, when it succeeds (7.3.5). BadInput NotOfferedByCa.
    Result<Nothing> changeKey(const crypto::PrivateKey &newKey, CancelToken &token);
    const Directory &directory() const { return m_directory; }

    Result<Order> newOrder(const NewOrder &wanted, CancelToken &token); // 7.4
    Result<Order> order(const QString &url, CancelToken &token);
    // The account's orders, 7.1.2.1; empty when the CA keeps no list of them. The order of URLs is the CA's.
    Result<QStringList> orderUrls(CancelToken &token);
    // Side by side, in the order of the URLs.
    QList<Result<Authorization>> authorizations(const QStringList &urls, CancelToken &token);
    // Tells the CA that the challenges may be validated (7.5.1), side by side.
    QList<Result<Challenge>> answerChallenges(const QStringList &urls, CancelToken &token);
    Result<Order> finalize(
        const QUrl &finalizeUrl, const QString &orderUrl, const QByteArray &csrDer, CancelToken &token);
    Result<Download> downloadChain(const QUrl &url, CancelToken &token); // 7.4.2
    // `reason`: a CRLReason (RFC 5280 5.3.1) or -1. Signed by the account, or with the certificate's own key (7.6).
    // BadInput NotOfferedByCa. "alreadyRevoked" is the CA's Problem.
    Result<Nothing> revoke(const QByteArray &certificateDer, int reason, CancelToken &token);
    Result<Nothing> revokeByKey(const crypto::PrivateKey &certificateKey, const QByteArray &certificateDer, int reason,
                                CancelToken &token);
    // `certificateId` as crypto::renewalId() makes it; a plain GET. BadInput NotOfferedByCa.
    Result<RenewalInfo> renewalInfo(const QString &certificateId, CancelToken &token);
    Result<Nothing> deactivateAuthorization(const QString &url, CancelToken &token); // 7.5.2

private:
    QList<Result<net::HttpResponse>> postAll(const QList<SignedPost> &posts, CancelToken &token);
    QList<Result<net::HttpResponse>> postBatch(QList<SignedPost> posts, qsizetype following, CancelToken &token);
    Result<net::HttpResponse> post(const SignedPost &post, CancelToken &token);
    Result<QList<net::HttpRequest>> signedRequests(const QList<SignedPost> &posts, CancelToken &token);
    net::HttpRequest signedRequest(const SignedPost &post, const QByteArray &nonce) const;

    net::HttpTransport &m_http;
    Directory m_directory;
    crypto::PrivateKey m_key;
    Clock &m_clock;
    ActivityLog &m_log;
    QString m_accountUrl;
    NoncePool m_nonces;
};

} // namespace cw::acme
