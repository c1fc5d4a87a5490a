// SPDX-License-Identifier: MIT
#include "checks/aliasdesign.h"

#include <QSet>
#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

dns::Name name(const QString &text)
{
    return dns::Name::parse(text).value();
}

AliasChoice choice(AliasScheme scheme = AliasScheme::Host)
{
    return {name(u"alias.example"_s), scheme, AliasVariant::Cname, {}, {}};
}

QString targetOf(const QString &identifier, AliasScheme scheme = AliasScheme::Host)
{
    return planAliases({identifier}, choice(scheme)).value().first().target.relativeTo(name(u"alias.example"_s));
}

} // namespace

class TestAliasDesign : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTargetsSoThatTheyCanBeReadBack_data();
    void namesTargetsSoThatTheyCanBeReadBack();
    void usesAHashWhereNoLabelHoldsTheName();
    void readsNothingIntoOtherNames_data();
    void readsNothingIntoOtherNames();
    void hashesTheNameAsShaSumDoes();
    void keepsAUuidOnceItIsMade();
    void givesEveryNameATargetOfItsOwn();
    void aNameAndItsWildcardShareOneAlias();
    void writesTheLineOfAnAlias();
    void writesTheLinesOfADelegation();
    void writesFullNamesWhereTheZoneIsNotKnown();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
};

void TestAliasDesign::namesTargetsSoThatTheyCanBeReadBack_data()
{
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QString>("target");
    QTest::newRow("a host") << u"foo.example.com"_s << u"com-example-foo"_s;
    QTest::newRow("a dash") << u"www.example-x.com"_s << u"com-example--x-www"_s;
    QTest::newRow("a dash where a dot could be") << u"a-b.example.com"_s << u"com-example-a--b"_s;
    QTest::newRow("two dashes") << u"a--b.example.com"_s << u"com-example-a----b"_s;
    QTest::newRow("an international name") << u"xn--bcher-kva.example"_s << u"example-xn----bcher--kva"_s;
    QTest::newRow("an international top") << u"a.xn--p1ai"_s << u"0-xn----p1ai-a"_s;
    QTest::newRow("a host called 0") << u"0.example"_s << u"example-0"_s;
    QTest::newRow("one label") << u"intranet"_s << u"intranet"_s;
    QTest::newRow("capitals") << u"WWW.Example.COM"_s << u"com-example-www"_s;
    const QString longLabel(60, u'a');
    QTest::newRow("longer than a label") << longLabel + u".example.com"_s << longLabel + u".com-example"_s;
    QTest::newRow("much longer") << u"%1.%1.example.com"_s.arg(longLabel) << u"%1.%1.com-example"_s.arg(longLabel);
}

void TestAliasDesign::namesTargetsSoThatTheyCanBeReadBack()
{
    QFETCH(QString, identifier);
    QFETCH(QString, target);
    QCOMPARE(targetOf(identifier), target);
    const dns::Name zone = name(u"alias.example"_s);
    QCOMPARE(identifierOfTarget(name(target + u".alias.example"_s), zone), std::optional(identifier.toLower()));
}

void TestAliasDesign::usesAHashWhereNoLabelHoldsTheName()
{
    const QString dashes = QString(u"a-"_s).repeated(30) + u"a.example.com"_s; // 91 octets with its dashes doubled
    const AliasPlan plan = planAliases({dashes}, choice()).value().first();
    QCOMPARE(plan.scheme, AliasScheme::Sha1);
    QCOMPARE(plan.target.labels().first().size(), 40);
    // Each label fits, the whole name does not.
    const QString whole = u"%1.%1.%1.a"_s.arg(QString(60, u'a'));
    AliasChoice farAway = choice();
    farAway.zone = name(u"%1.alias.example"_s.arg(QString(60, u'b')));
    QCOMPARE(planAliases({whole}, farAway).value().first().scheme, AliasScheme::Sha1);
}

void TestAliasDesign::readsNothingIntoOtherNames_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("the zone itself") << u"alias.example"_s;
    QTest::newRow("another zone") << u"com-example.other.example"_s;
    QTest::newRow("three dashes") << u"com---example.alias.example"_s;
    QTest::newRow("a dash at the end") << u"com-example-.alias.example"_s;
    QTest::newRow("a dash in front") << u"-com.alias.example"_s;
    QTest::newRow("labels that would fit into one") << u"foo.com-example.alias.example"_s;
}

void TestAliasDesign::readsNothingIntoOtherNames()
{
    QFETCH(QString, target);
    QVERIFY(!identifierOfTarget(name(target), name(u"alias.example"_s)));
}

void TestAliasDesign::hashesTheNameAsShaSumDoes()
{
    // printf %s www.example.org | sha1sum
    QCOMPARE(targetOf(u"www.example.org"_s, AliasScheme::Sha1), u"eb0dbb3418283986bfdba3fa8ace1d2a14355b9a"_s);
    QCOMPARE(targetOf(u"*.WWW.Example.org"_s, AliasScheme::Sha1), targetOf(u"www.example.org"_s, AliasScheme::Sha1));
}

void TestAliasDesign::keepsAUuidOnceItIsMade()
{
    const AliasChoice first = withUuids(choice(AliasScheme::Uuid), {u"*.example.org"_s});
    QCOMPARE(first.uuids.value(u"example.org"_s).size(), 36);
    const AliasChoice second = withUuids(first, {u"example.org"_s, u"www.example.org"_s});
    QCOMPARE(second.uuids.value(u"example.org"_s), first.uuids.value(u"example.org"_s));
    QVERIFY(second.uuids.value(u"www.example.org"_s) != second.uuids.value(u"example.org"_s));
    QCOMPARE(planAliases({u"example.org"_s}, second).value().first().target,
        name(first.uuids.value(u"example.org"_s) + u".alias.example"_s));
}

