// SPDX-License-Identifier: MIT
#include "crypto/csr.h"
#include "crypto/publickey.h"

#include <QProcess>
#include <QTemporaryFile>
#include <QTest>

#include <openssl/err.h>

using namespace cw;
using namespace cw::crypto;
using Fault = BadInput::Fault;

namespace
{

QByteArray openssl(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished();
    return process.readAllStandardOutput();
}

QByteArray keyOf(const QString &arguments)
{
    return openssl(arguments.split(u' '));
}

// A request as an admin makes it on a server.
QByteArray request(const QByteArray &keyPem, const QString &subject, const QString &alternativeNames, const QStringList &more = {})
{
    QTemporaryFile key;
    if (!key.open() || key.write(keyPem) < 0 || !key.flush())
        return {};
    QStringList arguments {QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-key"), key.fileName(), QStringLiteral("-subj"), subject};
    if (!alternativeNames.isEmpty())
        arguments << QStringLiteral("-addext") << QStringLiteral("subjectAltName = ") + alternativeNames;
    return openssl(arguments + more);
}

const QByteArray &ecKey()
{
    static const QByteArray key = keyOf(QStringLiteral("ecparam -name prime256v1 -genkey -noout"));
    return key;
}

QByteArray toDer(const QByteArray &pem)
{
    return openssl({QStringLiteral("req"), QStringLiteral("-outform"), QStringLiteral("DER")}, pem);
}

} // namespace

class TestCsrReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTheNames_data();
    void readsTheNames();
    void readsEveryWrapping_data();
    void readsEveryWrapping();
    void namesTheKey_data();
    void namesTheKey();
    void noticesAnOldSignature();
    void knowsItsOwnRequests();
    void refuses_data();
    void refuses();
    void neverKeepsAKeyAsEvidence();
};

void TestCsrReader::readsTheNames_data()
{
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("alternativeNames");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<bool>("isOneOutside");
    const auto row = [](const char *name, const char *subject, const char *alternativeNames, const char *names, bool isOneOutside) {
        QTest::newRow(name) << QString::fromLatin1(subject) << QString::fromLatin1(alternativeNames)
                            << QString::fromLatin1(names).split(u' ') << isOneOutside;
    };
    row("in their order, wildcard", "/", "DNS:www.example.org, DNS:*.example.org", "www.example.org *.example.org", false);
    row("common name among them", "/CN=example.org", "DNS:www.example.org, DNS:example.org", "www.example.org example.org", false);
    row("common name in other letters", "/CN=Example.ORG", "DNS:example.org", "example.org", false);
    row("common name outside", "/CN=example.org", "DNS:www.example.org", "www.example.org example.org", true);
    row("common name only", "/O=Example/CN=example.org", "", "example.org", true);
    row("the same name twice", "/", "DNS:example.org, DNS:EXAMPLE.org", "example.org", false);
    row("international name", "/", "DNS:xn--bcher-kva.example", "xn--bcher-kva.example", false);
    row("underscore and short name are for others to judge", "/", "DNS:_dmarc.example.org, DNS:intranet", "_dmarc.example.org intranet", false);
}

void TestCsrReader::readsTheNames()
{
    QFETCH(const QString, subject);
    QFETCH(const QString, alternativeNames);
    QFETCH(const QStringList, names);
    QFETCH(const bool, isOneOutside);
    const Result<Csr> csr = readCsr(request(ecKey(), subject, alternativeNames));
    QVERIFY(csr);
    QCOMPARE(csr->names, names);
    QCOMPARE(csr->hasNameOutsideSan, isOneOutside);
    QCOMPARE(csr->keyDescription, QStringLiteral("ECDSA P-256"));
    QVERIFY(!csr->isSignedWithSha1);
    QCOMPARE(csr->publicKey, publicKeyOf(PrivateKey::fromPem(ecKey()).value()));
}

void TestCsrReader::readsEveryWrapping_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray pem = request(ecKey(), QStringLiteral("/"), QStringLiteral("DNS:example.org"));
    QTest::newRow("PEM") << pem;
    QTest::newRow("DER") << toDer(pem);
    QTest::newRow("as old programs head it") << QByteArray(pem).replace("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST");
    QTest::newRow("line ends of Windows") << QByteArray(pem).replace("\n", "\r\n");
    QTest::newRow("text around it") << "Hello,\nhere is our request:\n" + pem + "\nRegards\n";
}

void TestCsrReader::readsEveryWrapping()
{
    QFETCH(const QByteArray, bytes);
    const Result<Csr> csr = readCsr(bytes);
    QVERIFY(csr);
    QCOMPARE(csr->names, QStringList {QStringLiteral("example.org")});
    QCOMPARE(readCsr(csr->der).value(), *csr);
}

