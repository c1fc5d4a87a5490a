// SPDX-License-Identifier: MIT
#include "issuance/certificatekey.h"

#include "crypto/csr.h"
#include "crypto/publickey.h"
#include "issuance/orderflow.h"
#include "issuance/publishflow.h"
#include "issuance/validateflow.h"
#include "issuance/workbench.h"
#include "support/fakeworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using crypto::KeyType;
using crypto::PrivateKey;
using store::OrderRecord;
using store::OrderStage;

namespace
{

const QStringList Names {QStringLiteral("www.example.org"), QStringLiteral("example.org")};

Result<Nothing> issue(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    if (const Result<Nothing> placed = placeOrder(tools, order, token); !placed)
        return placed.failure();
    if (const Result<Nothing> published = publishRecords(tools, order, token); !published)
        return published.failure();
    world.publish(order);
    return validateAndIssue(tools, order, [](const OrderRecord &) { }, token);
}

Result<Nothing> place(test::FakeWorld &world, OrderRecord &order)
{
    CancelToken token;
    Tools tools(world.environment, order);
    return placeOrder(tools, order, token);
}

store::CertificateRecord certificateOf(const test::FakeWorld &world, const OrderRecord &order)
{
    return store::Certificates(world.home.path()).load(order.certificateId).value();
}

QByteArray publicKeyIn(const store::CertificateRecord &certificate)
{
    return crypto::publicKeyOf(crypto::readCertificates(certificate.chainPem).value().first());
}

// An order that was issued with a key of its own.
OrderRecord issuedOrder(test::FakeWorld &world)
{
    world.letTheCaLook();
    OrderRecord order = world.draft(Names);
    if (!issue(world, order))
        qFatal("the fake CA issues nothing");
    return order;
}

OrderRecord renewalWithTheSameKey(const test::FakeWorld &world, const OrderRecord &issued)
{
    OrderRecord order = world.draft(Names);
    order.keyId = issued.keyId;
    order.keyType = issued.keyType;
    order.reusesKey = true;
    return order;
}

} // namespace

class TestCertificateKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void issuesForARequestWithoutEverSeeingItsKey();
    void refusesARequestWithTheKeyOfTheAccount();
    void refusesToReuseTheKeyOfTheAccount();
    void usesAKeyOnceMore();
    void orderIsNotSentWhenTheKeyToReuseIsGone();
    void newTryHasTheSameRequestKeyAndPassphrase();
    void keepsAPassphraseForTheCertificate();
    void forgetsAPassphraseThatWasTakenBack();
    void wantsAPassphraseOfSomeLength();
    void keyStaysWhileAnotherCertificateNeedsIt();
    void keyOfAForgottenRenewalStaysWithItsCertificate();
};

void TestCertificateKey::issuesForARequestWithoutEverSeeingItsKey()
{
    test::FakeWorld world;
    world.letTheCaLook();
    const PrivateKey key = PrivateKey::generate(KeyType::EcP384);
    OrderRecord order = world.draft(Names);
    order.csrDer = crypto::makeCsr(key, Names);
    order.keyType.clear();
    QVERIFY(issue(world, order));
    QCOMPARE(order.stage, OrderStage::Issued);
    const store::CertificateRecord certificate = certificateOf(world, order);
    QCOMPARE(certificate.keyId, QString());
    QCOMPARE(certificate.keyType, QStringLiteral("ec384"));
    QCOMPARE(publicKeyIn(certificate), crypto::publicKeyOf(key));
    QVERIFY(!world.environment->secrets->get(QStringLiteral("key-") + order.id));
}

void TestCertificateKey::refusesARequestWithTheKeyOfTheAccount()
{
    test::FakeWorld world;
    OrderRecord first = world.draft(Names);
    QVERIFY(place(world, first));
    const store::AccountRecord account = store::Accounts(world.home.path()).load(first.accountId).value();
    const PrivateKey accountKey = storedKey(*world.environment->secrets, account.keyId).value();
    OrderRecord order = world.draft(Names);
    order.csrDer = crypto::makeCsr(accountKey, Names);
    const int ordersBefore = world.ca.ordersMade;
    const Result<Nothing> placed = place(world, order);
    QVERIFY(!placed);
    QCOMPARE(std::get<BadInput>(placed.failure()).fault, BadInput::Fault::CsrKeyIsAccountKey);
    QCOMPARE(world.ca.ordersMade, ordersBefore);
}

// The key of an account can come from a file, and so can that of a certificate.
void TestCertificateKey::refusesToReuseTheKeyOfTheAccount()
{
    test::FakeWorld world;
    OrderRecord first = world.draft(Names);
    QVERIFY(place(world, first));
    const store::AccountRecord account = store::Accounts(world.home.path()).load(first.accountId).value();
    OrderRecord order = world.draft(Names);
    order.keyId = account.keyId;
    order.reusesKey = true;
    const Result<Nothing> placed = place(world, order);
    QVERIFY(!placed);
    QCOMPARE(std::get<BadInput>(placed.failure()).fault, BadInput::Fault::CsrKeyIsAccountKey);
}

