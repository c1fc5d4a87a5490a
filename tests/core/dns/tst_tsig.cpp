// SPDX-License-Identifier: MIT
#include "dns/tsig.h"
#include "capturedupdates.h"

#include <QTest>

using namespace cw;
using namespace cw::dns;
using namespace cw::test;

namespace
{

// When the captured messages were made.
QDateTime captured(qint64 later = 0)
{
    return QDateTime::fromSecsSinceEpoch(0x6b031edc + later, Qt::UTC);
}

struct Exchange {
    TsigKey key;
    QByteArray request;
    QByteArray reply;
    SignedMessage asSigned; // by the one who asked
};

// nsupdate's message ends with the TSIG: owner, 10 bytes, rdata with the MAC 6 bytes from its end.
Exchange exchange(const char *digestName)
{
    for (const CapturedUpdate &update : CapturedUpdates) {
        if (qstrcmp(update.digest, digestName) != 0)
            continue;
        const auto digest = tsigAlgorithmFromName(QStringLiteral("hmac-") + QString::fromLatin1(digestName)).value();
        Exchange result;
        // BIND takes names as they were typed; nsupdate got "K-sha256".
        result.key = {Name::parse(QStringLiteral("K-") + QString::fromLatin1(digestName)).value(), digest,
                      QByteArray("only a test: ") + digestName};
        result.request = QByteArray::fromHex(update.request);
        result.reply = QByteArray::fromHex(update.reply);
        const qsizetype macSize = crypto::hmac(digest, "x", "x").size();
        result.asSigned = {result.request, result.request.chopped(6).last(macSize)};
        return result;
    }
    qFatal("no such capture");
}

QByteArray withoutTsig(const QByteArray &request, const TsigKey &key)
{
    const qsizetype at = request.lastIndexOf(key.name.toCanonicalWire());
    QByteArray message = request.first(at);
    message[11] = 0; // ARCOUNT
    return message;
}

} // namespace

class TestTsig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsTheAlgorithms();
    void signsAsNsupdateDoes_data();
    void signsAsNsupdateDoes();
    void verifiesWhatNamedSigned_data();
    void verifiesWhatNamedSigned();
    void seesEveryChangedBit();
    void wantsTheRightKeyRequestAndTime_data();
    void wantsTheRightKeyRequestAndTime();
    void takesTheReplyWhoseIdWasChangedOnTheWay();
    void reportsWhatTheServerSaysUnsigned();
    void readsTheServersClock();
    void survivesAnyCut();
    void readsKeyFiles_data();
    void readsKeyFiles();
    void readsWeakKeysAndSaysSo_data();
    void readsWeakKeysAndSaysSo();
    void refusesKeyFiles_data();
    void refusesKeyFiles();
};

void TestTsig::knowsTheAlgorithms()
{
    QCOMPARE(tsigAlgorithmName(crypto::Digest::Sha384), QStringLiteral("hmac-sha384"));
    QCOMPARE(tsigAlgorithmFromName(u"HMAC-SHA512."), std::optional(crypto::Digest::Sha512));
    QVERIFY(!tsigAlgorithmFromName(u"hmac-md5"));
    QVERIFY(!tsigAlgorithmFromName(u""));
}

void TestTsig::signsAsNsupdateDoes_data()
{
    QTest::addColumn<QByteArray>("digest");
    for (const CapturedUpdate &update : CapturedUpdates)
        QTest::newRow(update.digest) << QByteArray(update.digest);
}

void TestTsig::signsAsNsupdateDoes()
{
    QFETCH(QByteArray, digest);
    const Exchange captive = exchange(digest.constData());
    const qint64 later = digest == "sha512" ? 1 : 0;
    const SignedMessage made = signTsig(withoutTsig(captive.request, captive.key), captive.key, captured(later));
    QCOMPARE(made.wire.toHex(), captive.request.toHex());
    QCOMPARE(made.mac.toHex(), captive.asSigned.mac.toHex());
}

void TestTsig::verifiesWhatNamedSigned_data()
{
    signsAsNsupdateDoes_data();
}

void TestTsig::verifiesWhatNamedSigned()
{
    QFETCH(QByteArray, digest);
    const Exchange captive = exchange(digest.constData());
    const TsigVerdict verdict = verifyTsig(captive.reply, captive.asSigned, captive.key, captured());
    QVERIFY(verdict.isPresent);
    QVERIFY(verdict.isVerified);
    QCOMPARE(verdict.error, 0);
}

