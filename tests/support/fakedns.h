// SPDX-License-Identifier: MIT
#pragma once

#include "dns/dnstransport.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <functional>

namespace cw::test
{

// A world of name servers made of zone files, and one recursive resolver (192.0.2.53) that reads the same zones.
// A question to an address that nobody serves fails the test, but for the probe whether somebody intercepts questions.
//
//     FakeDns dns;
//     dns.addRoot();
//     dns.addZone("org", {"a0.nic.org=199.19.56.1"});
//     dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"}, "www A 192.0.2.80\n"
//                                                                                          "@ CAA 0 issue \"ca.test\"");
//     dns.server("192.0.2.2").isSilent = true;
//     dns.server("192.0.2.1").records("example.org").append(txt); // only there: the other one lags
//     ... code under test with dns.settings() ...
//     QVERIFY(!dns.wasAskedRecursively("_acme-challenge.example.org"));
//
// addZone() adds the SOA (serial 1, minimum 300), the NS set and the addresses of name servers inside the zone by itself,
// unless the text has a SOA or NS of its own at "@". Lines: "owner [ttl] TYPE rdata", owners relative to the zone.
// Delegations, glue, CNAME, DNAME, wildcards, empty non-terminals, NODATA and NXDOMAIN work as in a real server.
class FakeDns final : public dns::DnsTransport
{
public:
    using Records = QList<dns::Record>;
    struct Server {
        bool isSilent = false; // no answer at all
        dns::Type silentAt = dns::Type::ANY; // no answer to this type (ANY: to none in particular)
        std::chrono::milliseconds roundTrip{1};
        QHash<dns::Type, std::chrono::milliseconds> roundTrips; // other ones for some types
        bool isUnreachable = false; // ICMP port unreachable
        bool refuses = false; // REFUSED for everything
        bool isLame = false; // NOERROR, empty, AA=0
        bool isWithoutAa = false; // right answers, but AA=0
        QHash<dns::Type, int> rcodes; // answers this type with this rcode, e.g. {Type::CAA, 2}
        QHash<dns::Type, QList<dns::ExtendedError>> errors; // put into answers for this type
        // First of all: a whole answer of your own, for everything else that servers do.
        std::function<std::optional<Result<dns::Message>>(const dns::Query &)> answers;

        Records &records(const char *zone);
        QMap<dns::Name, Records> zones;
    };

    FakeDns();

    void addRoot(); // on 198.41.0.4
    // Name servers as "host=address[,address]". The parent zone, added before, gets the delegation and the glue.
    void addZone(const char *apex, const QList<QByteArray> &servers, const char *text = "");
    // At all servers of the zone.
    void addRecord(const char *zone, const char *line);
    void removeRecords(const char *zone, const char *owner, dns::Type type);
    // The whole zone, at each server that has it; how many these are.
    int changeZone(const char *zone, const std::function<void(Records &)> &change);
    Server &server(const char *address);
    Server &resolver() { return server("192.0.2.53"); }

    dns::DnsSettings settings() const;
    bool wasAskedRecursively(const char *nameOrBelow) const;

    QList<dns::Reply> askAll(const QList<dns::Query> &queries, CancelToken &token) override;

    QList<dns::Query> asked; // everything, in order
    int batches = 0;
    std::function<void()> onAsk; // before each batch: the world may change meanwhile

    // One line of a zone file; fails the test when it cannot be read.
    static dns::Record record(const char *origin, const QByteArray &line);

private:
    Result<dns::Message> answer(const dns::Query &query);
    dns::Message answerRecursively(const dns::Question &question) const;

    QHash<QHostAddress, Server> m_servers;
};

} // namespace cw::test