void TestAliasDesign::givesEveryNameATargetOfItsOwn()
{
    // Names that a scheme without escapes would mix up.
    const QStringList names{u"a.b.example.com"_s, u"a-b.example.com"_s, u"b-a.example.com"_s, u"b.a.example.com"_s,
        u"a--b.example.com"_s, u"b.example-a.com"_s, u"a.b-example.com"_s, u"example.com"_s, u"com.example"_s,
        u"xn--p1ai.0"_s, u"xn--p1ai"_s, u"p1ai.xn"_s};
    const QList<AliasPlan> plans = planAliases(names, choice()).value();
    QSet<dns::Name> targets;
    for (const AliasPlan &plan : plans)
        targets.insert(plan.target);
    QCOMPARE(targets.size(), names.size());
}

void TestAliasDesign::aNameAndItsWildcardShareOneAlias()
{
    const QList<AliasPlan> plans
        = planAliases({u"example.org"_s, u"*.example.org"_s, u"a.example.org"_s}, choice()).value();
    QCOMPARE(plans.size(), 2);
    QCOMPARE(plans[0].identifier, u"example.org"_s);
    QCOMPARE(plans[0].validationName, name(u"_acme-challenge.example.org"_s));
    QCOMPARE(plans[1].identifier, u"a.example.org"_s);
}

void TestAliasDesign::writesTheLineOfAnAlias()
{
    const QList<AliasPlan> plans = planAliases({u"foo.example.com"_s, u"example.net"_s}, choice()).value();
    const QList<MainZoneRecord> records
        = mainZoneRecords(plans[0], name(u"example.com"_s)) + mainZoneRecords(plans[1], name(u"example.net"_s));
    QCOMPARE(records[0].nameWithinZone(), u"_acme-challenge.foo"_s);
    QCOMPARE(records[0].type, u"CNAME"_s);
    QCOMPARE(records[0].value, u"com-example-foo.alias.example."_s);
    QCOMPARE(records[0].ttl, 3600);
    QCOMPARE(zoneFileLines(records),
        u"$ORIGIN example.com.\n"
        "_acme-challenge.foo 3600 IN CNAME com-example-foo.alias.example.\n"
        "$ORIGIN example.net.\n"
        "_acme-challenge 3600 IN CNAME net-example.alias.example."_s);
}

void TestAliasDesign::writesTheLinesOfADelegation()
{
    AliasChoice wanted = choice();
    wanted.zone = {};
    wanted.variant = AliasVariant::NameServers;
    wanted.servers = {name(u"ns1.alias.example"_s), name(u"ns2.alias.example"_s)};
    const AliasPlan plan = planAliases({u"foo.example.com"_s}, wanted).value().first();
    QCOMPARE(plan.target, plan.validationName);
    QCOMPARE(zoneFileLines(mainZoneRecords(plan, name(u"example.com"_s))),
        u"$ORIGIN example.com.\n"
        "_acme-challenge.foo 3600 IN NS ns1.alias.example.\n"
        "_acme-challenge.foo 3600 IN NS ns2.alias.example."_s);
}

void TestAliasDesign::writesFullNamesWhereTheZoneIsNotKnown()
{
    const AliasPlan plan = planAliases({u"foo.example.com"_s}, choice()).value().first();
    QCOMPARE(zoneFileLines(mainZoneRecords(plan, {})),
        u"_acme-challenge.foo.example.com. 3600 IN CNAME com-example-foo.alias.example."_s);
}

void TestAliasDesign::saysWhatIsMissing_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<AliasChoice>("wanted");
    QTest::addColumn<int>("fault");
    AliasChoice bad = choice();
    QTest::newRow("no names") << QStringList() << bad << int(BadInput::Fault::NoNames);
    bad.zone = {};
    QTest::newRow("no zone") << QStringList{u"example.org"_s} << bad << int(BadInput::Fault::EmptyName);
    bad.variant = AliasVariant::NameServers;
    QTest::newRow("no servers") << QStringList{u"example.org"_s} << bad << int(BadInput::Fault::MissingOption);
    QTest::newRow("no UUID") << QStringList{u"example.org"_s} << choice(AliasScheme::Uuid)
                             << int(BadInput::Fault::MissingOption);
    const QString label(60, u'a');
    bad = choice();
    bad.zone = name(u"%1.%1.%1.%1"_s.arg(label));
    QTest::newRow("a zone without room") << QStringList{u"example.org"_s} << bad << int(BadInput::Fault::NameTooLong);
    QTest::newRow("a name without room") << QStringList{u"%1.%1.%1.%1"_s.arg(label)} << choice()
                                         << int(BadInput::Fault::NameTooLong);
}

void TestAliasDesign::saysWhatIsMissing()
{
    QFETCH(QStringList, names);
    QFETCH(AliasChoice, wanted);
    QFETCH(int, fault);
    const auto plans = planAliases(names, wanted);
    QVERIFY(!plans);
    QCOMPARE(int(std::get<BadInput>(plans.failure()).fault), fault);
}

QTEST_GUILESS_MAIN(TestAliasDesign)
#include "tst_aliasdesign.moc"
