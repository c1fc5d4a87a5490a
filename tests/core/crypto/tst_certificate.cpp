// SPDX-License-Identifier: MIT
#include "crypto/certificate.h"

#include "crypto/certificatebuilder.h"
#include "crypto/publickey.h"

#include <QProcess>
#include <QTest>

#include <openssl/err.h>

using namespace cw;
using namespace cw::crypto;

namespace
{

const QDateTime Now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);

// A root, an intermediate and a certificate for example.org and *.example.org.
struct Issued {
    PrivateKey key = PrivateKey::generate(KeyType::EcP256);
    QByteArray rootPem;
    QList<Certificate> chain;
};

Issued issue(const QDateTime &intermediateEnd = Now.addYears(5))
{
    Issued issued;
    const PrivateKey rootKey = PrivateKey::generate(KeyType::EcP384);
    const PrivateKey middleKey = PrivateKey::generate(KeyType::Rsa2048);
    CertificatePlan plan{
        CertificatePlan::Role::Authority, QStringLiteral("Test Root"), Now.addDays(-30), Now.addYears(10), nullptr};
    const auto root = buildCertificate(plan, rootKey.handle().key.get(), nullptr, rootKey);
    plan.commonName = QStringLiteral("Test Intermediate");
    plan.notAfter = intermediateEnd;
    const auto middle = buildCertificate(plan, middleKey.handle().key.get(), root.get(), rootKey);
    const auto names = alternativeNames({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    plan = {CertificatePlan::Role::Server, QString(), Now.addSecs(-3600), Now.addDays(90), names.get()};
    const auto leaf = buildCertificate(plan, issued.key.handle().key.get(), middle.get(), middleKey);
    issued.rootPem = toPem(root.get());
    issued.chain = readCertificates(toPem(leaf.get()) + toPem(middle.get())).value();
    return issued;
}

const QStringList Names {QStringLiteral("*.example.org"), QStringLiteral("example.org")};

} // namespace

class TestCertificate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatAPageShows();
    void readsTheFingerprintThatOpensslPrints();
    void namesACertificateAsRenewalInformationDoes();
    void readsTheIdentifiersThatOpensslPrints();
    void readsEveryForm_data();
    void readsEveryForm();
    void checksAgainstThePublicHalfAlone();
    void refusesWhatIsNoChain_data();
    void refusesWhatIsNoChain();
    void keepsNoPrivateKeyAsEvidence();
    void findsEverythingInOrder();
    void noticesWhatDoesNotFit_data();
    void noticesWhatDoesNotFit();
    void makesACertificateForThisComputer();
    void leavesNoErrorBehind();
};

void TestCertificate::readsWhatAPageShows()
{
    const Issued issued = issue();
    QCOMPARE(issued.chain.size(), 2);
    const Certificate &leaf = issued.chain.first();
    QCOMPARE(leaf.names, QStringList({QStringLiteral("example.org"), QStringLiteral("*.example.org")}));
    QCOMPARE(leaf.subject, QString());
    QCOMPARE(leaf.issuer, QStringLiteral("Test Intermediate"));
    QCOMPARE(leaf.notBefore, Now.addSecs(-3600));
    QCOMPARE(leaf.notAfter, Now.addDays(90));
    QCOMPARE(leaf.keyDescription, QStringLiteral("ECDSA P-256"));
    QVERIFY(!leaf.isSelfSigned);
    QCOMPARE(issued.chain.last().subject, QStringLiteral("Test Intermediate"));
    QCOMPARE(issued.chain.last().keyDescription, QStringLiteral("RSA 2048"));
    QVERIFY(readCertificates(issued.rootPem).value().first().isSelfSigned);
    QCOMPARE(readCertificates(toPem(leaf)).value().first(), leaf);
}

void TestCertificate::readsTheFingerprintThatOpensslPrints()
{
    const Certificate certificate = issue().chain.first();
    QProcess process;
    process.start(QStringLiteral("openssl"),
        {QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-fingerprint"), QStringLiteral("-sha256"),
            QStringLiteral("-serial")});
    process.write(toPem(certificate));
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    const QString said = QString::fromLatin1(process.readAllStandardOutput());
    QVERIFY2(said.contains(fingerprintText(certificate.sha256)), qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("serial=") + certificate.serial.toUpper()), qPrintable(said));
}

