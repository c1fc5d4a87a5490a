// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "net/httptransport.h"
#include "support/fakecaissuer.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <algorithm>
#include <functional>

namespace cw::test
{

struct Jws;

// A small ACME certificate authority in memory that stands where the transport stands. It keeps to RFC 8555: nonces are
// used once, signatures are verified, an order gets ready when all its authorizations are valid. Set the switches
// before or between requests; read the counters afterwards. Use it from one thread at a time.
class FakeCa final : public net::HttpTransport
{
public:
    explicit FakeCa(Clock &clock);

    static QUrl directoryUrl() { return QUrl(QStringLiteral("https://ca.test/dir")); }
    QByteArray rootPem() const { return m_issuer.rootPem(); }
    static Problem problem(const char *kind, const char *detail);

    // --- Switches ---
    // Refuse every nth signed request with badNonce (2: every other one).
    int rejectEveryNthNonce = 0;
    // Judges a validation: nothing = valid. `txtValue` is what the CA expects to find in the DNS.
    struct Validation {
        QString name; // without "*."
        bool isWildcard = false;
        QString txtValue;
        QString challengeType = QStringLiteral("dns-01");
        QString accountUrl {};
    };
    std::function<std::optional<Problem>(const Validation &)> validator;
    // The validation of this name ("example.org" or "*.example.org") fails with this problem.
    QMap<QString, Problem> problemFor;
    // The challenge of this name stays pending for ever and shows this error (RFC 8555 8.2).
    QMap<QString, Problem> errorWhilePending;
    // New orders with one of these names are refused with a subproblem for each.
    QMap<QString, Problem> refusedNames;
    // New orders are invalid from the beginning, with this error.
    std::optional<Problem> bornInvalid;
    // finalize is refused with orderNotReady that often, although the order says "ready".
    int finalizesNotReady = 0;
    // finalize closes the order: it is refused with this problem at once, or the order gets it as its error while it is
    // "processing" (pollsUntilIssued).
    std::optional<Problem> problemOfFinalize;
    bool tellsErrorOfOrder = true; // a closed order has an "error"
    // The next request to this resource is refused with this problem, once. Resources: see `Resource` below.
    QMap<QString, Problem> refuseOnce;
    // How many looks still say "pending" after a challenge was answered, and "processing" after finalize.
    int pollsUntilValidated = 0;
    int pollsUntilIssued = 0;
    // Retry-After of these looks and of refusals by refuseOnce; empty: none.
    QByteArray retryAfter;
    // New orders get authorizations that are valid already, for names that this account has proved before.
    bool reusesAuthorizations = false;
    // The challenge types that it offers for every name, and what belongs to dns-persist-01.
    QStringList challengeTypes {QStringLiteral("dns-01")};
    QStringList issuerDomainNames {QStringLiteral("ca.test")};
    // Challenges carry these members as well, whatever their type.
    QJsonObject challengeMembers;
    // Members of the directory's "meta"; none of it when empty.
    QJsonObject meta {{QStringLiteral("termsOfService"), QStringLiteral("https://ca.test/terms")}};
    // The directory has "renewalInfo", so orders may say what they replace.
    bool offersRenewalInfo = false;
    // An order that says so is refused with this problem.
    std::optional<Problem> problemOfReplaces;
    // Customers who may open an account: key identifier -> HMAC key. Wanted of everybody when meta says
    // externalAccountRequired. With the switch below each is good for one account, as with most authorities.
    QMap<QString, QByteArray> customers;
    bool takesCodesOnlyOnce = false;
    // The connection breaks at the request with this number (1 is the first, every method counts): before it arrives,
    // or after it was carried out, so that only its answer is lost.
    int loseRequest = 0;
    int loseAnswer = 0;
    // What is lost is not a break of the connection but status 500 with a web page.
    bool losesToServerErrors = false;
    // The same at the next request to this resource, once.
    QString loseRequestTo;
    QString loseAnswerTo;
    // Called before each request with its resource: to look at what is on disk by then, or to cancel.
    std::function<void(const QString &resource)> onRequest;

