// SPDX-License-Identifier: MIT
// Why a value is not where it should be: what a look finds out when the servers do not have it.
#include "propagationworld.h"

using namespace cw;
using namespace cw::checks;
using namespace cw::test;
using namespace Qt::StringLiterals;

class TestLookElsewhere : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheCause_data();
    void tellsTheCause();
    void findsTheValueAtAMistypedName_data();
    void findsTheValueAtAMistypedName();
    void aWildcardWithTheValueIsNoSlip();
    void seesThatAWildcardAliasAnswers();
    void seesThatAWildcardTextAnswers();
    void anOwnAliasIsNoWildcard();
    void saysThatTheAliasLeadsToNothing();
    void knowsOurOwnFormerValues();
    void seesThatOneValueReplacedTheOther();
    void asksNoResolverWhileItLooks();
};

void TestLookElsewhere::tellsTheCause_data()
{
    QTest::addColumn<QByteArray>("there");
    QTest::addColumn<SeenState>("state");
    QTest::addColumn<QString>("cause");
    QTest::newRow("nothing") << QByteArray() << SeenState::Missing << u"propagation_too_early"_s;
    QTest::newRow("value of an earlier order") << Old << SeenState::Other << u"stale_txt"_s;
    QTest::newRow("in quotes") << '"' + One + '"' << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("cut") << One.left(40) << SeenState::Other << u"txt_value_quoted"_s;
    QTest::newRow("some other text") << QByteArray("v=spf1 -all") << SeenState::Other << u"propagation_too_early"_s;
}

void TestLookElsewhere::tellsTheCause()
{
    QFETCH(QByteArray, there);
    QFETCH(SeenState, state);
    QFETCH(QString, cause);
    PropagationWorld world;
    if (!there.isEmpty())
        world.putEverywhere(there);
    const NameSight sight = world.sight();
    QCOMPARE(serverAt(sight, "192.0.2.1").state, state);
    QCOMPARE(sight.cause, cause);
    QVERIFY(!sight.detail.isEmpty());
    QVERIFY(!sight.todo.isEmpty());
}

void TestLookElsewhere::findsTheValueAtAMistypedName_data()
{
    QTest::addColumn<QByteArray>("wrong");
    for (const char *wrong : {"_acme-challenge.www.example.org.example.org", "acme-challenge.www.example.org",
             "_acme_challenge.www.example.org", "_acme-challenge.example.org", "www.example.org",
             "_acme-challenge.www.example.org.www.example.org"})
        QTest::newRow(wrong) << QByteArray(wrong);
}

void TestLookElsewhere::findsTheValueAtAMistypedName()
{
    QFETCH(QByteArray, wrong);
    PropagationWorld world;
    world.putEverywhere(One, wrong.constData());
    const NameSight sight = world.sight({expected({One}, "_acme-challenge.www.example.org")});
    QCOMPARE(sight.cause, u"record_name_doubled"_s);
    QVERIFY(sight.detail.contains(QString::fromLatin1(wrong) + u';'));
    QVERIFY(!world.dns.wasAskedRecursively(wrong.constData()) || wrong == "www.example.org");
}

void TestLookElsewhere::aWildcardWithTheValueIsNoSlip()
{
    PropagationWorld world;
    world.putEverywhere(One, "*.example.org");
    world.putEverywhere(Old);
    QCOMPARE(world.sight().cause, u"stale_txt"_s);
}

void TestLookElsewhere::seesThatAWildcardAliasAnswers()
{
    PropagationWorld world;
    world.dns.addZone("cdn.org", {"ns1.cdn.org=192.0.2.10"}, "edge A 192.0.2.80");
    world.dns.addRecord("example.org", "* CNAME edge.cdn.org.");
    const NameSight sight = world.sight();
    QCOMPARE(sight.cause, u"wildcard_cname_swallows"_s);
    QVERIFY(sight.detail.contains(u"edge.cdn.org"));
}

void TestLookElsewhere::seesThatAWildcardTextAnswers()
{
    PropagationWorld world;
    world.dns.addRecord("example.org", "* TXT \"v=spf1 -all\"");
    QCOMPARE(world.sight().cause, u"wildcard_cname_swallows"_s);
}

void TestLookElsewhere::anOwnAliasIsNoWildcard()
{
    PropagationWorld world;
    world.dns.addZone("cdn.org", {"ns1.cdn.org=192.0.2.10"}, "edge A 192.0.2.80\ntoken TXT \"v=spf1 -all\"");
    world.dns.addRecord("example.org", "* CNAME edge.cdn.org.");
    world.dns.addRecord("example.org", "_acme-challenge CNAME token.cdn.org.");
    QCOMPARE(world.sight().cause, u"cname_conflict_or_alias"_s);
}

void TestLookElsewhere::saysThatTheAliasLeadsToNothing()
{
    PropagationWorld world;
    world.dns.addZone("alias.org", {"ns1.alias.org=192.0.2.10"});
    world.dns.addRecord("example.org", "_acme-challenge CNAME token.alias.org.");
    const NameSight sight = world.sight();
    QCOMPARE(sight.cause, u"cname_conflict_or_alias"_s);
    QVERIFY(sight.detail.contains(u"token.alias.org"));
    QVERIFY(sight.todo.first().contains(QString::fromLatin1(One)));
}

void TestLookElsewhere::knowsOurOwnFormerValues()
{
    PropagationWorld world;
    world.putEverywhere("of-another-shape");
    ExpectedRecord record = expected();
    QCOMPARE(world.sight({record}).cause, u"propagation_too_early"_s);
    record.formerValues = {"of-another-shape"};
    QCOMPARE(world.sight({record}).cause, u"stale_txt"_s);
}

void TestLookElsewhere::seesThatOneValueReplacedTheOther()
{
    PropagationWorld world;
    world.putEverywhere(Two);
    ExpectedRecord wildcard = expected({Two, One});
    wildcard.identifier = u"*.example.org"_s;
    const Look look = world.look({expected({One, Two}), wildcard});
    QCOMPARE(look.names.at(0).cause, u"single_txt_overwritten"_s);
    QVERIFY(!look.names.at(0).servers.first().isOwnValueSeen);
    QVERIFY(look.names.at(1).servers.first().isOwnValueSeen);
}

void TestLookElsewhere::asksNoResolverWhileItLooks()
{
    PropagationWorld world;
    world.sight();
    QVERIFY(!world.dns.wasAskedRecursively("_acme-challenge.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("acme-challenge.example.org"));
    QVERIFY(!world.dns.wasAskedRecursively("_certwright-sibling.example.org"));
}

QTEST_GUILESS_MAIN(TestLookElsewhere)
#include "tst_lookelsewhere.moc"
