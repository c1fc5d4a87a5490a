// SPDX-License-Identifier: MIT
#include "crypto/csr.h"

#include <QProcess>
#include <QTest>

using namespace cw::crypto;

class TestCsr : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isVerifiedByOpensslAndHasTheNames_data();
    void isVerifiedByOpensslAndHasTheNames();
};

void TestCsr::isVerifiedByOpensslAndHasTheNames_data()
{
    QTest::addColumn<KeyType>("type");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QByteArray>("sanLine");
    const QStringList two {QStringLiteral("example.org"), QStringLiteral("*.example.org")};
    QTest::newRow("P-256, wildcard") << KeyType::EcP256 << two << QByteArray("DNS:example.org, DNS:*.example.org");
    QTest::newRow("P-384") << KeyType::EcP384 << two << QByteArray("DNS:example.org, DNS:*.example.org");
    QTest::newRow("RSA") << KeyType::Rsa2048 << two << QByteArray("DNS:example.org, DNS:*.example.org");
    QTest::newRow("order is kept, IDN") << KeyType::EcP256
                                        << QStringList{QStringLiteral("z.example"),
                                               QStringLiteral("xn--bcher-kva.example"), QStringLiteral("a.example")}
                                        << QByteArray("DNS:z.example, DNS:xn--bcher-kva.example, DNS:a.example");
}

void TestCsr::isVerifiedByOpensslAndHasTheNames()
{
    QFETCH(const KeyType, type);
    QFETCH(const QStringList, names);
    QFETCH(const QByteArray, sanLine);
    QProcess process;
    process.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-inform"), QStringLiteral("DER"), QStringLiteral("-verify"),
                   QStringLiteral("-noout"), QStringLiteral("-text")});
    process.write(makeCsr(PrivateKey::generate(type), names));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    const QByteArray text = process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardError().contains("verify OK"));
    QVERIFY2(text.contains(" " + sanLine + '\n'), text.constData());
    QVERIFY2(text.contains("Subject: \n"), text.constData());
    QVERIFY2(text.contains("Version: 1 (0x0)"), text.constData());
}

QTEST_GUILESS_MAIN(TestCsr)
#include "tst_csr.moc"