// The example of RFC 9773 4.1.
void TestCertificate::namesACertificateAsRenewalInformationDoes()
{
    Certificate certificate;
    certificate.authorityKeyId = QByteArray::fromHex("69885B6B87464041E1B37B847BA0AE2CDE01C8D4");
    certificate.serialNumber = QByteArray::fromHex("0087654321");
    QCOMPARE(renewalId(certificate), QStringLiteral("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"));
    certificate.authorityKeyId.clear();
    QCOMPARE(renewalId(certificate), QString());
}

// A serial whose first bit is set, as half of all have: DER puts an octet in front that keeps the number positive.
void TestCertificate::readsTheIdentifiersThatOpensslPrints()
{
    QProcess process;
    process.start(QStringLiteral("openssl"),
        QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout - -subj /CN=x -set_serial 0x87654321 "
                       "-addext authorityKeyIdentifier=keyid:always").split(u' '));
    QVERIFY(process.waitForFinished());
    QByteArray pem = process.readAllStandardOutput();
    pem = pem.mid(pem.indexOf("-----BEGIN CERTIFICATE"));
    const Certificate certificate = readCertificates(pem).value().first();
    QCOMPARE(certificate.serial, QStringLiteral("87654321"));
    QCOMPARE(certificate.serialNumber, QByteArray::fromHex("0087654321"));
    process.start(QStringLiteral("openssl"), {QStringLiteral("x509"), QStringLiteral("-noout"), QStringLiteral("-ext"), QStringLiteral("authorityKeyIdentifier")});
    process.write(pem);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    const QByteArray said = process.readAllStandardOutput();
    QVERIFY2(!certificate.authorityKeyId.isEmpty() && said.contains(certificate.authorityKeyId.toHex(':').toUpper()), said.constData());
}

void TestCertificate::readsEveryForm_data()
{
    const Issued issued = issue();
    const QByteArray &der = issued.chain.first().der;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<Certificate>>("certificates");
    QTest::newRow("PEM") << toPem(issued.chain.first()) + toPem(issued.chain.last()) << issued.chain;
    QTest::newRow("DER") << der << QList<Certificate> {issued.chain.first()};
    QTest::newRow("nothing") << QByteArray() << QList<Certificate>();
    QTest::newRow("DER cut short") << der.chopped(1) << QList<Certificate>();
    QTest::newRow("DER with something behind it") << der + "x" << QList<Certificate>();
    QTest::newRow("a key in DER") << issued.key.toDer() << QList<Certificate>();
}

void TestCertificate::readsEveryForm()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QList<Certificate>, certificates);
    const auto read = readCertificatesOfAnyForm(bytes);
    QCOMPARE(read.isOk(), !certificates.isEmpty());
    if (read)
        QCOMPARE(*read, certificates);
    else
        QCOMPARE(std::get<ProtocolFailure>(read.failure()).excerpt, QByteArray());
}

void TestCertificate::checksAgainstThePublicHalfAlone()
{
    const Issued issued = issue();
    QCOMPARE(publicKeyOf(issued.chain.first()), publicKeyOf(issued.key));
    const ChainCheck check = checkChain(issued.chain, publicKeyOf(issued.key), Names, Now, issued.rootPem);
    QVERIFY2(check.keyFits && check.namesFit && check.signaturesFit && check.isValidNow && check.isTrustedHere, qPrintable(check.detail));
    const QByteArray other = publicKeyOf(PrivateKey::generate(KeyType::EcP256));
    QVERIFY(!checkChain(issued.chain, other, Names, Now, issued.rootPem).keyFits);
    QVERIFY(!checkChain(issued.chain, QByteArray("rubbish"), Names, Now, issued.rootPem).keyFits);
}

