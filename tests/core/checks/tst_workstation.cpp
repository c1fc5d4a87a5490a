// SPDX-License-Identifier: MIT
#include "checks/workstation.h"

#include "dns/endpoint.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace cw::test;

namespace
{

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

void addInternet(FakeDns &dns, const char *records)
{
    dns.addZone(
        ".", {"a.root-servers.net=198.41.0.4", "k.root-servers.net=193.0.14.129", "m.root-servers.net=202.12.27.33"});
    dns.addZone("org", {"a0.nic.org=199.19.56.1"});
    dns.addZone("example.org", {"ns1.example.org=192.0.2.11", "ns2.example.org=192.0.2.12"}, records);
}

constexpr const char *Records = "www A 203.0.113.80\n@ SOA ns1 hostmaster 7 3600 600 86400 300";
constexpr const char *Servers[]
    = {"198.41.0.4", "193.0.14.129", "202.12.27.33", "199.19.56.1", "192.0.2.11", "192.0.2.12"};

// The world behind this computer's network, and the one that public resolvers see.
class World final : public dns::DnsTransport
{
public:
    explicit World(const char *recordsInside = Records)
    {
        addInternet(dns, Records);
        addInternet(inside, recordsInside);
        addInternet(outside, Records);
        // The resolver answers whatever happens to the servers, and checks signatures.
        dns.resolver().answers = [this](const dns::Query &query) { return std::optional(answerOfResolver(query)); };
        QFile file(m_folder.filePath(QStringLiteral("resolv.conf")));
        if (file.open(QIODevice::WriteOnly))
            file.write("nameserver 192.0.2.53\n");
        settings.resolvConf = file.fileName();
    }

    void letPublicResolversAnswer()
    {
        settings.publicResolvers = {{QStringLiteral("p"), QStringLiteral("Public"),
            dns::parseDoh(QStringLiteral("https://9.9.9.9/dns-query")).value()}};
    }
    void closeNetwork() { settings.resolvers = {{QHostAddress(QStringLiteral("192.0.2.53")), 53}}; }
    void everyServer(const std::function<void(FakeDns::Server &)> &how)
    {
        for (const char *address : Servers)
            how(dns.server(address));
    }
    // A box that sends every question to the resolver.
    std::optional<Result<dns::Message>> box(const dns::Query &query) { return answerOfResolver(query); }

    Workstation inspect(const char *about = "www.example.org")
    {
        resolver.emplace(*this, settings, m_clock, m_log);
        return inspectWorkstation(*resolver, {name(about)}, token);
    }

    QList<dns::Reply> askAll(const QList<dns::Query> &queries, CancelToken &cancel) override
    {
        QList<dns::Reply> replies;
        for (const dns::Query &query : queries) {
            dns::Query plain = query;
            if (query.server.isDoh())
                plain.server = outside.settings().resolvers.first();
            dns::Reply reply;
            const bool isBoxed = onTheWay && !query.server.isDoh()
                && query.server.address != QHostAddress(QStringLiteral("192.0.2.53"));
            if (isBoxed)
                reply.message = onTheWay(query);
            else
                reply = (query.server.isDoh() ? outside : dns).ask(plain, cancel);
            reply.query = query;
            replies.append(reply);
        }
        return replies;
    }

    FakeDns dns;
    FakeDns inside; // what the resolver of this computer answers
    FakeDns outside;
    std::function<Result<dns::Message>(const dns::Query &)> onTheWay;
    std::function<void(dns::Message &)> change; // what the resolver says
    dns::DnsSettings settings;
    std::optional<dns::Resolver> resolver;
    CancelToken token;
    bool isResolverSilent = false;
    int onlyRcode = -1; // of the resolver, to everything

private:
    Result<dns::Message> answerOfResolver(const dns::Query &query)
    {
        dns::Query open = query;
        open.server = inside.settings().resolvers.first();
        if (isResolverSilent)
            return dns::failureOf(query, DnsFailure::Kind::NoAnswer, {});
        Result<dns::Message> message = inside.ask(open, token).message;
        if (onlyRcode >= 0) {
            message = dns::Message();
            message->questions = {query.question};
            message->rcode = onlyRcode;
            return message;
        }
        if (query.question.name.isRoot() && query.question.type == dns::Type::SOA) {
            dns::Record signature = message->answer.value(0);
            signature.type = dns::Type::RRSIG;
            message->answer.append(signature);
            message->authenticData = true;
        }
        if (change)
            change(*message);
        return message;
    }

    QTemporaryDir m_folder;
    FakeClock m_clock;
    ActivityLog m_log;
};

QStringList checksIn(const Workstation &found)
{
    QStringList checks;
    for (const Finding &finding : found.findings)
        checks.append(finding.check + u' ' + severityName(finding.severity));
    return checks;
}

} // namespace