void TestTsig::seesEveryChangedBit()
{
    const Exchange captive = exchange("sha256");
    const qsizetype keyName = captive.reply.lastIndexOf(captive.key.name.toCanonicalWire());
    for (int bit = 0; bit < captive.reply.size() * 8; ++bit) {
        QByteArray reply = captive.reply;
        reply[bit / 8] = char(reply[bit / 8] ^ 1 << bit % 8);
        const bool isId = bit < 16; // RFC 8945 5.3.1: the original id counts
        const qsizetype at = bit / 8 - keyName;
        const bool isCaseOfName = bit % 8 == 5 && at > 0; // of the key or the algorithm, or else caught below
        const TsigVerdict verdict = verifyTsig(reply, captive.asSigned, captive.key, captured());
        const bool isHeaderOfTsig = at >= 12 && at < 20; // class, TTL and length: fixed values, not signed as they stand
        if (!isId && !isCaseOfName && !isHeaderOfTsig)
            QVERIFY2(!verdict.isVerified, qPrintable(QString::number(bit)));
    }
}

void TestTsig::wantsTheRightKeyRequestAndTime_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<qint64>("later");
    QTest::addColumn<bool>("isVerified");
    QTest::newRow("everything right") << "" << qint64(0) << true;
    QTest::newRow("299 s later") << "" << qint64(299) << true;
    QTest::newRow("301 s later") << "" << qint64(301) << false;
    QTest::newRow("301 s earlier") << "" << qint64(-301) << false;
    QTest::newRow("other secret") << "secret" << qint64(0) << false;
    QTest::newRow("other key name") << "name" << qint64(0) << false;
    QTest::newRow("other algorithm") << "algorithm" << qint64(0) << false;
    QTest::newRow("answer to another request") << "request" << qint64(0) << false;
}

void TestTsig::wantsTheRightKeyRequestAndTime()
{
    QFETCH(QString, what);
    QFETCH(qint64, later);
    Exchange captive = exchange("sha256");
    if (what == u"secret")
        captive.key.secret += 'x';
    if (what == u"name")
        captive.key.name = Name::parse(u"k-sha257").value();
    if (what == u"algorithm")
        captive.key.digest = crypto::Digest::Sha512;
    if (what == u"request")
        captive.asSigned.mac = exchange("sha1").asSigned.mac;
    const TsigVerdict verdict = verifyTsig(captive.reply, captive.asSigned, captive.key, captured(later));
    QVERIFY(verdict.isPresent);
    QTEST(verdict.isVerified, "isVerified");
}

void TestTsig::takesTheReplyWhoseIdWasChangedOnTheWay()
{
    Exchange captive = exchange("sha256");
    captive.reply[0] = 0;
    QVERIFY(verifyTsig(captive.reply, captive.asSigned, captive.key, captured()).isVerified);
}

void TestTsig::reportsWhatTheServerSaysUnsigned()
{
    const Exchange captive = exchange("sha256");
    const TsigVerdict badSignature = verifyTsig(CapturedBadSig, captive.asSigned, captive.key, captured());
    QVERIFY(badSignature.isPresent && !badSignature.isVerified);
    QCOMPARE(badSignature.error, 16);
    const TsigVerdict badKey = verifyTsig(CapturedBadKey, captive.asSigned, captive.key, captured());
    QVERIFY(badKey.isPresent && !badKey.isVerified);
    QCOMPARE(badKey.error, 17);
    const TsigVerdict none = verifyTsig(withoutTsig(captive.request, captive.key), captive.asSigned, captive.key, captured());
    QVERIFY(!none.isPresent && !none.isVerified);
}

void TestTsig::readsTheServersClock()
{
    // Error 18 and six bytes of other data in place of error 0 and none: the MAC does not fit, the time is read.
    const Exchange captive = exchange("sha256");
    QByteArray reply = captive.reply.chopped(4) + QByteArray::fromHex("0012" "0006" "00006b031fdc");
    const qsizetype lengthAt = reply.lastIndexOf(captive.key.name.toCanonicalWire()) + captive.key.name.toWire().size() + 9;
    reply[lengthAt] = char(reply[lengthAt] + 6);
    const TsigVerdict verdict = verifyTsig(reply, captive.asSigned, captive.key, captured());
    QVERIFY(verdict.isPresent && !verdict.isVerified);
    QCOMPARE(verdict.error, 18);
    QCOMPARE(verdict.serverTime, captured(256));
}

void TestTsig::survivesAnyCut()
{
    const Exchange captive = exchange("sha512");
    for (qsizetype size = 0; size < captive.reply.size(); ++size)
        QVERIFY(!verifyTsig(captive.reply.first(size), captive.asSigned, captive.key, captured()).isPresent);
    QVERIFY(!verifyTsig(captive.reply + '\0', captive.asSigned, captive.key, captured()).isPresent);
}

