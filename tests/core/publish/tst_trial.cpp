// SPDX-License-Identifier: MIT
#include "publish/trial.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"

#include <QTest>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;

namespace
{

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

// Puts records into the fake servers, as far as it is told to.
class FakePublisher final : public Publisher
{
public:
    explicit FakePublisher(FakeDns &dns) : m_dns(dns) { }

    QStringList addsAt { QStringLiteral("192.0.2.1"), QStringLiteral("192.0.2.2") };
    bool removes = true;
    std::optional<Failure> rehearsal;
    std::optional<Failure> presentFailure;
    QStringList done;

    Result<Nothing> rehearse(const QList<TxtRecord> &, CancelToken &) override
    {
        done.append(QStringLiteral("rehearse"));
        return rehearsal ? Result<Nothing>(*rehearsal) : Result<Nothing>(Nothing());
    }

    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &) override
    {
        done.append(QStringLiteral("present"));
        if (const Result<Nothing> noted = note(records, Presence::MayBeThere); !noted)
            return noted.failure();
        for (const QString &server : std::as_const(addsAt)) {
            const TxtRecord &record = records.first();
            m_dns.server(server.toLatin1().constData()).records("example.org").append(dns::txtRecord(record.owner, record.value, 60));
        }
        return presentFailure ? Result<Nothing>(*presentFailure) : note(records, Presence::Published);
    }

    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &) override
    {
        done.append(QStringLiteral("cleanUp"));
        if (removes)
            m_dns.changeZone("example.org", [&](FakeDns::Records &all) {
                all.removeIf([&](const dns::Record &each) { return dns::textOf(each) == records.first().value; });
            });
        return Nothing();
    }

private:
    FakeDns &m_dns;
};

} // namespace

class TestTrial : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void addsSeesAtEveryServerAndRemoves();
    void doesNotAddWhatARehearsalForbids();
    void namesTheServersThatLagBehind();
    void saysThatTheRecordStays();
    void leavesWhatCannotBeRemoved();
    void removesWhatMayHaveArrived();
    void removesEvenWhenCanceled();
    void makesTestValuesThatAcmeDnsTakes();

private:
    Result<Trial> tryIt(Removal removal = Removal::ByUs);

    std::unique_ptr<FakeDns> m_dns;
    FakeClock m_clock;
    ActivityLog m_log;
    CancelToken m_token;
    std::unique_ptr<dns::Resolver> m_resolver;
    std::unique_ptr<FakePublisher> m_publisher;
};

void TestTrial::init()
{
    m_token = CancelToken();
    m_dns = std::make_unique<FakeDns>();
    m_dns->addRoot();
    m_dns->addZone("org", {"a0.org=199.19.56.1"});
    m_dns->addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"});
    m_resolver = std::make_unique<dns::Resolver>(*m_dns, m_dns->settings(), m_clock, m_log);
    m_publisher = std::make_unique<FakePublisher>(*m_dns);
}

Result<Trial> TestTrial::tryIt(Removal removal)
{
    const TxtRecord record {name("_certwright-test.example.org"), name("example.org"), newTestValue(), 60};
    return tryOut(*m_publisher, record, removal, *m_resolver, m_token);
}

void TestTrial::addsSeesAtEveryServerAndRemoves()
{
    const Result<Trial> trial = tryIt();
    QVERIFY(trial);
    QCOMPARE(trial->zone, QStringLiteral("example.org."));
    QCOMPARE(trial->servers, (QStringList {QStringLiteral("ns1.example.org (192.0.2.1)"), QStringLiteral("ns2.example.org (192.0.2.2)")}));
    QCOMPARE(m_publisher->done, (QStringList {QStringLiteral("rehearse"), QStringLiteral("present"), QStringLiteral("cleanUp")}));
    QVERIFY(!m_dns->wasAskedRecursively("_certwright-test.example.org"));
}

void TestTrial::doesNotAddWhatARehearsalForbids()
{
    m_publisher->rehearsal = Failure(PublishFailure {PublishFailure::Kind::BadKey, {}, {}, {}, {}});
    const Result<Trial> trial = tryIt();
    QCOMPARE(std::get<PublishFailure>(trial.failure()).kind, PublishFailure::Kind::BadKey);
    QCOMPARE(m_publisher->done, QStringList {QStringLiteral("rehearse")});
}

void TestTrial::namesTheServersThatLagBehind()
{
    m_publisher->addsAt = QStringList {QStringLiteral("192.0.2.1")};
    const Result<Trial> trial = tryIt();
    const auto failure = std::get<PublishFailure>(trial.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::NotSeen);
    QCOMPARE(failure.server, QStringLiteral("ns2.example.org (192.0.2.2)"));
    QCOMPARE(failure.name, QStringLiteral("_certwright-test.example.org"));
    QCOMPARE(m_publisher->done.last(), QStringLiteral("cleanUp"));
}

void TestTrial::saysThatTheRecordStays()
{
    m_publisher->removes = false;
    const Result<Trial> trial = tryIt();
    const auto failure = std::get<PublishFailure>(trial.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::StillThere);
    QCOMPARE(failure.server, QStringLiteral("ns1.example.org (192.0.2.1), ns2.example.org (192.0.2.2)"));
}

void TestTrial::leavesWhatCannotBeRemoved()
{
    m_publisher->removes = false;
    const Result<Trial> trial = tryIt(Removal::Never);
    QVERIFY(trial && trial->staysThere);
}

void TestTrial::removesWhatMayHaveArrived()
{
    m_publisher->presentFailure = Failure(PublishFailure {PublishFailure::Kind::NoAnswer, {}, {}, {}, {}});
    const Result<Trial> trial = tryIt();
    QCOMPARE(std::get<PublishFailure>(trial.failure()).kind, PublishFailure::Kind::NoAnswer);
    QCOMPARE(m_publisher->done.last(), QStringLiteral("cleanUp"));
}

void TestTrial::removesEvenWhenCanceled()
{
    m_dns->server("192.0.2.2").answers = [this](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.type == dns::Type::TXT)
            m_token.cancel();
        return std::nullopt;
    };
    m_publisher->addsAt = QStringList {QStringLiteral("192.0.2.1")};
    const Result<Trial> trial = tryIt();
    QVERIFY(isCanceled(trial.failure()));
    QCOMPARE(m_publisher->done.last(), QStringLiteral("cleanUp"));
}

void TestTrial::makesTestValuesThatAcmeDnsTakes()
{
    const QByteArray value = newTestValue();
    QCOMPARE(value.size(), 43);
    QVERIFY(value != newTestValue());
    QVERIFY(!value.contains('+') && !value.contains('/') && !value.contains('='));
}

QTEST_GUILESS_MAIN(TestTrial)
#include "tst_trial.moc"
