// SPDX-License-Identifier: MIT
#include "acme/standingvalue.h"

#include <QTest>
#include <QTimeZone>

using namespace cw;
using namespace cw::acme;

class TestStandingValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTheHashOfTheDraftsExample();
    void namesTheAccountAsTheChallengeSays();
    void namesTheAccountUrlWhenTheChallengeDoesNot();
    void takesTheIssuerThatTheDirectoryPromises();
    void rejectsMalformedChallenges_data();
    void rejectsMalformedChallenges();
    void writesAndReadsTheSame_data();
    void writesAndReadsTheSame();
    void readsWhatOthersWrote_data();
    void readsWhatOthersWrote();
    void knowsWhetherARecordDoes_data();
    void knowsWhetherARecordDoes();

private:
    static Challenge challenge(const QStringList &issuers = {QStringLiteral("authority.example")})
    {
        Challenge made;
        made.type = QStringLiteral("dns-persist-01");
        made.issuerDomainNames = issuers;
        return made;
    }
    const AccountFacts m_account {QStringLiteral("https://ca.example/acct/123"), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"};
};

// draft-ietf-acme-dns-persist-02 10.2
void TestStandingValue::makesTheHashOfTheDraftsExample()
{
    Directory directory;
    directory.accountHashPrefix = QStringLiteral("https://ca.example/account-hash/");
    const auto value = standingValueFor(directory, challenge(), m_account, QStringLiteral("example.com"));
    QVERIFY(value);
    QCOMPARE(value->text(), QStringLiteral("authority.example;accounturi=https://ca.example/account-hash/sha-256/"
                                           "5SQm7n6tPh2-PlLbCKGnViTXX5z19SCN4cPGQHSk-kw"));
}

void TestStandingValue::namesTheAccountAsTheChallengeSays()
{
    Challenge given = challenge();
    given.accountUri = QStringLiteral("https://ca.example/id/abc");
    QCOMPARE(standingValueFor({}, given, m_account, QStringLiteral("example.com"))->accountUri, given.accountUri);
}

void TestStandingValue::namesTheAccountUrlWhenTheChallengeDoesNot()
{
    QCOMPARE(standingValueFor({}, challenge(), m_account, QStringLiteral("example.com"))->text(),
             QStringLiteral("authority.example;accounturi=https://ca.example/acct/123"));
}

// 3.2: "Every value in D MUST appear in C." A name of the directory serves for every later challenge as well.
void TestStandingValue::takesTheIssuerThatTheDirectoryPromises()
{
    Directory directory;
    directory.issuerDomainNames = QStringList {QStringLiteral("ca.example.net")};
    const Challenge given = challenge({QStringLiteral("authority.example"), QStringLiteral("ca.example.net")});
    QCOMPARE(standingValueFor(directory, given, m_account, QStringLiteral("example.com"))->issuer, QStringLiteral("ca.example.net"));
}

void TestStandingValue::rejectsMalformedChallenges_data()
{
    QTest::addColumn<QStringList>("issuers");
    QTest::addColumn<QStringList>("promised");
    QTest::addColumn<QStringList>("identities");
    QTest::addColumn<QString>("accountUri");
    const QStringList good {QStringLiteral("authority.example")};
    QStringList eleven;
    for (int i = 0; i < 11; ++i)
        eleven.append(QStringLiteral("ca%1.example").arg(i));
    QTest::newRow("no issuer") << QStringList() << QStringList() << QStringList() << QString();
    QTest::newRow("eleven issuers") << eleven << QStringList() << QStringList() << QString();
    QTest::newRow("capital letters") << QStringList {QStringLiteral("Authority.example")} << QStringList() << QStringList() << QString();
    QTest::newRow("final dot") << QStringList {QStringLiteral("authority.example.")} << QStringList() << QStringList() << QString();
    QTest::newRow("too long") << QStringList {QString(250, u'a') + QStringLiteral(".org")} << QStringList() << QStringList() << QString();
    QTest::newRow("what ends the value") << QStringList {QStringLiteral("a;policy=wildcard")} << QStringList() << QStringList() << QString();
    QTest::newRow("promised name is missing") << good << QStringList {QStringLiteral("other.example")} << QStringList() << QString();
    QTest::newRow("not among the CAA identities") << good << good << QStringList {QStringLiteral("other.example")} << QString();
    QTest::newRow("account with a semicolon") << good << QStringList() << QStringList() << QStringLiteral("https://a.example/1;x");
    QTest::newRow("account that ends a string") << good << QStringList() << QStringList() << QStringLiteral("https://a.example/\"");
    QTest::newRow("account with a line end") << good << QStringList() << QStringList() << QStringLiteral("https://a.example/\n1");
}

