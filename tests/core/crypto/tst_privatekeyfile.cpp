// SPDX-License-Identifier: MIT
#include "crypto/privatekey.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTest>

#include <openssl/err.h>

using namespace cw;
using namespace cw::crypto;
using Fault = BadInput::Fault;

namespace
{

QByteArray openssl(const QString &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments.split(u' '));
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return process.readAllStandardOutput();
}

const QByteArray Words = "correct horse battery";

} // namespace

class TestPrivateKeyFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromUnderItsPassphrase_data();
    void comesBackFromUnderItsPassphrase();
    void isReadByOpensslWithTheseParameters();
    void opensWhatOtherProgramsWrote_data();
    void opensWhatOtherProgramsWrote();
    void tellsAWrongPassphraseFromABrokenKey_data();
    void tellsAWrongPassphraseFromABrokenKey();
    void writesDerThatOpensslReads();
};

void TestPrivateKeyFile::comesBackFromUnderItsPassphrase_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::newRow("EC") << KeyType::EcP256 << Words;
    QTest::newRow("RSA") << KeyType::Rsa2048 << Words;
    QTest::newRow("not ASCII") << KeyType::EcP384 << QByteArray("schl\xc3\xbcssel \xe9\x8d\xb5");
}

void TestPrivateKeyFile::comesBackFromUnderItsPassphrase()
{
    QFETCH(const KeyType, type);
    QFETCH(const QByteArray, passphrase);
    const PrivateKey key = PrivateKey::generate(type);
    const QByteArray pem = key.toEncryptedPem(passphrase);
    QVERIFY(pem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"));
    QVERIFY(pem != key.toEncryptedPem(passphrase)); // salt and IV are new each time
    const Result<PrivateKey> read = PrivateKey::fromPem(pem, passphrase);
    QVERIFY(read);
    QVERIFY(read->isSameKeyAs(key));
    QCOMPARE(ERR_peek_error(), 0UL);
}

void TestPrivateKeyFile::isReadByOpensslWithTheseParameters()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    const QByteArray pem = key.toEncryptedPem("secret words");
    QProcess process;
    process.start(QStringLiteral("openssl"), {QStringLiteral("pkey"), QStringLiteral("-passin"), QStringLiteral("pass:secret words")});
    process.write(pem);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.readAllStandardOutput(), key.toPem());
    const QByteArray parts = openssl(QStringLiteral("asn1parse"), pem);
    QVERIFY2(parts.contains("PBES2") && parts.contains("aes-256-cbc") && parts.contains("hmacWithSHA256"), parts.constData());
    QVERIFY2(parts.contains(":0927C0"), parts.constData()); // 600,000
}

void TestPrivateKeyFile::opensWhatOtherProgramsWrote_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::newRow("PKCS#8") << QStringLiteral("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256 -pass pass:secret");
    QTest::newRow("traditional RSA") << QStringLiteral("genrsa -traditional -aes256 -passout pass:secret 2048");
    QTest::newRow("3DES") << QStringLiteral("genrsa -traditional -des3 -passout pass:secret 2048");
    QTest::newRow("no passphrase at all") << QStringLiteral("genrsa 2048");
}

void TestPrivateKeyFile::opensWhatOtherProgramsWrote()
{
    QFETCH(const QString, arguments);
    QVERIFY(PrivateKey::fromPem(openssl(arguments), "secret"));
}

void TestPrivateKeyFile::tellsAWrongPassphraseFromABrokenKey_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<Fault>("fault");
    const QByteArray pem = PrivateKey::generate(KeyType::EcP256).toEncryptedPem(Words);
    QTest::newRow("another passphrase") << pem << QByteArray("other") << Fault::WrongKeyPassphrase;
    QTest::newRow("none") << pem << QByteArray() << Fault::WrongKeyPassphrase;
    QTest::newRow("one that is longer than OpenSSL can hold") << pem << QByteArray(5000, 'x') << Fault::WrongKeyPassphrase;
    QTest::newRow("no key") << QByteArray("hello") << Words << Fault::BadPrivateKey;
    QTest::newRow("a key of a kind we do not use")
        << openssl(QStringLiteral("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -aes256 -pass pass:secret")) << QByteArray("secret")
        << Fault::BadPrivateKey;
}

void TestPrivateKeyFile::tellsAWrongPassphraseFromABrokenKey()
{
    QFETCH(const QByteArray, pem);
    QFETCH(const QByteArray, passphrase);
    QFETCH(const Fault, fault);
    const Result<PrivateKey> key = PrivateKey::fromPem(pem, passphrase);
    QVERIFY(!key);
    const auto failure = std::get<BadInput>(key.failure());
    QCOMPARE(failure.fault, fault);
    QVERIFY(failure.value.isEmpty());
    QVERIFY(passphrase.isEmpty() || !failure.detail.contains(QString::fromUtf8(passphrase)));
}

void TestPrivateKeyFile::writesDerThatOpensslReads()
{
    const PrivateKey key = PrivateKey::generate(KeyType::Rsa2048);
    QCOMPARE(openssl(QStringLiteral("pkey -inform DER"), key.toDer()), key.toPem());
}

QTEST_GUILESS_MAIN(TestPrivateKeyFile)
#include "tst_privatekeyfile.moc"