void TestCertificate::refusesWhatIsNoChain_data()
{
    const QByteArray good = toPem(issue().chain.first());
    QTest::addColumn<QByteArray>("pem");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a web page") << QByteArray("<!DOCTYPE html><title>Sorry</title>");
    QTest::newRow("no certificate inside")
        << QByteArray("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    QTest::newRow("cut short") << good.left(good.size() / 2);
    QTest::newRow("a good one, then a broken one")
        << good + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    QTest::newRow("a good one, then one cut short") << good + good.left(good.size() / 2);
}

void TestCertificate::refusesWhatIsNoChain()
{
    QFETCH(const QByteArray, pem);
    const auto chain = readCertificates(pem);
    QVERIFY(!chain);
    QCOMPARE(std::get<ProtocolFailure>(chain.failure()).kind, ProtocolFailure::Kind::BadContent);
}

void TestCertificate::keepsNoPrivateKeyAsEvidence()
{
    const auto chain = readCertificates(PrivateKey::generate(KeyType::EcP256).toPem());
    QVERIFY(!chain);
    QCOMPARE(std::get<ProtocolFailure>(chain.failure()).excerpt, QByteArray());
}

void TestCertificate::findsEverythingInOrder()
{
    const Issued issued = issue();
    const ChainCheck check = checkChain(issued.chain, issued.key, Names, Now, issued.rootPem);
    QVERIFY2(check.keyFits && check.namesFit && check.signaturesFit && check.isValidNow && check.isTrustedHere,
             qPrintable(check.detail));
    QCOMPARE(check.detail, QString());
}

void TestCertificate::noticesWhatDoesNotFit_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QList<Certificate>>("chain");
    QTest::addColumn<QByteArray>("keyPem");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QByteArray>("roots");
    const Issued one = issue();
    const Issued other = issue();
    const QByteArray key = one.key.toPem();
    const auto row = [](const char *name, const char *what, const QList<Certificate> &chain, const QByteArray &keyPem,
                        const QStringList &names, const QDateTime &now, const QByteArray &roots) {
        QTest::newRow(name) << QString::fromLatin1(what) << chain << keyPem << names << now << roots;
    };
    row("another key", "key", one.chain, other.key.toPem(), Names, Now, one.rootPem);
    row("a key of another type", "key", one.chain, PrivateKey::generate(KeyType::Rsa2048).toPem(), Names, Now,
        one.rootPem);
    row("a name is missing", "names", one.chain, key, Names + QStringList{QStringLiteral("www.example.org")}, Now,
        one.rootPem);
    row("a name too many", "names", one.chain, key, {QStringLiteral("example.org")}, Now, one.rootPem);
    row("not yet valid", "time trust", one.chain, key, Names, Now.addDays(-2), one.rootPem);
    row("expired", "time trust", one.chain, key, Names, Now.addDays(91), one.rootPem);
    row("intermediate expired", "time trust", issue(Now.addDays(-1)).chain, key, Names, Now, one.rootPem);
    row("unknown root", "trust", one.chain, key, Names, Now, other.rootPem);
    row("no root at all", "trust", one.chain, key, Names, Now, QByteArray());
    row("intermediate missing", "trust", {one.chain.first()}, key, Names, Now, one.rootPem);
    row("intermediate of somebody else", "signatures trust", {one.chain.first(), other.chain.last()}, key, Names, Now,
        one.rootPem);
}

void TestCertificate::noticesWhatDoesNotFit()
{
    QFETCH(const QString, what);
    QFETCH(const QList<Certificate>, chain);
    QFETCH(const QByteArray, keyPem);
    QFETCH(const QStringList, names);
    QFETCH(const QDateTime, now);
    QFETCH(const QByteArray, roots);
    const ChainCheck check = checkChain(chain, PrivateKey::fromPem(keyPem).value(), names, now, roots);
    const bool isOtherChain = what == u"time trust" && now == Now; // made anew, so neither key nor root is its own
    QCOMPARE(check.keyFits, !what.contains(u"key") && !isOtherChain);
    QCOMPARE(check.namesFit, !what.contains(u"names"));
    QCOMPARE(check.signaturesFit, !what.contains(u"signatures"));
    QCOMPARE(check.isValidNow, !what.contains(u"time"));
    QCOMPARE(check.isTrustedHere, !what.contains(u"trust"));
    QCOMPARE(check.detail.isEmpty(), what == u"names");
}

void TestCertificate::makesACertificateForThisComputer()
{
    const LocalTls tls = makeLocalTls(Now, 2);
    const auto chain = readCertificates(tls.certificatePem).value();
    const PrivateKey key = PrivateKey::fromPem(tls.keyPem).value();
    const ChainCheck check = checkChain(chain, key, {QStringLiteral("localhost")}, Now, tls.rootPem);
    QVERIFY2(check.keyFits && check.namesFit && check.isValidNow && check.isTrustedHere, qPrintable(check.detail));
    QVERIFY(!checkChain(chain, key, {QStringLiteral("localhost")}, Now.addDays(3), tls.rootPem).isValidNow);
    QVERIFY(readCertificates(tls.rootPem).value().first().isSelfSigned);
}

void TestCertificate::leavesNoErrorBehind()
{
    (void)readCertificates("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    (void)PrivateKey::fromPem("rubbish");
    const Issued issued = issue();
    (void)checkChain(issued.chain, PrivateKey::generate(KeyType::EcP256), Names, Now, QByteArray());
    QCOMPARE(ERR_peek_error(), 0UL);
}

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
