// SPDX-License-Identifier: MIT
#include "issuance/externalaccount.h"

#include "base/explain.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;

// The access codes (EAB) as people paste them.
class TestExternalAccount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeoplePaste_data();
    void readsWhatPeoplePaste();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void neverRepeatsTheSecret();
    void knowsWhichCodeTheAuthorityMeans_data();
    void knowsWhichCodeTheAuthorityMeans();
};

namespace
{
// 24 bytes whose base64 has both of the letters in which the alphabets differ.
const QByteArray Key = QByteArray::fromHex("fbefbeffbffffbefbe000102030405060708090a0b0c0d0e");
}

void TestExternalAccount::readsWhatPeoplePaste_data()
{
    QTest::addColumn<QString>("text");
    const QString base64 = QString::fromLatin1(Key.toBase64());
    const QString base64url = QString::fromLatin1(Key.toBase64(QByteArray::Base64UrlEncoding));
    QVERIFY(base64.contains(u'+') && base64.contains(u'/'));
    QTest::newRow("base64url") << base64url;
    QTest::newRow("base64") << base64;
    QTest::newRow("blanks around") << QStringLiteral("  %1\n").arg(base64url);
    QTest::newRow("broken over two lines") << base64url.left(10) + QStringLiteral("\r\n\t ") + base64url.mid(10);
    QTest::newRow("no-break space and byte order mark") << QChar(0xfeff) + base64url + QChar(0x00a0);
    QTest::newRow("more padding than needed") << base64url + QStringLiteral("==");
}

void TestExternalAccount::readsWhatPeoplePaste()
{
    QFETCH(QString, text);
    const Result<acme::ExternalAccount> codes = readExternalAccount(QStringLiteral(" kid-1 "), text);
    QVERIFY(codes);
    QCOMPARE(codes->keyId, QStringLiteral("kid-1"));
    QCOMPARE(codes->macKey, Key);
}

void TestExternalAccount::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("keyId");
    QTest::addColumn<QString>("text");
    QTest::addColumn<BadInput::Fault>("fault");
    const QString good = QString::fromLatin1(Key.toBase64());
    QTest::newRow("no key id") << QStringLiteral(" ") << good << BadInput::Fault::EabKeyIdMissing;
    QTest::newRow("no HMAC key") << QStringLiteral("kid") << QString() << BadInput::Fault::EabMacUnreadable;
    QTest::newRow("a letter of no alphabet") << QStringLiteral("kid") << good + QStringLiteral("!") << BadInput::Fault::EabMacUnreadable;
    QTest::newRow("not ASCII") << QStringLiteral("kid") << good + QStringLiteral("ö") << BadInput::Fault::EabMacUnreadable;
    QTest::newRow("a length that cannot be") << QStringLiteral("kid") << good.left(29) << BadInput::Fault::EabMacUnreadable;
    QTest::newRow("cut") << QStringLiteral("kid") << good.left(16) << BadInput::Fault::EabMacTooShort;
}

void TestExternalAccount::saysWhatIsWrong()
{
    QFETCH(QString, keyId);
    QFETCH(QString, text);
    QFETCH(BadInput::Fault, fault);
    const Result<acme::ExternalAccount> codes = readExternalAccount(keyId, text);
    QVERIFY(!codes);
    QCOMPARE(std::get<BadInput>(codes.failure()).fault, fault);
    QVERIFY(!explain(codes.failure()).text.isEmpty());
}

void TestExternalAccount::neverRepeatsTheSecret()
{
    const Result<acme::ExternalAccount> codes = readExternalAccount(QStringLiteral("kid"), QStringLiteral("my secret!"));
    QVERIFY(!explainInOneLine(codes.failure()).contains(QStringLiteral("secret")));
    QVERIFY(std::get<BadInput>(codes.failure()).value.isEmpty());
}

void TestExternalAccount::knowsWhichCodeTheAuthorityMeans_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("words");
    QTest::addColumn<EabCode>("code");
    QTest::newRow("unknown key id") << QStringLiteral("unauthorized") << QStringLiteral("the field 'kid' references a key that is not known to the ACME server") << EabCode::KeyId;
    QTest::newRow("no words") << QStringLiteral("unauthorized") << QString() << EabCode::KeyId;
    QTest::newRow("used before") << QStringLiteral("externalAccountRequired") << QStringLiteral("EAB credentials were used already") << EabCode::KeyId;
    QTest::newRow("wrong key") << QStringLiteral("unauthorized") << QStringLiteral("external account binding JWS verification error: square/go-jose: error in cryptographic primitive") << EabCode::MacKey;
    QTest::newRow("malformed, about it") << QStringLiteral("malformed") << QStringLiteral("The external account binding has an invalid HMAC") << EabCode::MacKey;
    QTest::newRow("malformed, about something else") << QStringLiteral("malformed") << QStringLiteral("Contact is not a mail address") << EabCode::Neither;
    QTest::newRow("too many") << QStringLiteral("rateLimited") << QStringLiteral("Too many accounts") << EabCode::Neither;
}

void TestExternalAccount::knowsWhichCodeTheAuthorityMeans()
{
    QFETCH(QString, kind);
    QFETCH(QString, words);
    QFETCH(EabCode, code);
    Problem problem;
    problem.type = QStringLiteral("urn:ietf:params:acme:error:") + kind;
    problem.detail = words;
    QCOMPARE(refusedCode(problem), code);
    QCOMPARE(refusedCode(NetworkFailure {}), EabCode::Neither);
}

QTEST_GUILESS_MAIN(TestExternalAccount)
#include "tst_externalaccount.moc"