    // Resource: "directory", "newNonce", "newAccount", "newOrder", "order", "authorization", "challenge", "finalize",
    // "certificate", "revokeCert", "account", "keyChange".

    // --- Counters ---
    int requests = 0;
    int noncesRejected = 0;
    int accountsMade = 0;
    int keyChanges = 0;
    int ordersMade = 0;
    int challengesAnswered = 0;
    int finalizes = 0;
    int certificatesMade = 0;
    int downloads = 0;
    int authorizationsDeactivated = 0;
    // Of every revocation: its reason, -1 without one, and whether the certificate's own key has signed.
    struct Revocation {
        int reason = -1;
        bool isByKey = false;
        bool operator==(const Revocation &) const = default;
    };
    QList<Revocation> revocations;
    QStringList resources; // of every request, in their order
    QList<QJsonObject> newOrders; // what they asked for

    // --- Events ---
    void forgetAccounts();
    void closeAccounts(); // as if each had been deactivated elsewhere
    QStringList contactsOf(const QString &accountUrl) const;
    void expireOrders(); // pending and ready orders become invalid
    void forgetOrders(); // as if they had never been

    QList<Result<net::HttpResponse>> sendAll(const QList<net::HttpRequest> &requests, CancelToken &token) override;

private:
    struct Account {
        QString url;
        QJsonObject jwk;
        QJsonArray contacts;
        QString status = QStringLiteral("valid");
    };

    struct Authorization {
        QString url;
        QString name; // with "*."
        QString status = QStringLiteral("pending");
        QString token;
        int pollsLeft = 0;
        std::optional<Problem> outcome; // of the validation that is under way or over
        bool isAnswered = false;
        QString answeredType = QStringLiteral("dns-01");
        QString accountUrl; // of the answer

        bool isWildcard() const { return name.startsWith(u"*."); }
        QString identifier() const { return isWildcard() ? name.mid(2) : name; }
    };

    struct Order {
        QString url;
        QStringList names;
        QStringList authorizations;
        QString status = QStringLiteral("pending");
        int pollsLeft = 0;
        QByteArray chain;
        std::optional<Problem> error;
    };
    using Response = net::HttpResponse;

    Result<Response> answer(const net::HttpRequest &request);
    Response route(const net::HttpRequest &request, const QString &resource);
    Response postTo(const net::HttpRequest &request, const QString &resource);
    std::optional<Problem> faultOf(
        const net::HttpRequest &request, const QString &resource, const std::optional<Jws> &jws);

    Response directory() const;
    Response newAccount(const Jws &jws);
    Response workOnAccount(Account &account, const Jws &jws);
    Response changeKey(Account &account, const Jws &jws);
    Response accountResponse(const Account &account, int status) const;
    std::optional<Problem> faultOfCodes(const Jws &jws);
    Response newOrder(const Jws &jws);
    Response lookAtOrder(Order &order);
    Response lookAtAuthorization(Authorization &authorization, const Jws &jws);
    Response answerChallenge(Authorization &authorization, const QString &type, const Jws &jws);
    Response finalize(Order &order, const Jws &jws);
    Response revokeCertificate(const Jws &jws);

    Authorization makeAuthorization(const QString &name);
    void validate(Authorization &authorization, const QByteArray &thumbprint);
    void update(Order &order);
    QJsonObject challengeJson(const Authorization &authorization, const QString &type) const;
    Response orderResponse(const Order &order, int status) const;
    Response json(int status, const QJsonObject &object) const;
    Response refusal(const Problem &problem) const;
    QByteArray newNonce();

    template <typename T> static T *withUrl(QList<T> &list, const QString &url)
    {
        const auto found = std::find_if(list.begin(), list.end(), [&url](const T &one) { return one.url == url; });
        return found == list.end() ? nullptr : &*found;
    }

    Clock &m_clock;
    FakeCaIssuer m_issuer;
    QStringList m_nonces;
    int m_signedRequests = 0;
    QList<Account> m_accounts;
    QList<Order> m_orders;
    QList<Authorization> m_authorizations;
};

} // namespace cw::test