void TestCertificateKey::usesAKeyOnceMore()
{
    test::FakeWorld world;
    const OrderRecord first = issuedOrder(world);
    OrderRecord second = renewalWithTheSameKey(world, first);
    QVERIFY(issue(world, second));
    QVERIFY(second.certificateId != first.certificateId);
    QCOMPARE(publicKeyIn(certificateOf(world, second)), publicKeyIn(certificateOf(world, first)));
    QCOMPARE(certificateOf(world, second).keyId, first.keyId);
}

void TestCertificateKey::orderIsNotSentWhenTheKeyToReuseIsGone()
{
    test::FakeWorld world;
    const OrderRecord first = issuedOrder(world);
    QVERIFY(world.environment->secrets->remove(first.keyId));
    OrderRecord second = renewalWithTheSameKey(world, first);
    const Result<Nothing> placed = place(world, second);
    QVERIFY(!placed);
    QCOMPARE(std::get<StoreFailure>(placed.failure()).kind, StoreFailure::Kind::KeyMissing);
    QCOMPARE(world.ca.ordersMade, 1);
}

void TestCertificateKey::newTryHasTheSameRequestKeyAndPassphrase()
{
    test::FakeWorld world;
    OrderRecord order = world.draft(Names);
    order.csrDer = "request";
    order.reusesKey = true;
    order.keyId = QStringLiteral("key");
    order.passphraseId = QStringLiteral("passphrase");
    const OrderRecord copy = copyForNewTry(order);
    QCOMPARE(copy.csrDer, order.csrDer);
    QCOMPARE(copy.reusesKey, true);
    QCOMPARE(copy.keyId, order.keyId);
    QCOMPARE(copy.passphraseId, order.passphraseId);
}

void TestCertificateKey::keepsAPassphraseForTheCertificate()
{
    test::FakeWorld world;
    world.letTheCaLook();
    store::SecretStore &secrets = *world.environment->secrets;
    OrderRecord refused = world.draft(Names);
    refused.id = QStringLiteral("refused");
    QVERIFY(keepPassphrase(secrets, refused, QStringLiteral("correct horse")));
    OrderRecord order = copyForNewTry(refused);
    order.contact = world.draft(Names).contact;
    QVERIFY(issue(world, order));
    QCOMPARE(order.passphraseId, passphraseIdOf(order.certificateId));
    QCOMPARE(secrets.get(passphraseIdOf(order.certificateId)).value(), QByteArray("correct horse"));
}

void TestCertificateKey::forgetsAPassphraseThatWasTakenBack()
{
    test::FakeWorld world;
    store::SecretStore &secrets = *world.environment->secrets;
    OrderRecord order = world.draft(Names);
    order.id = QStringLiteral("one");
    QVERIFY(keepPassphrase(secrets, order, QStringLiteral("correct horse")));
    QVERIFY(keepPassphrase(secrets, order, QString()));
    QCOMPARE(order.passphraseId, QString());
    QVERIFY(!secrets.get(passphraseIdOf(order.id)));
}

void TestCertificateKey::wantsAPassphraseOfSomeLength()
{
    QVERIFY(checkPassphrase(QStringLiteral("12345678")));
    const auto failure = std::get<BadInput>(checkPassphrase(QStringLiteral("1234567")).failure());
    QCOMPARE(failure.fault, BadInput::Fault::PassphraseTooShort);
    QCOMPARE(failure.detail, QStringLiteral("8"));
    QCOMPARE(failure.value, QString());
}

void TestCertificateKey::keyStaysWhileAnotherCertificateNeedsIt()
{
    test::FakeWorld world;
    const OrderRecord first = issuedOrder(world);
    OrderRecord second = renewalWithTheSameKey(world, first);
    QVERIFY(issue(world, second));
    Workbench bench(world.environment);
    QSignalSpy changed(&bench, &Workbench::changed);
    bench.removeCertificate(first.certificateId);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(world.environment->secrets->get(first.keyId));
    bench.removeCertificate(second.certificateId);
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(!world.environment->secrets->get(first.keyId));
}

void TestCertificateKey::keyOfAForgottenRenewalStaysWithItsCertificate()
{
    test::FakeWorld world;
    const OrderRecord first = issuedOrder(world);
    OrderRecord second = renewalWithTheSameKey(world, first);
    second.id = QStringLiteral("renewal");
    QVERIFY(store::Journal(world.home.path()).save(second, world.clock->now()));
    QVERIFY(keepPassphrase(*world.environment->secrets, second, QStringLiteral("correct horse")));
    Workbench bench(world.environment);
    QSignalSpy changed(&bench, &Workbench::changed);
    bench.forgetOrder(second.id);
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(world.environment->secrets->get(first.keyId));
    QVERIFY(!world.environment->secrets->get(passphraseIdOf(second.id)));
}

QTEST_GUILESS_MAIN(TestCertificateKey)
#include "tst_certificatekey.moc"
