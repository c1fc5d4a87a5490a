// SPDX-License-Identifier: MIT
#include "crypto/certificate.h"
#include "issuance/neworderflow.h"
#include "issuance/orderflow.h"
#include "support/fakeworld.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::OrderRecord;
using store::OrderStage;

class TestNewOrder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForWhatTheUserWants();
    void leavesOutWhatNobodyAskedFor();
    void asksOnlyForProfilesThatAreOffered_data();
    void asksOnlyForProfilesThatAreOffered();
    void refusesAnEndInThePast();
    void saysNothingOfTheOldCertificateToACaThatDoesNotWantToKnow();
    void saysNothingOfACertificateFromElsewhere();
    void ordersWithoutTheOldCertificateWhenTheCaRefusesIt_data();
    void ordersWithoutTheOldCertificateWhenTheCaRefusesIt();
    void doesNotOrderAgainAfterAnotherRefusal();

private:
    static Result<Nothing> place(test::FakeWorld &world, OrderRecord &order);
};

Result<Nothing> TestNewOrder::place(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    return placeOrder(tools, order, token);
}

namespace
{

// An order that renews a certificate of ours.
OrderRecord renewal(const test::FakeWorld &world)
{
    store::CertificateRecord old;
    old.id = QStringLiteral("2026-08-20-0000aaaa");
    old.directoryUrl = test::FakeCa::directoryUrl().toString();
    old.chainPem = crypto::makeLocalTls(world.clock->now(), 90).certificatePem;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.replacesId = old.id;
    if (!store::Certificates(world.home.path()).save(old))
        qFatal("the certificate could not be kept");
    return order;
}

} // namespace

void TestNewOrder::asksForWhatTheUserWants()
{
    test::FakeWorld world;
    world.ca.meta.insert(QStringLiteral("profiles"), QJsonObject {{QStringLiteral("shortlived"), QStringLiteral("Six days")}});
    world.ca.offersRenewalInfo = true;
    OrderRecord order = renewal(world);
    order.profile = QStringLiteral("shortlived");
    order.notAfter = QDateTime({2031, 1, 31}, {12, 0}, Qt::UTC);
    QVERIFY(place(world, order));
    const QJsonObject asked = world.ca.newOrders.value(0);
    QCOMPARE(asked.value(u"profile").toString(), QStringLiteral("shortlived"));
    QCOMPARE(asked.value(u"notAfter").toString(), QStringLiteral("2031-01-31T12:00:00Z"));
    const auto old = store::Certificates(world.home.path()).load(order.replacesId);
    const QString id = crypto::renewalId(crypto::readCertificates(old->chainPem).value().first());
    QVERIFY(!id.isEmpty());
    QCOMPARE(asked.value(u"replaces").toString(), id);
    QCOMPARE(world.onDisk()->replaces, id);
}

void TestNewOrder::leavesOutWhatNobodyAskedFor()
{
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    QVERIFY(place(world, order));
    QCOMPARE(world.ca.newOrders.value(0).keys(), QStringList {QStringLiteral("identifiers")});
}

void TestNewOrder::asksOnlyForProfilesThatAreOffered_data()
{
    QTest::addColumn<QJsonObject>("profiles");
    QTest::addColumn<int>("fault");
    QTest::newRow("another one") << QJsonObject {{QStringLiteral("classic"), QStringLiteral("As ever")}} << int(BadInput::Fault::UnknownProfile);
    QTest::newRow("none at all") << QJsonObject() << int(BadInput::Fault::ProfilesNotOffered);
}

void TestNewOrder::asksOnlyForProfilesThatAreOffered()
{
    QFETCH(QJsonObject, profiles);
    QFETCH(int, fault);
    test::FakeWorld world;
    world.ca.meta.insert(QStringLiteral("profiles"), profiles);
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.profile = QStringLiteral("shortlived");
    const Result<Nothing> placed = place(world, order);
    QVERIFY(!placed);
    QCOMPARE(int(std::get<BadInput>(placed.failure()).fault), fault);
    QCOMPARE(std::get<BadInput>(placed.failure()).detail, QStringList(profiles.keys()).join(u','));
    QCOMPARE(world.ca.newOrders.size(), 0);
}

void TestNewOrder::refusesAnEndInThePast()
{
    test::FakeWorld world;
    OrderRecord order = world.draft({QStringLiteral("www.example.org")});
    order.notAfter = world.clock->now().addSecs(-1);
    const Result<Nothing> placed = place(world, order);
    QVERIFY(!placed);
    QCOMPARE(std::get<BadInput>(placed.failure()).fault, BadInput::Fault::BadTime);
    QCOMPARE(world.ca.newOrders.size(), 0);
}

void TestNewOrder::saysNothingOfTheOldCertificateToACaThatDoesNotWantToKnow()
{
    test::FakeWorld world;
    OrderRecord order = renewal(world);
    QVERIFY(place(world, order));
    QVERIFY(!world.ca.newOrders.value(0).contains(u"replaces"));
    QCOMPARE(world.onDisk()->replaces, QString());
}

void TestNewOrder::saysNothingOfACertificateFromElsewhere()
{
    test::FakeWorld world;
    world.ca.offersRenewalInfo = true;
    OrderRecord order = renewal(world);
    const store::Certificates certificates(world.home.path());
    store::CertificateRecord old = certificates.load(order.replacesId).value();
    old.directoryUrl = QStringLiteral("https://other.test/dir");
    QVERIFY(certificates.save(old));
    QVERIFY(place(world, order));
    QVERIFY(!world.ca.newOrders.value(0).contains(u"replaces"));
}

void TestNewOrder::ordersWithoutTheOldCertificateWhenTheCaRefusesIt_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("as RFC 9773 says") << QStringLiteral("alreadyReplaced") << 409;
    QTest::newRow("boulder until 2025") << QStringLiteral("conflict") << 409;
    QTest::newRow("other names, or another CA's") << QStringLiteral("malformed") << 400;
    QTest::newRow("another account's") << QStringLiteral("unauthorized") << 403;
}

void TestNewOrder::ordersWithoutTheOldCertificateWhenTheCaRefusesIt()
{
    QFETCH(QString, kind);
    QFETCH(int, status);
    test::FakeWorld world;
    world.ca.offersRenewalInfo = true;
    world.ca.problemOfReplaces = test::FakeCa::problem(kind.toLatin1().constData(), "cannot indicate an order replaces certificate 87");
    world.ca.problemOfReplaces->status = status;
    OrderRecord order = renewal(world);
    QVERIFY(place(world, order));
    QCOMPARE(world.ca.newOrders.size(), 2);
    QVERIFY(!world.ca.newOrders.value(1).contains(u"replaces"));
    QCOMPARE(world.onDisk()->stage, OrderStage::Ordered);
    QCOMPARE(world.onDisk()->replaces, QString());
}

void TestNewOrder::doesNotOrderAgainAfterAnotherRefusal()
{
    test::FakeWorld world;
    world.ca.offersRenewalInfo = true;
    world.ca.problemOfReplaces = test::FakeCa::problem("rateLimited", "too many certificates");
    OrderRecord order = renewal(world);
    const Result<Nothing> placed = place(world, order);
    QVERIFY(!placed);
    QCOMPARE(std::get<Problem>(placed.failure()).kind(), QStringLiteral("rateLimited"));
    QCOMPARE(world.ca.newOrders.size(), 1);
}

QTEST_GUILESS_MAIN(TestNewOrder)
#include "tst_neworder.moc"
