// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"
#include "dns/message.h"

#include <QHostAddress>
#include <QUrl>

#include <chrono>
#include <memory>

namespace cw::dns
{

// Where DNS is asked: an address and a port, or DNS over HTTPS at a URL (RFC 8484).
struct Endpoint {
    enum class DohMethod { Post, Get };
    QHostAddress address;
    quint16 port = 53;
    QUrl doh {}; // https; empty: plain DNS. Its host is a name (the system looks it up) or an address.
    DohMethod dohMethod = DohMethod::Post;
    bool isDoh() const { return !doh.isEmpty(); }
    // "192.0.2.1", with ":5300" or "[2001:db8::1]:5300" when the port is not 53; or the URL, with "{?dns}" for GET.
    QString toString() const;
    bool operator==(const Endpoint &) const = default;
};
size_t qHash(const Endpoint &endpoint, size_t seed = 0);

enum class Carrier { UdpThenTcp, UdpOnly, TcpOnly };

struct Query {
    Question question;
    QueryFlags flags;
    Endpoint server;
    Carrier carrier = Carrier::UdpThenTcp; // TCP after a truncated answer; of no meaning for DoH
    std::chrono::milliseconds timeout { 2000 }; // of one try
    int tries = 3; // DoH asks once and waits as long as all tries together
    QByteArray wire; // not empty: sent as it is (an UPDATE); its id and question are matched
};

struct Reply {
    Query query;
    Result<Message> message = Failure(Canceled()); // any rcode is a message; DnsFailure NoAnswer, Unreachable, Malformed, Http
    std::chrono::milliseconds roundTrip { 0 };
    int triesUsed = 0;
    bool cameByTcp = false; // or by HTTPS
};

// Whether this is the answer to what was asked: a response with the same question, compared without regard to case.
bool isAnswerTo(const Query &query, const Message &message);
// `query`'s failure of this kind, with server and question.
Failure failureOf(const Query &query, DnsFailure::Kind kind, const QString &detail);
// "no answer", "NOERROR aa, 1 in the answer": what came of a query, for the log.
QString outcomeOf(const Reply &reply);

// Asks servers, many at a time (at most 64 questions in flight). Blocks; lives and dies in one worker thread.
// An answer counts only from the address and port that was asked, with the id and the question that was sent.
class DnsTransport
{
public:
    virtual ~DnsTransport() = default;
    // Replies in the order of the queries. When canceled, those without an answer hold Canceled.
    virtual QList<Reply> askAll(const QList<Query> &queries, CancelToken &token) = 0;

    Reply ask(const Query &query, CancelToken &token);
};

// A resolver that a third party runs for everybody.
struct PublicResolver {
    QString id; // "quad9"
    QString name; // of who runs it, for people
    Endpoint endpoint;
    bool operator==(const PublicResolver &) const = default;
};

// How DNS is asked: the practice mode, a private CA's own DNS and the tests all point the same code at their servers.
struct DnsSettings {
    QList<Endpoint> resolvers; // recursive, validating if possible; empty: those of the system
    quint16 authoritativePort = 53;
    std::chrono::milliseconds timeout { 2000 };
    int tries = 3;
    // For a second opinion, and where the others do not answer. They learn the names that are asked for: empty when the user
    // does not want that, and whenever `resolvers` were chosen (a closed network).
    QList<PublicResolver> publicResolvers {};
    QString resolvConf = QStringLiteral("/etc/resolv.conf"); // where the system names its resolvers
    bool operator==(const DnsSettings &) const = default;
};

// The resolvers that the system uses; empty when the file cannot be read or names none.
QList<Endpoint> systemResolvers(const QString &resolvConf = QStringLiteral("/etc/resolv.conf"));

} // namespace cw::dns
