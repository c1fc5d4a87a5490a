// SPDX-License-Identifier: MIT
#include "issuance/carefullook.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;

namespace
{

constexpr const char *Servers[] = {"198.41.0.4", "199.19.56.1", "192.5.6.30", "192.0.2.1", "192.0.2.2", "192.0.2.9"};
const QByteArray Value("x8kQw0-one-one-one-one-one-one-one-one-_abc");

checks::CaaPolicy policyOfTheCa(CancelToken &)
{
    checks::CaaPolicy policy;
    policy.identities = QStringList {QStringLiteral("ca.test")};
    return policy;
}

} // namespace

class TestCarefulLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isCompleteWhenServersAndCaaAgree();
    void isIncompleteWhereCaaForbidsOrFails_data();
    void isIncompleteWhereCaaForbidsOrFails();
    void asksForCaaOnlyWhenTheServersHaveTheValue();
    void isNotHeldBackByAResolverThatTellsNothing();
    void blamesNoServerWherePort53IsBlocked();
    void asksNobodyForTheValidationNameBehindABox();
    void looksAgainWhenTheNetworkLetsIt();
    void failsWhenNobodyAnswers();

private:
    Result<checks::Look> look(const PolicySource &policy = policyOfTheCa);
    void everyServer(const std::function<void(test::FakeDns::Server &)> &change);
    bool wasAskedForTheValue() const;

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<Tools> m_tools;
    std::unique_ptr<CarefulLook> m_careful;
    CancelToken m_token;
};

void TestCarefulLook::init()
{
    m_world = std::make_unique<test::FakeWorld>();
    m_careful = std::make_unique<CarefulLook>();
    m_tools = std::make_unique<Tools>(m_world->environment, store::OrderRecord());
    m_world->dns.addRecord("example.org", "_acme-challenge.www TXT \"x8kQw0-one-one-one-one-one-one-one-one-_abc\"");
}

void TestCarefulLook::cleanup()
{
    m_tools.reset();
    m_world.reset();
}

Result<checks::Look> TestCarefulLook::look(const PolicySource &policy)
{
    checks::ExpectedRecord expected;
    expected.identifier = QStringLiteral("www.example.org");
    expected.validationName = dns::Name::parse(QStringLiteral("_acme-challenge.www.example.org.")).value();
    expected.values = {Value};
    return m_careful->take(*m_tools, {expected}, policy, m_token);
}

void TestCarefulLook::everyServer(const std::function<void(test::FakeDns::Server &)> &change)
{
    for (const char *address : Servers)
        change(m_world->dns.server(address));
}

bool TestCarefulLook::wasAskedForTheValue() const
{
    const QList<dns::Query> &asked = m_world->dns.asked;
    return std::any_of(asked.cbegin(), asked.cend(), [](const dns::Query &query) {
        return query.question.name.toString().startsWith(u"_acme-challenge.", Qt::CaseInsensitive);
    });
}

void TestCarefulLook::isCompleteWhenServersAndCaaAgree()
{
    m_world->dns.addRecord("example.org", "@ CAA 0 issue \"ca.test\"");
    QVERIFY(look()->isComplete());
}

void TestCarefulLook::isIncompleteWhereCaaForbidsOrFails_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<int>("rcode");
    QTest::addColumn<QString>("cause");
    QTest::newRow("for another CA") << QByteArray("www CAA 0 issue \"other.example\"") << 0 << QStringLiteral("caa_forbids");
    QTest::newRow("on the way up") << QByteArray("@ CAA 0 issue \";\"") << 0 << QStringLiteral("caa_forbids");
    QTest::newRow("servers fail") << QByteArray() << 2 << QStringLiteral("caa_servfail_nameserver");
}

