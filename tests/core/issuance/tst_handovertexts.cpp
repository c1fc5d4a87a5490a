// SPDX-License-Identifier: MIT
#include "issuance/recordtexts.h"

#include <QTest>

using namespace cw;
using namespace Qt::StringLiterals;

// What a colleague who runs the DNS gets: a mail and a table.
class TestHandOverTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysAllThatAPanelAsksFor();
    void asksToAddAndNotToReplace();
    void saysUntilWhenTheOrderWaits_data();
    void saysUntilWhenTheOrderWaits();
    void givesNothingAwayThatIsWorthStealing();
    void leavesOutWhatTheCaHasSeen();
    void leavesOutWhatIsAddedByItself();
    void writesATableThatRfc4180Describes();
    void asksToLeaveAStandingRecord();
    void makesNoFormulaOfAValue_data();
    void makesNoFormulaOfAValue();
};

namespace
{

const QString FirstValue = u"Qv3nB8sXw1LkT5yZ0pJd7RfHc2Gm9AeU4oViKtN6xYI"_s;
const QString SecondValue = u"x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0"_s;

const QDateTime Now(QDate(2026, 11, 22), QTime(14, 5), Qt::UTC);

store::NameRecord record(const QString &name, const QString &value, const QString &owner, const QString &zone)
{
    store::NameRecord made;
    made.name = name;
    made.value = value;
    made.validationName = u"_acme-challenge."_s + (name.startsWith(u"*.") ? name.mid(2) : name) + u'.';
    made.owner = owner;
    made.zone = zone;
    made.status = u"pending"_s;
    made.authorizationUrl = u"https://acme.example/authz/1"_s;
    made.challengeUrl = u"https://acme.example/challenge/1"_s;
    return made;
}

store::OrderRecord exampleOrder()
{
    store::OrderRecord order;
    order.authorityName = u"Example CA"_s;
    order.contact = u"admin@example.org"_s;
    order.accountId = u"account-7"_s;
    order.orderUrl = u"https://acme.example/order/1"_s;
    order.expires = Now.addDays(7);
    order.publish.secretId = u"tsig-77"_s;
    order.records = {
        record(u"example.org"_s, FirstValue, u"_acme-challenge.example.org."_s, u"example.org."_s),
        record(u"*.example.org"_s, SecondValue, u"_acme-challenge.example.org."_s, u"example.org."_s),
        record(u"www.lab.example"_s, u"Tr4Wm8Lq0ZxVb2NyKc6Jf9HsPd1Ga5Eu3oRiMtQ7vYs"_s,
            u"example-lab-www.alias.example."_s, u"alias.example."_s),
    };
    return order;
}

} // namespace

void TestHandOverTexts::saysAllThatAPanelAsksFor()
{
    const QString mail = issuance::mailText(exampleOrder(), Now);
    for (const QString &needed : {u"example.org, *.example.org, www.lab.example"_s, u"Zone: alias.example\n"_s,
             u"Name within the zone: example-lab-www\n"_s, u"Name in full: example-lab-www.alias.example.\n"_s,
             u"Value: "_s + FirstValue, u"Value: "_s + SecondValue, u"TTL: 60 seconds"_s, u"Type: TXT"_s,
             u"Example CA"_s, u"$ORIGIN alias.example."_s, u"_acme-challenge 60 IN TXT \"%1\""_s.arg(SecondValue)})
        QVERIFY2(mail.contains(needed), qPrintable(needed + u"\n"_s + mail));
    QVERIFY(issuance::mailSubject(exampleOrder()).contains(u"example.org and other names"));
}

void TestHandOverTexts::asksToAddAndNotToReplace()
{
    const QString mail = issuance::mailText(exampleOrder(), Now);
    QVERIFY(mail.contains(u"Do not replace or remove anything"));
    QCOMPARE(mail.count(u"This is value "), 2); // of the two that share a name
    QVERIFY(mail.contains(u"This is value 2 of 2 at this name"));
}

void TestHandOverTexts::saysUntilWhenTheOrderWaits_data()
{
    QTest::addColumn<QDateTime>("expires");
    QTest::addColumn<QString>("said");
    QTest::newRow("days") << Now.addDays(7) << u"waits until 29 Nov 2026, 14:05 UTC (7 days from now)"_s;
    QTest::newRow("hours") << Now.addSecs(90000) << u"15:05 UTC (25 hours from now)"_s;
    QTest::newRow("not known") << QDateTime() << u"for some days only"_s;
    QTest::newRow("over") << Now.addDays(-1) << u"The order closed on 21 Nov 2026, 14:05 UTC"_s;
}

