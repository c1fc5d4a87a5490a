// SPDX-License-Identifier: MIT
#include "publish/acmednsaccounts.h"

#include "base/explain.h"
#include "publish/acmeshsettings.h"

#include <QTest>

using namespace cw;
using namespace cw::publish;

using Fault = BadInput::Fault;

namespace
{

QString file()
{
    return QStringLiteral("accounts.json");
}

AcmeDnsAccount example()
{
    return {QStringLiteral("example.org"), QStringLiteral("8e5700ea.auth.example.net"), QStringLiteral("8e5700ea"),
            QStringLiteral("c36f50e8"), QStringLiteral("htB9mR9DYgcu9bX_"), QStringLiteral("https://auth.example.net")};
}

AcmeDnsAccount with(QString AcmeDnsAccount::*member, const char *text)
{
    AcmeDnsAccount account = example();
    account.*member = QString::fromLatin1(text);
    return account;
}

} // namespace

Q_DECLARE_METATYPE(AcmeDnsAccount)
Q_DECLARE_METATYPE(BadInput::Fault)

class TestAcmeDnsAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOtherProgramsKeep_data();
    void readsWhatOtherProgramsKeep();
    void readsManyAccounts();
    void readsAnEmptyStorage();
    void saysWhatIsWrongWithAFile_data();
    void saysWhatIsWrongWithAFile();
    void readsWhatItWrites();
    void findsTheAccountOfARecord_data();
    void findsTheAccountOfARecord();
    void findsTheAccountOfADomain();
    void makesTheRecordForTheMainZone();
    void readsTheLinesOfAcmeSh();
};

void TestAcmeDnsAccounts::readsWhatOtherProgramsKeep_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<AcmeDnsAccount>("account");
    QTest::newRow("acme-dns-client and lego")
        << QByteArray(R"({"example.org":{"fulldomain":"8e5700ea.auth.example.net","subdomain":"8e5700ea","username":"c36f50e8",)"
                      R"("password":"htB9mR9DYgcu9bX_","server_url":"https://auth.example.net"}})")
        << example();
    AcmeDnsAccount certbot = with(&AcmeDnsAccount::serverUrl, "");
    certbot.allowFrom = QStringList {QStringLiteral("192.0.2.0/24"), QStringLiteral("2001:db8::/48")};
    QTest::newRow("certbot's hook")
        << QByteArray(R"({"example.org": {"username": "c36f50e8", "password": "htB9mR9DYgcu9bX_", )"
                      R"("fulldomain": "8e5700ea.auth.example.net", "subdomain": "8e5700ea", )"
                      R"("allowfrom": ["192.0.2.0/24", "2001:db8::/48"]}})")
        << certbot;
    AcmeDnsAccount bare = with(&AcmeDnsAccount::serverUrl, "");
    bare.domain.clear();
    QTest::newRow("answer of /register")
        << QByteArray(R"( {"username":"c36f50e8","password":"htB9mR9DYgcu9bX_","fulldomain":"8e5700ea.auth.example.net",)"
                      R"("subdomain":"8e5700ea","allowfrom":[]})")
        << bare;
    AcmeDnsAccount old = with(&AcmeDnsAccount::serverUrl, "");
    QTest::newRow("goacmedns before it kept the server")
        << QByteArray(R"({"example.org":{"fulldomain":"8e5700ea.auth.example.net","subdomain":"8e5700ea","username":"c36f50e8",)"
                      R"("password":"htB9mR9DYgcu9bX_","server_url":""}})")
        << old;
    QTest::newRow("acme.sh, of a domain")
        << QByteArray("Le_Domain='example.org'\nLe_Alt='no'\nLe_Webroot='dns_acmedns'\n"
                      "ACMEDNS_BASE_URL='https://auth.example.net'\nACMEDNS_USERNAME='c36f50e8'\n"
                      "ACMEDNS_PASSWORD='htB9mR9DYgcu9bX_'\nACMEDNS_SUBDOMAIN='8e5700ea'\n")
        << with(&AcmeDnsAccount::fullDomain, "");
    AcmeDnsAccount shared = with(&AcmeDnsAccount::fullDomain, "");
    shared.domain.clear();
    QTest::newRow("acme.sh, of all domains, wrapped")
        << QByteArray("ACCOUNT_EMAIL='admin@example.org'\r\nSAVED_ACMEDNS_UPDATE_URL='https://auth.example.net/update'\r\n"
                      "SAVED_ACMEDNS_USERNAME='c36f50e8'\r\n"
                      "SAVED_ACMEDNS_PASSWORD='__ACME_BASE64__START_aHRCOW1SOURZZ2N1OWJYXw==__ACME_BASE64__END_'\r\n"
                      "SAVED_ACMEDNS_SUBDOMAIN='8e5700ea'\r\n")
        << shared;
}

