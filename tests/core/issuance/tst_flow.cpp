// SPDX-License-Identifier: MIT
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/validateflow.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderRecord;
using store::OrderStage;
using store::Publication;

class TestFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsWithACertificateInTheStore();
    void givesNameAndWildcardTwoValuesAtOneName();
    void putsTheValueWhereTheAliasLeads();
    void putsTheValueAtTheNameItselfWhereAWildcardSwallowsIt();
    void hasKeyAndOrderOnDiskBeforeEachRequest();
    void neverAsksARecursiveResolverForAValidationName();
    void asksNothingOfTheCaWithoutAgreement();
    void asksNothingOfTheCaForABadAddress_data();
    void asksNothingOfTheCaForABadAddress();
    void keepsTheCasProblemOfARefusedName();
    void takesValidAuthorizationsAsTheyAre();
    void usesTheAccountAgain();
    void seesThatTheCaHasClosedTheOrder();
    void knowsThatARecordPublishedByHandIsGone();
    void givesTheOrderUpAtTheCa();

private:
    static Result<Nothing> issue(test::FakeWorld &world, OrderRecord &order);
};

namespace
{
const OrderProgress NoProgress = [](const OrderRecord &) { };
}

Result<Nothing> TestFlow::issue(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    if (const Result<Nothing> placed = placeOrder(tools, order, token); !placed)
        return placed.failure();
    if (const Result<Nothing> published = publishRecords(tools, order, token); !published)
        return published.failure();
    world.publish(order);
    return validateAndIssue(tools, order, NoProgress, token);
}

void TestFlow::endsWithACertificateInTheStore()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(order.stage, OrderStage::Issued);
    const Result<store::CertificateRecord> certificate = store::Certificates(world.home.path()).load(order.certificateId);
    QVERIFY(certificate);
    QCOMPARE(certificate->names, order.names);
    QVERIFY(world.environment->secrets->get(certificate->keyId));
    QVERIFY(*world.onDisk() == order);
}

void TestFlow::givesNameAndWildcardTwoValuesAtOneName()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(order.records[0].validationName, QStringLiteral("_acme-challenge.example.org."));
    QCOMPARE(order.records[1].validationName, order.records[0].validationName);
    QVERIFY(order.records[0].value != order.records[1].value);
}

void TestFlow::putsTheValueWhereTheAliasLeads()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft({QStringLiteral("alias.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(order.records[0].owner, QStringLiteral("c41f7.auth.example.net."));
    QCOMPARE(order.records[0].zone, QStringLiteral("auth.example.net."));
}

// There the wildcard no longer counts; where it leads, the record would serve every name below.
void TestFlow::putsTheValueAtTheNameItselfWhereAWildcardSwallowsIt()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.dns.addRecord("example.org", "*.shop CNAME c41f7.auth.example.net.");
    OrderRecord order = world.draft({QStringLiteral("shop.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(order.records[0].owner, QStringLiteral("_acme-challenge.shop.example.org."));
    QCOMPARE(order.records[0].zone, QStringLiteral("example.org."));
    QCOMPARE(order.stage, OrderStage::Issued);
}

// Key before order, order before record, record before validation: looked up on disk at the moment of each request.
void TestFlow::hasKeyAndOrderOnDiskBeforeEachRequest()
{
    test::FakeWorld world;
    world.letTheCaLook();
    QStringList missing;
    world.ca.onRequest = [&](const QString &resource) {
        const std::optional<OrderRecord> disk = world.onDisk();
        const bool hasKey = disk && world.environment->secrets->get(disk->keyId);
        if (resource == u"newAccount" && store::Accounts(world.home.path()).atDirectory(test::FakeCa::directoryUrl().toString()).isEmpty())
            missing.append(QStringLiteral("account record"));
        if (resource == u"newOrder" && (!hasKey || disk->stage != OrderStage::Ordering))
            missing.append(QStringLiteral("key"));
        if (resource == u"authorization" && (!disk || disk->orderUrl.isEmpty()))
            missing.append(QStringLiteral("order"));
        if (resource == u"challenge"
            && (!disk || disk->stage != OrderStage::Answered || disk->records[0].value.isEmpty()
                || disk->records[0].publication == Publication::NotYet || !disk->records[0].answered.isValid()))
            missing.append(QStringLiteral("record"));
        if (resource == u"finalize" && (!disk || disk->stage != OrderStage::Finalizing))
            missing.append(QStringLiteral("finalizing"));
    };
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, order));
    QCOMPARE(missing, QStringList());
}

void TestFlow::neverAsksARecursiveResolverForAValidationName()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft({QStringLiteral("www.example.org"), QStringLiteral("alias.example.org")});
    QVERIFY(issue(world, order));
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.www.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.alias.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("c41f7.auth.example.net"));
}

