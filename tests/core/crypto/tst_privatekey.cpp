// SPDX-License-Identifier: MIT
#include "crypto/privatekey.h"

#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <thread>

using namespace cw;
using namespace cw::crypto;

namespace
{

QByteArray openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    process.waitForFinished();
    return process.readAllStandardOutput();
}

} // namespace

class TestPrivateKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromItsPem_data();
    void comesBackFromItsPem();
    void readsWhatOpensslWrites_data();
    void readsWhatOpensslWrites();
    void refusesWithoutAskingForAPassphrase_data();
    void refusesWithoutAskingForAPassphrase();
    void neverKeepsTheRefusedKeyAsEvidence();
    void signsAtFullWidth_data();
    void signsAtFullWidth();
    void keepsLeadingZerosOfCoordinates();
    void knowsNoOtherNames();
    void mayBeUsedByManyThreads();
};

void TestPrivateKey::comesBackFromItsPem_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"ec256", "ec384", "rsa2048", "rsa3072", "rsa4096", "ed25519"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestPrivateKey::comesBackFromItsPem()
{
    QFETCH(const QString, name);
    const KeyType type = keyTypeFromName(name).value();
    QCOMPARE(keyTypeName(type), name);
    const PrivateKey key = PrivateKey::generate(type);
    QVERIFY(key.toPem().startsWith("-----BEGIN PRIVATE KEY-----\n"));
    const Result<PrivateKey> read = PrivateKey::fromPem(key.toPem());
    QVERIFY(read);
    QCOMPARE(read->type(), type);
    QVERIFY(read->isSameKeyAs(key));
    QVERIFY(!PrivateKey::generate(KeyType::EcP256).isSameKeyAs(key));
}

void TestPrivateKey::readsWhatOpensslWrites_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<KeyType>("type");
    const auto row = [](const char *name, const char *arguments, KeyType type) {
        QTest::newRow(name) << QString::fromLatin1(arguments).split(u' ') << type;
    };
    row("traditional EC with its parameters before", "ecparam -name prime256v1 -genkey", KeyType::EcP256);
    row("traditional EC P-384", "ecparam -name secp384r1 -genkey -noout", KeyType::EcP384);
    row("traditional RSA", "genrsa -traditional 2048", KeyType::Rsa2048);
    row("PKCS#8", "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072", KeyType::Rsa3072);
}

void TestPrivateKey::readsWhatOpensslWrites()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const KeyType, type);
    const Result<PrivateKey> key = PrivateKey::fromPem(openssl(arguments));
    QVERIFY(key);
    QCOMPARE(key->type(), type);
}

void TestPrivateKey::refusesWithoutAskingForAPassphrase_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no PEM") << QByteArray("hello");
    QTest::newRow("broken base64") << QByteArray("-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----\n");
    QTest::newRow("no key inside") << QByteArray("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    QTest::newRow("cut short") << PrivateKey::generate(KeyType::EcP256).toPem().left(80);
    const auto row = [](const char *name, const char *arguments) {
        QTest::newRow(name) << openssl(QString::fromLatin1(arguments).split(u' '));
    };
    row("encrypted PKCS#8", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:secret");
    row("encrypted traditional", "genrsa -traditional -aes256 -passout pass:secret 2048");
    row("Ed448", "genpkey -algorithm ED448");
    row("EC P-521", "ecparam -name secp521r1 -genkey -noout");
    row("secp256k1", "ecparam -name secp256k1 -genkey -noout");
    row("RSA 1024", "genrsa 1024");
    row("RSA-PSS", "genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048");
}

void TestPrivateKey::refusesWithoutAskingForAPassphrase()
{
    QFETCH(const QByteArray, pem);
    const Result<PrivateKey> key = PrivateKey::fromPem(pem);
    QVERIFY(!key);
    const auto failure = std::get<BadInput>(key.failure());
    QCOMPARE(failure.fault, BadInput::Fault::BadPrivateKey);
    QVERIFY(!failure.detail.isEmpty());
}

void TestPrivateKey::neverKeepsTheRefusedKeyAsEvidence()
{
    const QByteArray pem
        = openssl({QStringLiteral("genpkey"), QStringLiteral("-algorithm"), QStringLiteral("ED448")});
    const auto failure = std::get<BadInput>(PrivateKey::fromPem(pem).failure());
    QVERIFY(failure.value.isEmpty());
    QVERIFY(!failure.detail.contains(QString::fromLatin1(pem.split('\n').at(1))));
}

void TestPrivateKey::signsAtFullWidth_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<QString>("algorithm");
    QTest::addColumn<int>("width");
    QTest::newRow("ES256") << KeyType::EcP256 << QStringLiteral("ES256") << 64;
    QTest::newRow("ES384") << KeyType::EcP384 << QStringLiteral("ES384") << 96;
    QTest::newRow("EdDSA") << KeyType::Ed25519 << QStringLiteral("EdDSA") << 64;
    QTest::newRow("RS256") << KeyType::Rsa2048 << QStringLiteral("RS256") << 256;
}

void TestPrivateKey::signsAtFullWidth()
{
    QFETCH(const KeyType, type);
    QFETCH(const QString, algorithm);
    QFETCH(const int, width);
    const PrivateKey key = PrivateKey::generate(type);
    QCOMPARE(key.jwsAlgorithm(), algorithm);
    // One signature in 128 has a half that begins with a zero octet.
    for (int i = 0; i < 600; ++i)
        QCOMPARE(key.sign(QByteArray::number(i)).size(), width);
}

void TestPrivateKey::keepsLeadingZerosOfCoordinates()
{
    // One key in 128 has a coordinate that begins with a zero octet.
    for (int i = 0; i < 600; ++i) {
        const QJsonObject jwk = PrivateKey::generate(KeyType::EcP256).publicJwk();
        QCOMPARE(jwk.value(u"x").toString().size(), 43);
        QCOMPARE(jwk.value(u"y").toString().size(), 43);
    }
}

void TestPrivateKey::knowsNoOtherNames()
{
    QCOMPARE(keyTypeFromName(u"rsa1024"), std::nullopt);
    QCOMPARE(keyTypeFromName(u""), std::nullopt);
    QCOMPARE(keyTypeFromName(u"EC256"), std::nullopt);
}

void TestPrivateKey::mayBeUsedByManyThreads()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const auto work = [key] {
        for (int i = 0; i < 50; ++i)
            key.sign(key.thumbprint());
    };
    std::thread first(work);
    std::thread second(work);
    first.join();
    second.join();
    QCOMPARE(key.sign("x").size(), 64);
}

QTEST_GUILESS_MAIN(TestPrivateKey)
#include "tst_privatekey.moc"