void TestAcmeDnsAccounts::readsWhatOtherProgramsKeep()
{
    QFETCH(QByteArray, text);
    QFETCH(AcmeDnsAccount, account);
    const auto accounts = readAcmeDnsAccounts(text, file());
    QVERIFY2(accounts, accounts ? "" : qPrintable(explainInOneLine(accounts.failure())));
    QCOMPARE(accounts->size(), 1);
    const AcmeDnsAccount &read = accounts->first();
    QCOMPARE(read.domain, account.domain);
    QCOMPARE(read.fullDomain, account.fullDomain);
    QCOMPARE(read.subdomain, account.subdomain);
    QCOMPARE(read.username, account.username);
    QCOMPARE(read.password, account.password);
    QCOMPARE(read.serverUrl, account.serverUrl);
    QCOMPARE(read.allowFrom, account.allowFrom);
}

void TestAcmeDnsAccounts::readsManyAccounts()
{
    const QByteArray text = R"({"a.example":{"fulldomain":"aa.auth.example.net","subdomain":"aa","username":"u1","password":"p1"},
        "*.b.example":{"fulldomain":"bb.auth.example.net","subdomain":"bb","username":"u2","password":"p2","server_url":null}})";
    const auto accounts = readAcmeDnsAccounts(text, file());
    QVERIFY(accounts);
    QCOMPARE(accounts->size(), 2);
    QCOMPARE(accounts->at(0).domain, QStringLiteral("*.b.example"));
    QCOMPARE(accounts->at(1).password, QStringLiteral("p1"));
}

void TestAcmeDnsAccounts::readsAnEmptyStorage()
{
    const auto accounts = readAcmeDnsAccounts("{}\n", file());
    QVERIFY(accounts);
    QVERIFY(accounts->isEmpty());
}

void TestAcmeDnsAccounts::saysWhatIsWrongWithAFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<BadInput::Fault>("fault");
    QTest::addColumn<QString>("detail"); // empty: not looked at
    QTest::newRow("empty") << QByteArray() << Fault::AcmeDnsFileWithoutAccount << QString();
    QTest::newRow("bytes") << QByteArray("\x80\xff\x00=\x01\n\xfe", 7) << Fault::AcmeDnsFileWithoutAccount << QString();
    QTest::newRow("an array") << QByteArray("[]") << Fault::AcmeDnsFileWithoutAccount << QString();
    QTest::newRow("other settings of acme.sh")
        << QByteArray("SAVED_CF_Token='secret-word'") << Fault::AcmeDnsFileWithoutAccount << QString();
    QTest::newRow("cut JSON") << QByteArray(R"({"example.org":{"password":"secret-word)") << Fault::AcmeDnsFileDamaged
                              << QString();
    QTest::newRow("no password") << QByteArray(R"({"example.org":{"username":"u","subdomain":"s","fulldomain":"s.x"}})")
                                 << Fault::AcmeDnsAccountIncomplete << QStringLiteral("example.org: password");
    QTest::newRow("a number as user") << QByteArray(R"({"example.org":{"username":7,"subdomain":"s","password":"secret-word"}})")
                                      << Fault::AcmeDnsAccountIncomplete << QStringLiteral("example.org: username");
    // It would become a header line of its own.
    QTest::newRow("a line break") << QByteArray(R"({"example.org":{"username":"u","subdomain":"s","password":"secret-word\r\nX: y"}})")
                                  << Fault::AcmeDnsAccountIncomplete << QStringLiteral("example.org: password");
    QTest::newRow("no accounts but texts") << QByteArray(R"({"example.org":"secret-word"})")
                                           << Fault::AcmeDnsAccountIncomplete << QStringLiteral("example.org: username");
    QTest::newRow("no name in DNS")
        << QByteArray(R"({"example.org":{"username":"u","password":"secret-word","subdomain":"s","fulldomain":"s..example.net"}})")
        << Fault::AcmeDnsAccountIncomplete << QStringLiteral("example.org: fulldomain");
    QTest::newRow("acme.sh without a password") << QByteArray("ACMEDNS_USERNAME='u'\nACMEDNS_SUBDOMAIN='s'\n")
                                                << Fault::AcmeDnsAccountIncomplete << QStringLiteral("ACMEDNS_PASSWORD");
    QTest::newRow("answer of /register without a subdomain") << QByteArray(R"({"username":"u","password":"secret-word"})")
                                                             << Fault::AcmeDnsAccountIncomplete << QStringLiteral("subdomain");
}

void TestAcmeDnsAccounts::saysWhatIsWrongWithAFile()
{
    QFETCH(QByteArray, text);
    QFETCH(BadInput::Fault, fault);
    QFETCH(QString, detail);
    const auto accounts = readAcmeDnsAccounts(text, file());
    QVERIFY(!accounts);
    const auto *bad = std::get_if<BadInput>(&accounts.failure());
    QVERIFY(bad);
    QCOMPARE(bad->fault, fault);
    QCOMPARE(bad->value, file());
    if (!detail.isEmpty())
        QCOMPARE(bad->detail, detail);
    const QString words = explainInOneLine(accounts.failure());
    QVERIFY2(words.contains(file()), qPrintable(words));
    QVERIFY2(!words.contains(u"secret-word"), qPrintable(words));
}