void TestCarefulLook::isIncompleteWhereCaaForbidsOrFails()
{
    QFETCH(QByteArray, record);
    QFETCH(int, rcode);
    QFETCH(QString, cause);
    if (!record.isEmpty())
        m_world->dns.addRecord("example.org", record.constData());
    if (rcode != 0) {
        for (const char *address : {"192.0.2.1", "192.0.2.2"})
            m_world->dns.server(address).rcodes.insert(dns::Type::CAA, rcode);
        const auto fail = [rcode](const dns::Query &query) -> std::optional<Result<dns::Message>> {
            const bool isInZone = query.question.name.toString().endsWith(u"example.org.");
            if (query.question.type != dns::Type::CAA || !isInZone)
                return std::nullopt;
            dns::Message message;
            message.isResponse = true;
            message.questions = {query.question};
            message.rcode = rcode;
            return Result<dns::Message>(message);
        };
        m_world->dns.resolver().answers = fail;
    }
    const checks::Look seen = look().value();
    QVERIFY(!seen.isComplete());
    QCOMPARE(seen.names.first().cause, cause);
    QVERIFY(!seen.names.first().detail.isEmpty());
    QVERIFY(!seen.names.first().todo.isEmpty());
    // Nobody named a CA: then it does not matter.
    QVERIFY(look(nullptr)->isComplete());
}

void TestCarefulLook::asksForCaaOnlyWhenTheServersHaveTheValue()
{
    m_world->dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    QVERIFY(!look()->isComplete());
    for (const dns::Query &query : std::as_const(m_world->dns.asked))
        QVERIFY(query.question.type != dns::Type::CAA);
}

void TestCarefulLook::isNotHeldBackByAResolverThatTellsNothing()
{
    m_world->dns.resolver().rcodes.insert(dns::Type::CAA, 2);
    QVERIFY(look()->isComplete());
}

void TestCarefulLook::blamesNoServerWherePort53IsBlocked()
{
    everyServer([](test::FakeDns::Server &server) { server.isSilent = true; });
    const checks::NameSight sight = look()->names.first();
    QVERIFY(!sight.isComplete);
    QCOMPARE(sight.cause, QStringLiteral("local_resolver"));
    QVERIFY(!sight.detail.isEmpty());
    QVERIFY(sight.servers.isEmpty());
    QVERIFY(!wasAskedForTheValue());
}

// It would keep the negative answer, and so may the resolver behind it.
void TestCarefulLook::asksNobodyForTheValidationNameBehindABox()
{
    everyServer([](test::FakeDns::Server &server) {
        server.answers = [](const dns::Query &query) {
            dns::Message message;
            message.isResponse = true;
            message.recursionAvailable = true;
            message.questions = {query.question};
            message.rcode = 3;
            return std::optional(Result<dns::Message>(message));
        };
    });
    const checks::NameSight sight = look()->names.first();
    QCOMPARE(sight.cause, QStringLiteral("local_resolver"));
    QVERIFY(sight.servers.isEmpty());
    QVERIFY(!wasAskedForTheValue());
}

void TestCarefulLook::looksAgainWhenTheNetworkLetsIt()
{
    everyServer([](test::FakeDns::Server &server) { server.isSilent = true; });
    QVERIFY(!look()->isComplete());
    everyServer([](test::FakeDns::Server &server) { server.isSilent = false; });
    m_world->dns.asked.clear();
    QVERIFY(look()->isComplete());
    // What is known of the network by now is not asked again.
    const qsizetype questions = m_world->dns.asked.size();
    m_world->dns.asked.clear();
    QVERIFY(look()->isComplete());
    QVERIFY(m_world->dns.asked.size() < questions);
}

void TestCarefulLook::failsWhenNobodyAnswers()
{
    everyServer([](test::FakeDns::Server &server) { server.isSilent = true; });
    m_world->dns.resolver().isSilent = true;
    const Result<checks::Look> seen = look();
    QVERIFY(!seen);
    QCOMPARE(std::get<DnsFailure>(seen.failure()).kind, DnsFailure::Kind::NoResolver);
    QVERIFY(!wasAskedForTheValue());
}

QTEST_GUILESS_MAIN(TestCarefulLook)
#include "tst_carefullook.moc"