void TestFlow::asksNothingOfTheCaWithoutAgreement()
{
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.hasAgreedToTerms = false;
    const Result<Nothing> issued = issue(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<BadInput>(issued.failure()).fault, BadInput::Fault::TermsNotAgreed);
    QCOMPARE(world.ca.accountsMade, 0);
}

void TestFlow::asksNothingOfTheCaForABadAddress_data()
{
    QTest::addColumn<QString>("mail");
    QTest::newRow("no at") << QStringLiteral("admin.example.org");
    QTest::newRow("nothing before it") << QStringLiteral("@example.org");
    QTest::newRow("no dot behind it") << QStringLiteral("admin@localhost");
    QTest::newRow("two") << QStringLiteral("a@b@example.org");
    QTest::newRow("blank") << QStringLiteral("ad min@example.org");
    QTest::newRow("second of two") << QStringLiteral("a@example.org, b");
}

void TestFlow::asksNothingOfTheCaForABadAddress()
{
    QFETCH(QString, mail);
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.contact = mail;
    const Result<Nothing> issued = issue(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<BadInput>(issued.failure()).fault, BadInput::Fault::BadMail);
    QCOMPARE(world.ca.requests, 0);
}

void TestFlow::keepsTheCasProblemOfARefusedName()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.problemFor.insert(QStringLiteral("*.example.org"), test::FakeCa::problem("dns", "DNS problem: SERVFAIL"));
    OrderRecord order = world.draft({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    const Result<Nothing> issued = issue(world, order);
    QVERIFY(!issued);
    QCOMPARE(std::get<Problem>(issued.failure()).kind(), QStringLiteral("dns"));
    QCOMPARE(order.stage, OrderStage::Failed);
    QCOMPARE(order.records[0].status, QStringLiteral("valid"));
    QCOMPARE(order.records[1].status, QStringLiteral("invalid"));
    QCOMPARE(problemFromJson(world.onDisk()->records[1].problem).detail, QStringLiteral("DNS problem: SERVFAIL"));
    QCOMPARE(world.ca.finalizes, 0);
}

void TestFlow::takesValidAuthorizationsAsTheyAre()
{
    test::FakeWorld world;
    world.letTheCaLook();
    world.ca.reusesAuthorizations = true;
    OrderRecord first = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, first));
    const int answered = world.ca.challengesAnswered;
    OrderRecord second = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, second));
    QCOMPARE(world.ca.challengesAnswered, answered);
    QVERIFY(second.mayBePublished().isEmpty());
}

void TestFlow::usesTheAccountAgain()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord first = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, first));
    OrderRecord second = world.draft({QStringLiteral("mail.example.org")});
    second.hasAgreedToTerms = false;
    QVERIFY(issue(world, second));
    QCOMPARE(world.ca.accountsMade, 1);
    QCOMPARE(second.accountId, first.accountId);
}

void TestFlow::seesThatTheCaHasClosedTheOrder()
{
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    CancelToken token;
    Tools tools(world.environment, order);
    QVERIFY(placeOrder(tools, order, token));
    world.ca.expireOrders();
    world.clock->advance(std::chrono::hours(24 * 30));
    QVERIFY(refreshOrder(tools, order, token));
    QCOMPARE(order.stage, OrderStage::Expired);
    QCOMPARE(world.onDisk()->stage, OrderStage::Expired);
}

void TestFlow::knowsThatARecordPublishedByHandIsGone()
{
    test::FakeWorld world;
    world.letTheCaLook();
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(issue(world, order));
    CancelToken token;
    Tools tools(world.environment, order);
    QVERIFY(cleanUpRecords(tools, order, token));
    QCOMPARE(order.mayBePublished().size(), 1);
    world.dns.removeRecords("example.org", "_acme-challenge.www.example.org", dns::Type::TXT);
    QVERIFY(cleanUpRecords(tools, order, token));
    QCOMPARE(order.records[0].publication, Publication::Removed);
    QVERIFY(world.onDisk()->mayBePublished().isEmpty());
}

void TestFlow::givesTheOrderUpAtTheCa()
{
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org"), QStringLiteral("mail.example.org")});
    CancelToken token;
    Tools tools(world.environment, order);
    QVERIFY(placeOrder(tools, order, token));
    QVERIFY(cancelOrder(tools, order, token));
    QCOMPARE(world.ca.authorizationsDeactivated, 2);
    QCOMPARE(world.onDisk()->stage, OrderStage::Canceled);
}

QTEST_GUILESS_MAIN(TestFlow)
#include "tst_flow.moc"