void TestTsig::readsKeyFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("tsig-keygen") << QByteArray(
        "key \"acme\" {\n\talgorithm hmac-sha256;\n\tsecret \"c2VjcmV0IGtleQ==\";\n};\n");
    QTest::newRow("without quotes, on one line") << QByteArray("key acme{algorithm HMAC-SHA256;secret c2VjcmV0IGtleQ==;};");
    QTest::newRow("secret first, final dots") << QByteArray(
        "key \"ACME.\" { secret \"c2VjcmV0IGtleQ==\"; algorithm hmac-sha256.; };");
    QTest::newRow("comments of all kinds") << QByteArray(
        "# key no { };\n// key no { };\n/* key no {\n}; */ key /* x */ acme { # y\n algorithm hmac-sha256; // z\n"
        " secret \"c2VjcmV0IGtleQ==\";\n};");
    QTest::newRow("Windows line ends") << QByteArray(
        "key \"acme\" {\r\n algorithm hmac-sha256;\r\n secret \"c2VjcmV0IGtleQ==\";\r\n};\r\n");
    QTest::newRow("among other statements") << QByteArray(
        "options { key-directory \"/x\"; };\nkey acme { algorithm hmac-sha256; secret \"c2VjcmV0IGtleQ==\"; };\n"
        "key other { algorithm hmac-sha1; secret \"eA==\"; };");
    QTest::newRow("blanks in the secret") << QByteArray(
        "key acme { algorithm hmac-sha256; secret \"c2VjcmV0\n IGtleQ==\"; };");
}

void TestTsig::readsKeyFiles()
{
    QFETCH(QByteArray, text);
    const auto key = readBindKey(text);
    QVERIFY(key);
    QCOMPARE(*key, (TsigKey {Name::parse(u"acme").value(), crypto::Digest::Sha256, "secret key"}));
}

void TestTsig::readsWeakKeysAndSaysSo_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<bool>("isWeak");
    QTest::newRow("SHA-1") << QByteArray("hmac-sha1") << true;
    QTest::newRow("SHA-224") << QByteArray("hmac-sha224") << true;
    QTest::newRow("SHA-256") << QByteArray("hmac-sha256") << false;
    QTest::newRow("SHA-384") << QByteArray("hmac-sha384") << false;
    QTest::newRow("SHA-512") << QByteArray("hmac-sha512") << false;
}

void TestTsig::readsWeakKeysAndSaysSo()
{
    QFETCH(QByteArray, algorithm);
    const auto key = readBindKey("key acme { algorithm " + algorithm + "; secret \"eA==\"; };");
    QVERIFY(key);
    QCOMPARE(tsigAlgorithmName(key->digest), QString::fromLatin1(algorithm));
    QTEST(isWeak(key->digest), "isWeak");
}

void TestTsig::refusesKeyFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("detail");
    using Fault = BadInput::Fault;
    QTest::newRow("empty") << QByteArray() << int(Fault::KeyFileWithoutKey) << "";
    QTest::newRow("another kind of file") << QByteArray("-----BEGIN PRIVATE KEY-----\nMIG\n")
                                          << int(Fault::KeyFileWithoutKey) << "";
    QTest::newRow("commented out") << QByteArray("// key acme { algorithm hmac-sha256; secret \"eA==\"; };")
                                   << int(Fault::KeyFileWithoutKey) << "";
    QTest::newRow("no name") << QByteArray("key { algorithm hmac-sha256; };") << int(Fault::KeyFileWithoutKey) << "";
    QTest::newRow("comment never ends") << QByteArray("/* key acme {") << int(Fault::KeyFileWithoutKey) << "";
    QTest::newRow("MD5") << QByteArray("key acme { algorithm hmac-md5; secret \"eA==\"; };")
                         << int(Fault::KeyFileMd5) << "hmac-md5";
    QTest::newRow("MD5 by its domain name") << QByteArray("key acme { algorithm HMAC-MD5.SIG-ALG.REG.INT.; secret \"eA==\"; };")
                                            << int(Fault::KeyFileMd5) << "HMAC-MD5.SIG-ALG.REG.INT.";
    QTest::newRow("unknown") << QByteArray("key acme { algorithm hmac-sha3; secret \"eA==\"; };")
                             << int(Fault::KeyFileUnknownAlgorithm) << "hmac-sha3";
    QTest::newRow("no algorithm") << QByteArray("key acme { secret \"eA==\"; };")
                                  << int(Fault::KeyFileUnknownAlgorithm) << "";
    QTest::newRow("not base64") << QByteArray("key acme { algorithm hmac-sha256; secret \"not!base64\"; };")
                                << int(Fault::KeyFileBadSecret) << "";
    QTest::newRow("no secret") << QByteArray("key acme { algorithm hmac-sha256; };") << int(Fault::KeyFileBadSecret) << "";
    QTest::newRow("cut off") << QByteArray("key acme { algorithm hmac-sha256; secret \"c2VjcmV0IGt!")
                             << int(Fault::KeyFileBadSecret) << "";
}

void TestTsig::refusesKeyFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(int, fault);
    const auto key = readBindKey(text);
    QVERIFY(!key);
    const auto bad = std::get<BadInput>(key.failure());
    QCOMPARE(int(bad.fault), fault);
    QTEST(bad.detail, "detail");
}

QTEST_GUILESS_MAIN(TestTsig)
#include "tst_tsig.moc"