void TestAcmeDnsAccounts::readsWhatItWrites()
{
    AcmeDnsAccount limited = with(&AcmeDnsAccount::domain, "*.b.example");
    limited.allowFrom = QStringList {QStringLiteral("192.0.2.1/32")};
    AcmeDnsAccount ofNobody = with(&AcmeDnsAccount::domain, "");
    ofNobody.fullDomain = QStringLiteral("cc.auth.example.net");
    AcmeDnsAccount ofAcmeSh = with(&AcmeDnsAccount::fullDomain, "");
    ofAcmeSh.domain.clear();
    const QList<AcmeDnsAccount> accounts {limited, ofAcmeSh, ofNobody, example()}; // as JSON sorts them
    const auto read = readAcmeDnsAccounts(writeAcmeDnsAccounts(accounts), file());
    QVERIFY(read);
    QCOMPARE(*read, accounts);
}

void TestAcmeDnsAccounts::findsTheAccountOfARecord_data()
{
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("username");
    QTest::newRow("full name") << "aa.auth.example.net." << "first";
    QTest::newRow("capitals") << "AA.Auth.Example.NET." << "first";
    QTest::newRow("same label elsewhere") << "aa.auth.example.com." << "";
    QTest::newRow("only the label is known") << "bb.anything.example.net." << "second";
    QTest::newRow("below an account") << "x.aa.auth.example.net." << "";
    QTest::newRow("the name itself") << "_acme-challenge.example.org." << "";
    QTest::newRow("root") << "." << "";
}

void TestAcmeDnsAccounts::findsTheAccountOfARecord()
{
    QFETCH(QString, owner);
    QFETCH(QString, username);
    AcmeDnsAccount first = example();
    first.fullDomain = QStringLiteral("aa.auth.example.net");
    first.subdomain = QStringLiteral("aa");
    first.username = QStringLiteral("first");
    AcmeDnsAccount second = example();
    second.fullDomain.clear();
    second.subdomain = QStringLiteral("bb");
    second.username = QStringLiteral("second");
    const QList<AcmeDnsAccount> accounts {first, second};
    const AcmeDnsAccount *found = accountOfOwner(accounts, dns::Name::parse(owner).value());
    QCOMPARE(found ? found->username : QString(), username);
}

void TestAcmeDnsAccounts::findsTheAccountOfADomain()
{
    const QList<AcmeDnsAccount> accounts {with(&AcmeDnsAccount::domain, ""), with(&AcmeDnsAccount::domain, "*.Example.org")};
    QCOMPARE(accountOfDomain(accounts, QStringLiteral("example.org")), &accounts[1]);
    QCOMPARE(accountOfDomain(accounts, QStringLiteral("*.example.org")), &accounts[1]);
    QCOMPARE(accountOfDomain(accounts, QStringLiteral("www.example.org")), nullptr);
    QCOMPARE(accountOfDomain(accounts, QString()), nullptr);
}

void TestAcmeDnsAccounts::makesTheRecordForTheMainZone()
{
    const QString line = QStringLiteral("_acme-challenge.example.org. IN CNAME 8e5700ea.auth.example.net.");
    QCOMPARE(cnameLine(QStringLiteral("example.org"), example()), line);
    QCOMPARE(cnameLine(QStringLiteral("*.Example.org"), example()), line);
    QCOMPARE(cnameLine(QStringLiteral("example.org"), with(&AcmeDnsAccount::fullDomain, "")), QString());
}

void TestAcmeDnsAccounts::readsTheLinesOfAcmeSh()
{
    const auto settings = readAcmeShSettings("# comment='x'\nexport A=\"two words\"\nB=$(rm -rf /)\nSAVED_A='old'\nSAVED_C=''\n"
                                             "D='__ACME_BASE64__START_aGVsbG8K__ACME_BASE64__END_'\n=x\nE\nF='it''s'\n");
    QCOMPARE(settings.value(QStringLiteral("A")), QStringLiteral("two words"));
    QCOMPARE(settings.value(QStringLiteral("B")), QStringLiteral("$(rm -rf /)"));
    QCOMPARE(settings.value(QStringLiteral("C")), QString());
    QCOMPARE(settings.value(QStringLiteral("D")), QStringLiteral("hello\n"));
    QCOMPARE(settings.value(QStringLiteral("F")), QStringLiteral("it''s"));
    QCOMPARE(settings.size(), 5);
}

QTEST_GUILESS_MAIN(TestAcmeDnsAccounts)
#include "tst_acmednsaccounts.moc"