class TestWorkstation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingWhereAllIsWell_data();
    void saysNothingWhereAllIsWell();
    void noticesAnsweringBoxes_data();
    void noticesAnsweringBoxes();
    void doesNotTakeAServerForABox();
    void goesOnWherePort53IsBlocked_data();
    void goesOnWherePort53IsBlocked();
    void noticesAnotherWorldInside_data();
    void noticesAnotherWorldInside();
    void takesACacheForNoOtherWorld();
    void noticesAResolverThatHidesSignatures_data();
    void noticesAResolverThatHidesSignatures();
    void goesOnByPublicResolversWhenTheOwnIsSilent();
    void saysOnceThatNobodyAnswers_data();
    void saysOnceThatNobodyAnswers();
    void leavesAPortOfItsOwnAlone();
    void losesNothingByPublicResolversOutOfReach();
};

void TestWorkstation::saysNothingWhereAllIsWell_data()
{
    QTest::addColumn<bool>("isClosed");
    QTest::addColumn<bool>("hasPublic");
    QTest::newRow("Internet") << false << true;
    QTest::newRow("Internet, nobody else asked") << false << false;
    QTest::newRow("chosen resolver") << true << false;
}

void TestWorkstation::saysNothingWhereAllIsWell()
{
    QFETCH(const bool, isClosed);
    QFETCH(const bool, hasPublic);
    World world;
    if (isClosed)
        world.closeNetwork();
    if (hasPublic)
        world.letPublicResolversAnswer();
    const Workstation found = world.inspect();
    QCOMPARE(checksIn(found), QStringList());
    QVERIFY(found.canAskServers && !found.isIntercepted && !found.hasSplitHorizon && !found.outage);
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.www.example.org"));
}

void TestWorkstation::noticesAnsweringBoxes_data()
{
    QTest::addColumn<bool>("isClosed");
    QTest::newRow("Internet") << false;
    QTest::newRow("chosen resolver") << true;
}

void TestWorkstation::noticesAnsweringBoxes()
{
    QFETCH(const bool, isClosed);
    World world;
    if (isClosed)
        world.closeNetwork();
    world.onTheWay = [&world](const dns::Query &query) { return *world.box(query); };
    const Workstation found = world.inspect();
    QCOMPARE(checksIn(found), QStringList(QStringLiteral("interception warning")));
    QVERIFY(found.isIntercepted && !found.canAskServers && !found.outage);
    QVERIFY(found.findings.first().evidence.first().command.contains(QStringLiteral("@192.0.2.1")));
    const auto place = world.resolver->placeOf(name("_acme-challenge.www.example.org"), world.token);
    QVERIFY(place && place->zone.isHearsay);
}

void TestWorkstation::doesNotTakeAServerForABox()
{
    World world;
    world.closeNetwork();
    // A name server of the zone is where nobody should be; an unknown one that refuses is next to it.
    for (FakeDns *dns : {&world.dns, &world.inside})
        dns->addZone("lab.org", {"ns.lab.org=192.0.2.1"});
    world.dns.addZone("other.org", {"ns.other.org=198.51.100.1"});
    world.dns.server("198.51.100.1").refuses = true;
    QVERIFY(world.inspect("www.lab.org").findings.isEmpty());
}

void TestWorkstation::goesOnWherePort53IsBlocked_data()
{
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("dropped") << false;
    QTest::newRow("rejected") << true;
}

void TestWorkstation::goesOnWherePort53IsBlocked()
{
    QFETCH(const bool, isRefused);
    World world;
    world.letPublicResolversAnswer();
    world.everyServer(
        [isRefused](FakeDns::Server &server) { (isRefused ? server.isUnreachable : server.isSilent) = true; });
    const Workstation found = world.inspect();
    QCOMPARE(checksIn(found), QStringList(QStringLiteral("port53 info")));
    QVERIFY(!found.canAskServers && !found.isIntercepted && !found.outage);
    world.dns.asked.clear();
    const auto place = world.resolver->placeOf(name("_acme-challenge.www.example.org"), world.token);
    QVERIFY(place && place->zone.isHearsay);
    QCOMPARE(place->zone.apex, name("example.org"));
    for (const dns::Query &query : std::as_const(world.dns.asked))
        QVERIFY(query.flags.recursionDesired); // no server is waited for again
}

void TestWorkstation::noticesAnotherWorldInside_data()
{
    QTest::addColumn<QByteArray>("inside");
    QTest::newRow("private address") << QByteArray("www A 10.1.2.3\n@ SOA ns1 hostmaster 7 3600 600 86400 300");
    QTest::newRow("other name servers") << QByteArray(
        "www A 203.0.113.80\n@ NS dc1\n@ SOA ns1 hostmaster 7 3600 600 86400 300");
    QTest::newRow("other primary") << QByteArray("www A 203.0.113.80\n@ SOA dc1 hostmaster 7 3600 600 86400 300");
}