void TestCsrReader::namesTheKey_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("description");
    QTest::newRow("P-384") << QStringLiteral("ecparam -name secp384r1 -genkey -noout") << QStringLiteral("ECDSA P-384");
    QTest::newRow("P-521") << QStringLiteral("ecparam -name secp521r1 -genkey -noout") << QStringLiteral("ECDSA P-521");
    QTest::newRow("RSA") << QStringLiteral("genrsa 2048") << QStringLiteral("RSA 2048");
    QTest::newRow("RSA of an odd size") << QStringLiteral("genrsa 2432") << QStringLiteral("RSA 2432");
}

void TestCsrReader::namesTheKey()
{
    QFETCH(const QString, key);
    QFETCH(const QString, description);
    const Result<Csr> csr = readCsr(request(keyOf(key), QStringLiteral("/"), QStringLiteral("DNS:example.org")));
    QVERIFY(csr);
    QCOMPARE(csr->keyDescription, description);
}

void TestCsrReader::noticesAnOldSignature()
{
    const Result<Csr> csr = readCsr(request(keyOf(QStringLiteral("genrsa 2048")), QStringLiteral("/"), QStringLiteral("DNS:example.org"), {QStringLiteral("-sha1")}));
    QVERIFY(csr);
    QVERIFY(csr->isSignedWithSha1);
}

void TestCsrReader::knowsItsOwnRequests()
{
    const PrivateKey key = PrivateKey::generate(KeyType::EcP384);
    const QStringList names {QStringLiteral("b.example"), QStringLiteral("*.a.example")};
    const Result<Csr> csr = readCsr(makeCsr(key, names));
    QVERIFY(csr);
    QCOMPARE(csr->names, names);
    QCOMPARE(csr->publicKey, publicKeyOf(key));
}

void TestCsrReader::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QString>("detail"); // "*": whatever OpenSSL says
    const QByteArray good = request(ecKey(), QStringLiteral("/"), QStringLiteral("DNS:example.org"));
    const auto row = [](const char *name, const QByteArray &bytes, Fault fault, const char *detail = "*") {
        QTest::newRow(name) << bytes << fault << QString::fromLatin1(detail);
    };
    const auto names = [](const char *subject, const char *alternativeNames) {
        return request(ecKey(), QString::fromLatin1(subject), QString::fromLatin1(alternativeNames));
    };
    const auto key = [](const char *arguments) {
        return request(keyOf(QString::fromLatin1(arguments)), QStringLiteral("/"), QStringLiteral("DNS:example.org"));
    };
    row("nothing", "", Fault::CsrUnreadable);
    row("a letter", "Dear authority, please", Fault::CsrUnreadable);
    row("a key", ecKey(), Fault::CsrUnreadable);
    row("cut short", good.left(good.size() / 2), Fault::CsrUnreadable);
    row("DER with something behind it", toDer(good) + "x", Fault::CsrUnreadable);
    QByteArray damaged = toDer(good);
    damaged[damaged.size() - 1] = char(damaged.back() ^ 1);
    row("a signature that does not fit", damaged, Fault::CsrBadSignature);
    row("no name", names("/", ""), Fault::CsrWithoutNames, "");
    row("only the name of a company", names("/CN=Example Ltd", ""), Fault::CsrWithoutNames, "");
    row("the name of a company beside it", names("/CN=Example Ltd", "DNS:example.org"), Fault::CsrForeignName, "Example Ltd");
    row("an address", names("/", "DNS:example.org, IP:192.0.2.1"), Fault::CsrForeignName, "IP Address:192.0.2.1");
    row("mail", names("/", "email:me@example.org"), Fault::CsrForeignName, "email:me@example.org");
    row("a dot at the end", names("/", "DNS:example.org."), Fault::CsrForeignName, "example.org.");
    row("a blank in the name", names("/", "DNS:exa mple.org"), Fault::CsrForeignName, "exa mple.org");
    row("short RSA key", key("genrsa 1024"), Fault::CsrWeakKey, "RSA 1024");
    row("Ed25519", key("genpkey -algorithm ED25519"), Fault::CsrForeignKey, "ED25519");
    row("RSA-PSS", key("genpkey -algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048"), Fault::CsrForeignKey, "RSA-PSS");
    row("the curve of Bitcoin", key("ecparam -name secp256k1 -genkey -noout"), Fault::CsrForeignKey, "ECDSA secp256k1");
}

void TestCsrReader::refuses()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const Fault, fault);
    QFETCH(const QString, detail);
    const Result<Csr> csr = readCsr(bytes);
    QVERIFY(!csr);
    const auto failure = std::get<BadInput>(csr.failure());
    QCOMPARE(failure.fault, fault);
    if (detail != u"*")
        QCOMPARE(failure.detail, detail);
    QCOMPARE(ERR_peek_error(), 0UL);
}

void TestCsrReader::neverKeepsAKeyAsEvidence()
{
    const auto failure = std::get<BadInput>(readCsr(ecKey()).failure());
    QVERIFY(failure.value.isEmpty());
    QVERIFY(!failure.detail.contains(QString::fromLatin1(ecKey().split('\n').at(1))));
}

QTEST_GUILESS_MAIN(TestCsrReader)
#include "tst_csrreader.moc"
