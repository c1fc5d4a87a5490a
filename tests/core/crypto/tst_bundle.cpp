// SPDX-License-Identifier: MIT
#include "crypto/bundle.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/err.h>

using namespace cw::crypto;

namespace
{

struct Said {
    int code = -1;
    QByteArray output;
    QByteArray trouble;
};

Said openssl(const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

struct Issued {
    PrivateKey key;
    QList<Certificate> chain;
};

Issued issued()
{
    const LocalTls tls = makeLocalTls(QDateTime(QDate(2026, 11, 23), QTime(), Qt::UTC), 30);
    return {PrivateKey::fromPem(tls.keyPem).value(), readCertificates(tls.certificatePem + tls.rootPem).value()};
}

} // namespace

class TestBundle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensInOpenssl_data();
    void opensInOpenssl();
    void staysClosedForAnotherPassphrase();
    void saysHowItIsEncrypted_data();
    void saysHowItIsEncrypted();
    void holdsTheWholeChainWithoutAKey();
};

void TestBundle::opensInOpenssl_data()
{
    QTest::addColumn<Pkcs12Cipher>("cipher");
    QTest::addColumn<QString>("passphrase");
    QTest::newRow("AES-256") << Pkcs12Cipher::Aes256 << QStringLiteral("correct horse");
    QTest::newRow("3DES") << Pkcs12Cipher::TripleDes << QStringLiteral("correct horse");
    QTest::newRow("AES-256, not ASCII") << Pkcs12Cipher::Aes256 << QString::fromUtf8("Schl\xc3\xbcssel w\xc3\xb6rter");
    QTest::newRow("3DES, not ASCII") << Pkcs12Cipher::TripleDes << QString::fromUtf8("Schl\xc3\xbcssel w\xc3\xb6rter");
}

void TestBundle::opensInOpenssl()
{
    QFETCH(const Pkcs12Cipher, cipher);
    QFETCH(const QString, passphrase);
    const Issued one = issued();
    const QByteArray file = makePkcs12(one.key, one.chain, passphrase.toUtf8(), QStringLiteral("www.example.org"), cipher);
    QTemporaryDir folder;
    QFile words(folder.filePath(QStringLiteral("words")));
    QVERIFY(words.open(QIODevice::WriteOnly) && words.write(passphrase.toUtf8() + '\n') > 0 && words.flush());
    const Said said = openssl({QStringLiteral("pkcs12"), QStringLiteral("-nodes"), QStringLiteral("-passin"),
                               QStringLiteral("file:") + words.fileName()}, file);
    QVERIFY2(said.code == 0, said.trouble.constData());
    QVERIFY2(said.output.contains("friendlyName: www.example.org"), said.output.constData());
    QCOMPARE(said.output.count("localKeyID"), 2); // key and certificate belong together
    QCOMPARE(readCertificates(said.output).value(), one.chain);
    QVERIFY(PrivateKey::fromPem(said.output).value().isSameKeyAs(one.key));
    QCOMPARE(ERR_peek_error(), 0UL);
}

void TestBundle::staysClosedForAnotherPassphrase()
{
    const Issued one = issued();
    const QByteArray file = makePkcs12(one.key, one.chain, "correct horse", {}, Pkcs12Cipher::Aes256);
    QVERIFY(openssl({QStringLiteral("pkcs12"), QStringLiteral("-nodes"), QStringLiteral("-passin"), QStringLiteral("pass:other")}, file).code != 0);
}

void TestBundle::saysHowItIsEncrypted_data()
{
    QTest::addColumn<Pkcs12Cipher>("cipher");
    QTest::addColumn<QByteArray>("mac");
    QTest::addColumn<QByteArray>("encryption");
    QTest::newRow("AES-256") << Pkcs12Cipher::Aes256 << QByteArray("MAC: sha256, Iteration 250000")
                             << QByteArray("PBES2, PBKDF2, AES-256-CBC, Iteration 250000, PRF hmacWithSHA256");
    QTest::newRow("3DES") << Pkcs12Cipher::TripleDes << QByteArray("MAC: sha1, Iteration 2048")
                          << QByteArray("pbeWithSHA1And3-KeyTripleDES-CBC, Iteration 2048");
}

void TestBundle::saysHowItIsEncrypted()
{
    QFETCH(const Pkcs12Cipher, cipher);
    QFETCH(const QByteArray, mac);
    QFETCH(const QByteArray, encryption);
    const Issued one = issued();
    const Said said = openssl({QStringLiteral("pkcs12"), QStringLiteral("-info"), QStringLiteral("-noout"), QStringLiteral("-passin"), QStringLiteral("pass:correct horse")},
                              makePkcs12(one.key, one.chain, "correct horse", {}, cipher));
    QVERIFY2(said.trouble.contains(mac), said.trouble.constData());
    QCOMPARE(said.trouble.count(encryption), 2); // of the key and of the certificates
}

void TestBundle::holdsTheWholeChainWithoutAKey()
{
    const Issued one = issued();
    const QByteArray file = makePkcs7(one.chain);
    QVERIFY(file.startsWith("-----BEGIN PKCS7-----\n"));
    const Said said = openssl({QStringLiteral("pkcs7"), QStringLiteral("-print_certs")}, file);
    QCOMPARE(said.code, 0);
    const QList<Certificate> chain = readCertificates(said.output).value();
    QCOMPARE(chain.size(), one.chain.size());
    for (const Certificate &certificate : one.chain)
        QVERIFY(chain.contains(certificate));
}

QTEST_GUILESS_MAIN(TestBundle)
#include "tst_bundle.moc"
