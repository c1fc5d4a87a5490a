// SPDX-License-Identifier: MIT
// Whole look-ups in a world where every server lies: no answer may keep us busy for long or send us around in circles.
#include "fuzz/target.h"

#include "checks/caa.h"
#include "checks/dnssec.h"
#include "dns/resolver.h"

namespace cw::fuzz
{

namespace
{

using namespace cw::dns;

constexpr int MostQueries = 20000; // for one name; an honest world needs some dozens

class FixedClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime(QDate(2027, 6, 1), QTime(12, 0), Qt::UTC); }
    std::chrono::milliseconds ticks() const override { return {}; }
    bool sleep(std::chrono::milliseconds, CancelToken &) override { return true; }
};

// Bytes that decide; when they are used up they begin again.
class Choices
{
public:
    explicit Choices(const QByteArray &bytes)
        : m_bytes(bytes.isEmpty() ? QByteArray(1, '\0') : bytes)
    {
    }
    int below(int count) { return int(quint8(m_bytes[m_next++ % m_bytes.size()])) % count; }

private:
    QByteArray m_bytes;
    qsizetype m_next = 0;
};

Name choose(Choices &choices)
{
    static const QList<const char16_t *> names{u".", u"org", u"example.org", u"www.example.org",
        u"_acme-challenge.www.example.org", u"ns1.example.org", u"ns2.other.org", u"other.org", u"alias.other.org",
        u"*.example.org", u"a.b.c.d.example.org", u"deep._acme-challenge.www.example.org"};
    return Name::parse(names.at(choices.below(int(names.size())))).value_or(Name());
}

Record recordFrom(Choices &choices)
{
    static const QList<Type> types{Type::NS, Type::CNAME, Type::DNAME, Type::A, Type::SOA, Type::TXT, Type::CAA,
        Type::DS, Type::DNSKEY, Type::RRSIG, Type::NSEC, Type::AAAA};
    Record record{choose(choices), types.at(choices.below(int(types.size()))), Class::IN, 60, {}};
    switch (record.type) {
    case Type::NS:
    case Type::CNAME:
    case Type::DNAME:
        record.rdata = choose(choices).toWire();
        break;
    case Type::SOA:
        record.rdata = choose(choices).toWire() + choose(choices).toWire() + QByteArray(20, '\1');
        break;
    case Type::NSEC:
        record.rdata = choose(choices).toWire() + QByteArray("\0\1\x40", 3);
        break;
    case Type::RRSIG:
        record.rdata
            = QByteArray("\0\1\x0d\2\0\0\0\x3c\x7f\xff\xff\xff\0\0\0\0\0\1", 18) + choose(choices).toWire() + "sig";
        break;
    case Type::A:
        record.rdata = QByteArray("\xc0\0\2", 3) + char(choices.below(4));
        break;
    case Type::AAAA:
        record.rdata = QByteArray(15, '\1') + char(choices.below(4));
        break;
    default:
        record.rdata = QByteArray("\0\1\x0d\2", 4) + QByteArray(choices.below(40), 'x');
    }
    return record;
}

// Answers every question with records of choice, always the same for the same question and server.
class LyingServers final : public DnsTransport
{
public:
    explicit LyingServers(const QByteArray &input)
        : m_input(input)
    {
    }

    QList<Reply> askAll(const QList<Query> &queries, CancelToken &) override
    {
        QList<Reply> replies;
        for (const Query &query : queries) {
            demand(++m_asked < MostQueries, "a look-up ends after a bounded number of questions");
            Reply reply;
            reply.query = query;
            reply.message = answerTo(query);
            replies.append(reply);
        }
        return replies;
    }

private:
    Result<Message> answerTo(const Query &query) const
    {
        // Where in the input the choices for this question begin.
        const size_t start = qHashMulti(0, query.question.name, quint16(query.question.type), query.server.toString());
        const qsizetype turn = m_input.isEmpty() ? 0 : qsizetype(start % size_t(m_input.size()));
        Choices choices(m_input.mid(turn) + m_input.first(turn));
        if (choices.below(16) == 0)
            return Failure(DnsFailure{});
        Message message;
        message.isResponse = true;
        message.questions = {query.question};
        message.isAuthoritative = choices.below(4) != 0;
        message.isTruncated = choices.below(32) == 0;
        message.rcode = choices.below(4) == 0 ? choices.below(24) : 0;
        for (QList<Record> *section : {&message.answer, &message.authority, &message.additional}) {
            for (int i = choices.below(5); i > 0; --i) {
                Record record = recordFrom(choices);
                if (choices.below(2) == 0)
                    record.owner = query.question.name;
                section->append(record);
            }
        }
        return message;
    }

    QByteArray m_input;
    int m_asked = 0;
};

DnsSettings settings()
{
    DnsSettings settings;
    settings.resolvers = {{QHostAddress(QStringLiteral("192.0.2.53")), 53}};
    settings.tries = 1;
    return settings;
}

void runWorld(const QByteArray &input)
{
    LyingServers servers(input);
    FixedClock clock;
    ActivityLog log;
    CancelToken token;
    Resolver resolver(servers, settings(), clock, log);
    const Name name = Name::parse(u"www.example.org").value_or(Name());
    const Result<RecordPlace> place = resolver.placeOf(*name.child("_acme-challenge"), token);
    if (place)
        demand(place->hops.size() <= 13, "an alias chain is bounded");
    checks::CaaPolicy policy;
    policy.identities = {QStringLiteral("ca.example")};
    checks::checkCaa(resolver, {QStringLiteral("*.www.example.org")}, policy, token);
    checks::DnssecInspector inspector(resolver, clock);
    const Result<Zone> zone = resolver.zoneOf(name, token);
    if (zone)
        inspector.inspect(
            *zone, {{{name, Type::CAA}, checks::ResolverSaw::Bogus, checks::DnssecQuestion::Need::Now}}, token);
}

} // namespace

QList<Target> worldTargets()
{
    return {{"world", Target::Group::Dns, runWorld}};
}

} // namespace cw::fuzz
