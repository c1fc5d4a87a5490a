// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "crypto/publickey.h"
#include "issuance/certificatekey.h"
#include "issuance/ordercontroller.h"
#include "support/fakeworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using crypto::KeyType;
using crypto::PrivateKey;
using Fault = BadInput::Fault;

namespace
{

const QStringList Names {QStringLiteral("www.example.org"), QStringLiteral("*.example.org")};

store::CertificateRecord certificate(const QString &id, const QString &keyId, const QDateTime &notBefore)
{
    store::CertificateRecord record;
    record.id = id;
    record.orderId = id;
    record.names = Names;
    record.keyType = QStringLiteral("rsa2048");
    record.keyId = keyId;
    record.notBefore = notBefore;
    record.notAfter = notBefore.addDays(90);
    record.chainPem = "chain";
    return record;
}

} // namespace

// The choice of a key in step 2, as the page makes it.
class TestKeyChoice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_world = std::make_unique<test::FakeWorld>();
        m_controller = std::make_unique<OrderController>(m_world->environment);
        m_controller->setAuthority({QStringLiteral("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false});
        QTRY_VERIFY(state().directory);
    }
    void cleanup()
    {
        m_controller.reset();
        Operation::waitForAll();
        m_world.reset();
    }
    void takesTheNamesOfARequest();
    void keepsTheNamesOfARequestAsTheyAre();
    void refusesWhatIsNoRequestAndKeepsTheNames_data();
    void refusesWhatIsNoRequestAndKeepsTheNames();
    void forgetsTheRequestForANewKey();
    void knowsTheRequestAfterARestart();
    void offersKeysThatAreThere();
    void usesAKeyOfThese();
    void keepsThePassphraseUntilTheOrderIsPlaced();
    void wantsAPassphraseOfSomeLength();

private:
    void offer(const QList<store::CertificateRecord> &certificates);
    const IssueState &state() const { return m_controller->state(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<OrderController> m_controller;
};

void TestKeyChoice::offer(const QList<store::CertificateRecord> &certificates)
{
    for (const store::CertificateRecord &one : certificates)
        QVERIFY(store::Certificates(m_world->home.path()).save(one));
    m_controller->readKeysToReuse();
    QTRY_VERIFY(!state().isRunning(Activity::ReadKeys));
}

void TestKeyChoice::takesTheNamesOfARequest()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const QSignalSpy changes(m_controller.get(), &OrderController::stateChanged);
    QVERIFY(m_controller->setCsr(crypto::makeCsr(key, {QStringLiteral("WWW.example.org"), QStringLiteral("*.example.org")})));
    QCOMPARE(state().order.names, Names);
    QVERIFY(state().csr);
    QCOMPARE(state().csr->publicKey, crypto::publicKeyOf(key));
    QCOMPARE(state().order.csrDer, state().csr->der);
    QCOMPARE(state().order.keyType, QString());
    QVERIFY(changes.size() > 0);
}

void TestKeyChoice::keepsTheNamesOfARequestAsTheyAre()
{
    QVERIFY(m_controller->setCsr(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), Names)));
    m_controller->setNames({QStringLiteral("other.example.org")});
    QCOMPARE(state().order.names, Names);
    QVERIFY(m_controller->setCsr(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("second.example.org")})));
    QCOMPARE(state().order.names, QStringList {QStringLiteral("second.example.org")});
}

void TestKeyChoice::refusesWhatIsNoRequestAndKeepsTheNames_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Fault>("fault");
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const auto request = [&](const char *name) { return crypto::makeCsr(key, {QString::fromLatin1(name)}); };
    QTest::newRow("text") << QByteArray("hello") << Fault::CsrUnreadable;
    QTest::newRow("no names") << crypto::makeCsr(key, {}) << Fault::CsrWithoutNames;
    QTest::newRow("a name outside the public DNS") << request("nas.local") << Fault::NotPublic;
    QTest::newRow("an address as a name") << request("192.0.2.1") << Fault::IpAddress;
    QTest::newRow("an underscore") << request("_dmarc.example.org") << Fault::Underscore;
}

void TestKeyChoice::refusesWhatIsNoRequestAndKeepsTheNames()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Fault, fault);
    m_controller->setNames(Names);
    const Result<Nothing> set = m_controller->setCsr(bytes);
    QVERIFY(!set);
    QCOMPARE(std::get<BadInput>(set.failure()).fault, fault);
    QCOMPARE(state().order.names, Names);
    QVERIFY(!state().csr && state().order.csrDer.isEmpty());
    QCOMPARE(state().order.keyType, QStringLiteral("ec256"));
}