void TestStandingValue::rejectsMalformedChallenges()
{
    QFETCH(QStringList, issuers);
    QFETCH(QStringList, promised);
    QFETCH(QStringList, identities);
    QFETCH(QString, accountUri);
    Directory directory;
    directory.issuerDomainNames = promised;
    directory.caaIdentities = identities;
    Challenge given = challenge(issuers);
    given.accountUri = accountUri;
    QVERIFY(!standingValueFor(directory, given, m_account, QStringLiteral("example.com")));
}

void TestStandingValue::writesAndReadsTheSame_data()
{
    QTest::addColumn<bool>("isForWildcards");
    QTest::addColumn<QDateTime>("until");
    const QDateTime end = QDateTime::fromSecsSinceEpoch(1721952000, QTimeZone::utc());
    QTest::newRow("plain") << false << QDateTime();
    QTest::newRow("wildcard") << true << QDateTime();
    QTest::newRow("end") << false << end;
    QTest::newRow("both") << true << end;
}

void TestStandingValue::writesAndReadsTheSame()
{
    QFETCH(bool, isForWildcards);
    QFETCH(QDateTime, until);
    const StandingValue value {QStringLiteral("ca.example"), QStringLiteral("https://ca.example/acct/1"), isForWildcards, until};
    QVERIFY(!value.text().contains(u' '));
    QCOMPARE(value.text().contains(QStringLiteral(";policy=wildcard")), isForWildcards);
    QCOMPARE(value.text().contains(QStringLiteral(";persistUntil=1721952000")), until.isValid());
    QVERIFY(readStandingValue(value.text()) == value);
}

void TestStandingValue::readsWhatOthersWrote_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::addColumn<bool>("isForWildcards");
    QTest::newRow("blanks") << QStringLiteral(" ca.example ; accounturi=https://a ; policy=WildCard ") << true << true;
    QTest::newRow("other policy") << QStringLiteral("ca.example; accounturi=https://a; policy=all") << true << false;
    QTest::newRow("unknown parameter") << QStringLiteral("ca.example;accounturi=https://a;colour=red") << true << false;
    QTest::newRow("no account") << QStringLiteral("ca.example;policy=wildcard") << false << false;
    QTest::newRow("no issuer") << QStringLiteral(";accounturi=https://a") << false << false;
    QTest::newRow("end is no number") << QStringLiteral("ca.example;accounturi=https://a;persistUntil=2027-01-01") << false << false;
    QTest::newRow("trailing semicolon") << QStringLiteral("ca.example;accounturi=https://a;") << false << false;
    QTest::newRow("a dns-01 value") << QStringLiteral("x8kQ5SQm7n6tPh2-PlLbCKGnViTXX5z19SCN4cPGQHS") << false << false;
    QTest::newRow("nothing") << QString() << false << false;
}

void TestStandingValue::readsWhatOthersWrote()
{
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    const auto value = readStandingValue(text);
    QCOMPARE(value.has_value(), isGood);
    if (value)
        QTEST(value->isForWildcards, "isForWildcards");
}

void TestStandingValue::knowsWhetherARecordDoes_data()
{
    QTest::addColumn<QString>("there");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<bool>("wantsWildcard");
    QTest::addColumn<bool>("isGood");
    const QString prefix = QStringLiteral("https://ca.example/account-hash/");
    QTest::newRow("the same") << QStringLiteral("authority.example;accounturi=https://ca.example/acct/123") << QString() << false << true;
    QTest::newRow("wider than needed") << QStringLiteral("authority.example;accounturi=https://ca.example/acct/123;policy=wildcard") << QString() << false << true;
    QTest::newRow("not for wildcards") << QStringLiteral("authority.example;accounturi=https://ca.example/acct/123") << QString() << true << false;
    QTest::newRow("another account") << QStringLiteral("authority.example;accounturi=https://ca.example/acct/124") << QString() << false << false;
    QTest::newRow("another issuer") << QStringLiteral("other.example;accounturi=https://ca.example/acct/123") << QString() << false << false;
    QTest::newRow("hash of an earlier key") << QStringLiteral("authority.example;accounturi=%1sha-256/abc").arg(prefix) << prefix << false << true;
    QTest::newRow("from before the hash") << QStringLiteral("authority.example;accounturi=https://ca.example/acct/123") << prefix << false << false;
}

void TestStandingValue::knowsWhetherARecordDoes()
{
    QFETCH(QString, there);
    QFETCH(QString, prefix);
    QFETCH(bool, wantsWildcard);
    Directory directory;
    directory.accountHashPrefix = prefix;
    StandingValue wanted = standingValueFor(directory, challenge(), m_account, QStringLiteral("example.com")).value();
    wanted.isForWildcards = wantsWildcard;
    QTEST(isGoodFor(readStandingValue(there).value(), challenge(), directory, wanted), "isGood");
}

QTEST_GUILESS_MAIN(TestStandingValue)
#include "tst_standingvalue.moc"