void TestWorkstation::noticesAnotherWorldInside()
{
    QFETCH(const QByteArray, inside);
    World world(inside.constData());
    world.letPublicResolversAnswer();
    const Workstation found = world.inspect();
    QCOMPARE(checksIn(found), QStringList(QStringLiteral("split_horizon warning")));
    QCOMPARE(found.findings.first().where, QStringLiteral("example.org."));
    QVERIFY(found.hasSplitHorizon && found.canAskServers);
    const dns::Reply reply = world.resolver->askRecursive({name("www.example.org"), dns::Type::A}, {}, world.token);
    QVERIFY(reply.query.server.isDoh());
}

void TestWorkstation::takesACacheForNoOtherWorld()
{
    // An older serial, an address that has changed, a private address that the world sees as well.
    World older("www A 203.0.113.79\n@ SOA ns1 hostmaster 6 3600 600 86400 300");
    older.letPublicResolversAnswer();
    QVERIFY(older.inspect().findings.isEmpty());
    World exposed("www A 10.0.0.1");
    exposed.dns.addRecord("example.org", "www A 10.0.0.1");
    QVERIFY(exposed.inspect().findings.isEmpty());
}

void TestWorkstation::noticesAResolverThatHidesSignatures_data()
{
    QTest::addColumn<int>("habit");
    QTest::addColumn<bool>("isClosed");
    QTest::addColumn<QStringList>("found");
    const QStringList info{QStringLiteral("resolver info")};
    QTest::newRow("does not check") << 0 << false << info;
    QTest::newRow("leaves signatures out") << 1 << false << info;
    QTest::newRow("knows no EDNS") << 2 << false << info;
    QTest::newRow("an unsigned root of one's own") << 0 << true << QStringList();
}

void TestWorkstation::noticesAResolverThatHidesSignatures()
{
    QFETCH(const int, habit);
    QFETCH(const bool, isClosed);
    World world;
    if (isClosed)
        world.closeNetwork();
    // The root itself is signed on the Internet.
    if (!isClosed) {
        for (const char *address : {"198.41.0.4", "193.0.14.129", "202.12.27.33"}) {
            dns::Record signature = FakeDns::record(".", ". TXT x");
            signature.type = dns::Type::RRSIG;
            world.dns.server(address).answers
                = [&world, signature](const dns::Query &query) -> std::optional<Result<dns::Message>> {
                if (!query.question.name.isRoot() || query.question.type != dns::Type::SOA)
                    return std::nullopt;
                Result<dns::Message> message = *world.box(query);
                message->isAuthoritative = true;
                message->answer.append(signature);
                return message;
            };
        }
    }
    world.change = [habit](dns::Message &message) {
        message.authenticData = false;
        if (habit >= 1)
            message.answer.removeIf([](const dns::Record &record) { return record.type == dns::Type::RRSIG; });
        message.hasEdns = habit < 2;
    };
    QTEST(checksIn(world.inspect()), "found");
}

void TestWorkstation::goesOnByPublicResolversWhenTheOwnIsSilent()
{
    World world;
    world.letPublicResolversAnswer();
    world.isResolverSilent = true;
    const Workstation found = world.inspect();
    QCOMPARE(checksIn(found), QStringList(QStringLiteral("resolver warning")));
    QVERIFY(found.canAskServers && !found.outage);
}

void TestWorkstation::saysOnceThatNobodyAnswers_data()
{
    QTest::addColumn<int>("rcode");
    QTest::newRow("no network") << -1;
    QTest::newRow("the resolver refuses us") << 5;
    QTest::newRow("the resolver denies even the root") << 3;
}

void TestWorkstation::saysOnceThatNobodyAnswers()
{
    QFETCH(const int, rcode);
    World world;
    world.letPublicResolversAnswer();
    world.outside.resolver().isUnreachable = true;
    world.isResolverSilent = rcode < 0;
    world.onlyRcode = rcode;
    const Workstation found = world.inspect();
    QVERIFY(found.outage);
    const auto failure = std::get<DnsFailure>(*found.outage);
    QCOMPARE(failure.kind, DnsFailure::Kind::NoResolver);
    QCOMPARE(failure.server, QStringLiteral("192.0.2.53"));
    QCOMPARE(failure.rcode, rcode);
    QVERIFY(found.findings.isEmpty());
}

void TestWorkstation::leavesAPortOfItsOwnAlone()
{
    World world;
    world.closeNetwork();
    world.settings.authoritativePort = 5300;
    QVERIFY(world.inspect().findings.isEmpty());
    for (const dns::Query &query : std::as_const(world.dns.asked))
        QVERIFY(query.server.address != QHostAddress(QStringLiteral("192.0.2.1")));
}

void TestWorkstation::losesNothingByPublicResolversOutOfReach()
{
    World world;
    world.letPublicResolversAnswer();
    world.outside.resolver().isUnreachable = true;
    const Workstation found = world.inspect();
    QCOMPARE(checksIn(found), QStringList());
    QVERIFY(found.canAskServers && !found.outage);
}

QTEST_GUILESS_MAIN(TestWorkstation)
#include "tst_workstation.moc"
