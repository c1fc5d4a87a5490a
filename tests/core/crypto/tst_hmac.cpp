// SPDX-License-Identifier: MIT
#include "crypto/hmac.h"

#include <QTest>

using namespace cw::crypto;

class TestHmac : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheMacOfTheTestVector_data();
    void makesTheMacOfTheTestVector();
    void takesAnEmptyKeyAndEmptyData();
    void comparesMacs();
    void hashesTheTestVector();
    void givesRandomBytesOfTheLengthAsked();
};

void TestHmac::makesTheMacOfTheTestVector_data()
{
    // RFC 2202 3 and RFC 4231 4.3: key "Jefe", data "what do ya want for nothing?".
    QTest::addColumn<Digest>("digest");
    QTest::addColumn<QByteArray>("mac");
    QTest::newRow("SHA-1") << Digest::Sha1 << QByteArray("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    QTest::newRow("SHA-224") << Digest::Sha224
                             << QByteArray("a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44");
    QTest::newRow("SHA-256") << Digest::Sha256
                             << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    QTest::newRow("SHA-384") << Digest::Sha384
                             << QByteArray("af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47"
                                           "e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649");
    QTest::newRow("SHA-512") << Digest::Sha512
                             << QByteArray("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                                           "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
}

void TestHmac::makesTheMacOfTheTestVector()
{
    QFETCH(const Digest, digest);
    QFETCH(const QByteArray, mac);
    QCOMPARE(hmac(digest, "Jefe", "what do ya want for nothing?").toHex(), mac);
}

void TestHmac::takesAnEmptyKeyAndEmptyData()
{
    QCOMPARE(hmac(Digest::Sha256, QByteArray(), QByteArray()).toHex(),
             QByteArray("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
}

void TestHmac::comparesMacs()
{
    QVERIFY(isEqualMac("abc", "abc"));
    QVERIFY(isEqualMac(QByteArray(), QByteArray()));
    QVERIFY(!isEqualMac("abc", "abd"));
    QVERIFY(!isEqualMac("abc", "ab"));
}

void TestHmac::hashesTheTestVector()
{
    QCOMPARE(sha256("abc").toHex(), QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

void TestHmac::givesRandomBytesOfTheLengthAsked()
{
    QCOMPARE(randomBytes(0), QByteArray());
    QCOMPARE(randomBytes(32).size(), 32);
    QVERIFY(randomBytes(32) != randomBytes(32));
}

QTEST_GUILESS_MAIN(TestHmac)
#include "tst_hmac.moc"