void TestHandOverTexts::saysUntilWhenTheOrderWaits()
{
    QFETCH(QDateTime, expires);
    store::OrderRecord order = exampleOrder();
    order.expires = expires;
    const QString mail = issuance::mailText(order, Now);
    QFETCH(QString, said);
    QVERIFY2(mail.contains(said), qPrintable(mail));
}

void TestHandOverTexts::givesNothingAwayThatIsWorthStealing()
{
    const QString all = issuance::mailSubject(exampleOrder()) + issuance::mailText(exampleOrder(), Now)
        + issuance::csvText(exampleOrder());
    for (const char *secret : {"acme.example", "admin@", "account-7", "tsig-77"})
        QVERIFY2(!all.contains(QLatin1String(secret)), secret);
}

void TestHandOverTexts::leavesOutWhatTheCaHasSeen()
{
    store::OrderRecord order = exampleOrder();
    order.records[0].status = u"valid"_s;
    QVERIFY(!issuance::mailText(order, Now).contains(FirstValue));
    QVERIFY(!issuance::csvText(order).contains(FirstValue));
}

void TestHandOverTexts::leavesOutWhatIsAddedByItself()
{
    store::OrderRecord order = exampleOrder();
    store::PublishSettings update;
    update.way = u"rfc2136"_s;
    update.ttl = 300;
    order.zoneWays.insert(u"alias.example."_s, update);
    const QString mail = issuance::mailText(order, Now);
    QVERIFY(mail.contains(FirstValue));
    QVERIFY(!mail.contains(u"www.lab.example"));
    QVERIFY(!issuance::csvText(order).contains(u"www.lab.example"));
    QVERIFY(issuance::zoneFileText(order).contains(u"example-lab-www 300 IN TXT")); // all, each as its zone has it
}

void TestHandOverTexts::writesATableThatRfc4180Describes()
{
    const QString table = issuance::csvText(exampleOrder());
    QVERIFY(table.endsWith(u"\r\n"));
    const QStringList lines = table.chopped(2).split(u"\r\n"_s);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], u"For,Zone,Name within the zone,Name in full,Type,Value,TTL,Zone file line"_s);
    QCOMPARE(lines[2],
        u"*.example.org,example.org,_acme-challenge,_acme-challenge.example.org.,TXT,%1,60,"
        "\"_acme-challenge.example.org. 60 IN TXT \"\"%1\"\"\""_s.arg(SecondValue));
}

// One record for a name and its wildcard, and nobody may take it out after the order.
void TestHandOverTexts::asksToLeaveAStandingRecord()
{
    store::OrderRecord order = exampleOrder();
    order.records.removeLast();
    for (store::NameRecord &each : order.records) {
        each.isStanding = true;
        each.value = u"ca.example;accounturi=https://ca.example/acct/1;policy=wildcard"_s;
    }
    const QString mail = issuance::mailText(order, Now);
    QCOMPARE(mail.count(u"   Value: "_s), 1);
    QVERIFY(mail.contains(u"have to stay for good"));
    QVERIFY(!mail.contains(u"the records can go"));
    QVERIFY(!mail.contains(u"no use any more"));
    order.records[0].standingSince = Now.addDays(-60); // it is there
    order.records[1].standingSince = Now.addDays(-60);
    QVERIFY(issuance::recordsToPublish(order).isEmpty());
}

void TestHandOverTexts::makesNoFormulaOfAValue_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("cell");
    QTest::newRow("minus") << u"-abc"_s << u",'-abc,"_s;
    QTest::newRow("plus") << u"+abc"_s << u",'+abc,"_s;
    QTest::newRow("equals") << u"=1+1"_s << u",'=1+1,"_s;
    QTest::newRow("at") << u"@SUM(A1)"_s << u",'@SUM(A1),"_s;
    QTest::newRow("a formula with a comma") << u"=A(1,2)"_s << u",\"'=A(1,2)\","_s;
    QTest::newRow("a quote") << u"a\"b"_s << u",\"a\"\"b\","_s;
    QTest::newRow("a line break") << u"a\r\nb"_s << u",\"a\r\nb\","_s;
}

void TestHandOverTexts::makesNoFormulaOfAValue()
{
    QFETCH(QString, value);
    QFETCH(QString, cell);
    store::OrderRecord order = exampleOrder();
    order.records = {record(u"example.org"_s, value, u"alias.example."_s, u"alias.example."_s)};
    const QString table = issuance::csvText(order);
    QVERIFY2(table.contains(u",TXT"_s + cell), qPrintable(table));
    QVERIFY(table.contains(u",'@,alias.example.,"_s)); // at the zone itself
}

QTEST_GUILESS_MAIN(TestHandOverTexts)
#include "tst_handovertexts.moc"