void TestKeyChoice::forgetsTheRequestForANewKey()
{
    QVERIFY(m_controller->setCsr(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), Names)));
    m_controller->setKeyType(KeyType::EcP384);
    QVERIFY(!state().csr && state().order.csrDer.isEmpty());
    QCOMPARE(state().order.keyType, QStringLiteral("ec384"));
    m_controller->setNames({QStringLiteral("other.example.org")});
    QCOMPARE(state().order.names, QStringList {QStringLiteral("other.example.org")});
}

void TestKeyChoice::knowsTheRequestAfterARestart()
{
    QVERIFY(m_controller->setCsr(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), Names)));
    const OrderController again(m_world->environment, state().order);
    QCOMPARE(again.state().csr, state().csr);
}

void TestKeyChoice::offersKeysThatAreThere()
{
    const QDateTime now = m_world->clock->now();
    for (const char *id : {"k1", "k2", "k4"})
        QVERIFY(m_world->environment->secrets->put(QString::fromLatin1(id), PrivateKey::generate(KeyType::EcP256).toPem()));
    store::CertificateRecord compromised = certificate(QStringLiteral("e"), QStringLiteral("k4"), now.addDays(-4));
    compromised.revoked = now;
    compromised.revocationReason = QStringLiteral("keyCompromise");
    offer({certificate(QStringLiteral("a"), QStringLiteral("k1"), now.addDays(-60)), certificate(QStringLiteral("b"), QStringLiteral("k1"), now.addDays(-1)),
           certificate(QStringLiteral("c"), QStringLiteral("gone"), now), certificate(QStringLiteral("d"), QStringLiteral("k2"), now.addDays(-3)),
           compromised, certificate(QStringLiteral("f"), QStringLiteral("k4"), now), certificate(QStringLiteral("g"), QString(), now)});
    QStringList ids;
    for (const store::CertificateRecord &one : state().keysToReuse)
        ids.append(one.id);
    QCOMPARE(ids, QStringList({QStringLiteral("b"), QStringLiteral("d")}));
}

void TestKeyChoice::usesAKeyOfThese()
{
    QVERIFY(m_world->environment->secrets->put(QStringLiteral("k1"), PrivateKey::generate(KeyType::Rsa2048).toPem()));
    offer({certificate(QStringLiteral("a"), QStringLiteral("k1"), m_world->clock->now())});
    m_controller->setReusedKey(QStringLiteral("a"));
    QVERIFY(state().order.reusesKey);
    QCOMPARE(state().order.keyId, QStringLiteral("k1"));
    QCOMPARE(state().order.keyType, QStringLiteral("rsa2048"));
    // A new key of the same type is a new key all the same.
    m_controller->setKeyType(KeyType::Rsa2048);
    QVERIFY(!state().order.reusesKey);
    QCOMPARE(state().order.keyId, QString());
    m_controller->setReusedKey(QStringLiteral("a"));
    m_controller->setReusedKey(QString());
    QVERIFY(!state().order.reusesKey);
    QCOMPARE(state().order.keyId, QString());
}

void TestKeyChoice::keepsThePassphraseUntilTheOrderIsPlaced()
{
    m_controller->setAgreedToTerms(true);
    m_controller->makeAccount();
    QTRY_COMPARE(state().step, Step::Names);
    m_controller->setNames({QStringLiteral("www.example.org")});
    QVERIFY(m_controller->setKeyPassphrase(QStringLiteral("correct horse")));
    QVERIFY(state().hasPassphrase);
    m_controller->placeOrder();
    QTRY_COMPARE(state().step, Step::Publish);
    QCOMPARE(state().order.passphraseId, passphraseIdOf(state().order.id));
    QCOMPARE(m_world->environment->secrets->get(state().order.passphraseId).value(), QByteArray("correct horse"));
    QVERIFY(OrderController(m_world->environment, state().order).state().hasPassphrase);
}

void TestKeyChoice::wantsAPassphraseOfSomeLength()
{
    const Result<Nothing> set = m_controller->setKeyPassphrase(QStringLiteral("short"));
    QVERIFY(!set);
    QCOMPARE(std::get<BadInput>(set.failure()).fault, Fault::PassphraseTooShort);
    QVERIFY(!state().hasPassphrase);
}

QTEST_GUILESS_MAIN(TestKeyChoice)
#include "tst_keychoice.moc"
