// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "issuance/aliaswish.h"
#include "issuance/ordercontroller.h"
#include "support/fakeworld.h"

#include <QFile>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using namespace Qt::StringLiterals;

// The alias zone of a site, from what was typed to what is in DNS.
class TestAliasWork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<test::FakeWorld>(); }
    void cleanup()
    {
        m_controller.reset();
        Operation::waitForAll();
        m_world.reset();
    }
    void readsWhatWasTyped_data();
    void readsWhatWasTyped();
    void makesAUuidForEachNameOnce();
    void proposesTheChoiceOfTheLastOrder();
    void keepsTheLastOfManyChoices();
    void keepsNothingThatCannotBeRead();
    void saysThatTheRememberedChoiceIsDamaged();
    void seesWhereTheNamesLead();

private:
    OrderController &start();
    const IssueState &state() const { return m_controller->state(); }

    std::unique_ptr<test::FakeWorld> m_world;
    std::unique_ptr<OrderController> m_controller;
};

OrderController &TestAliasWork::start()
{
    m_controller = std::make_unique<OrderController>(m_world->environment);
    return *m_controller;
}

void TestAliasWork::readsWhatWasTyped_data()
{
    QTest::addColumn<store::AliasChoice>("typed");
    QTest::addColumn<QString>("read"); // zone or servers; empty: refused
    QTest::newRow("a zone") << store::AliasChoice{u" Alias.Example.net. "_s, u"host"_s, u"cname"_s, {}, {}}
                            << u"alias.example.net."_s;
    QTest::newRow("an international zone") << store::AliasChoice{u"bücher.example"_s, u"sha1"_s, u"cname"_s, {}, {}}
                                           << u"xn--bcher-kva.example."_s;
    QTest::newRow("an underscore") << store::AliasChoice{u"_acme.example.net"_s, u"host"_s, u"cname"_s, {}, {}}
                                   << u"_acme.example.net."_s;
    QTest::newRow("servers") << store::AliasChoice{{}, u"host"_s, u"ns"_s, {u"NS1.example.net."_s, u"ns2.example.net"_s}, {}}
                             << u"ns1.example.net. ns2.example.net."_s;
    QTest::newRow("a server twice") << store::AliasChoice{{}, u"host"_s, u"ns"_s, {u"ns1.a"_s, u"NS1.a."_s}, {}} << u"ns1.a."_s;
    QTest::newRow("nothing") << store::AliasChoice{} << QString();
    QTest::newRow("a blank within") << store::AliasChoice{u"a b.example"_s, u"host"_s, u"cname"_s, {}, {}} << QString();
    QTest::newRow("a line break") << store::AliasChoice{u"a\n@.example"_s, u"host"_s, u"cname"_s, {}, {}} << QString();
    QTest::newRow("an escape") << store::AliasChoice{u"a\\046b.example"_s, u"host"_s, u"cname"_s, {}, {}} << QString();
    QTest::newRow("two dots") << store::AliasChoice{u"a..example"_s, u"host"_s, u"cname"_s, {}, {}} << QString();
    QTest::newRow("an unknown scheme") << store::AliasChoice{u"a.example"_s, u"md5"_s, u"cname"_s, {}, {}} << QString();
    QTest::newRow("an unknown variant") << store::AliasChoice{u"a.example"_s, u"host"_s, u"a"_s, {}, {}} << QString();
    QTest::newRow("no servers") << store::AliasChoice{{}, u"host"_s, u"ns"_s, {}, {}} << QString();
}

void TestAliasWork::readsWhatWasTyped()
{
    QFETCH(store::AliasChoice, typed);
    QFETCH(QString, read);
    const Result<checks::AliasChoice> choice = readAliasChoice(typed);
    QCOMPARE(bool(choice), !read.isEmpty());
    if (!choice)
        return;
    QStringList names;
    for (const dns::Name &server : choice->servers)
        names << server.toString();
    QCOMPARE(choice->variant == checks::AliasVariant::Cname ? choice->zone.toString() : names.join(u' '), read);
}

void TestAliasWork::makesAUuidForEachNameOnce()
{
    store::AliasChoice choice{u"alias.example.net"_s, u"uuid"_s, u"cname"_s, {}, {}};
    const auto first = issuance::planAliases({u"example.org"_s, u"*.example.org"_s}, choice);
    QCOMPARE(first->size(), 1);
    QCOMPARE(choice.uuids.size(), 1);
    QCOMPARE(issuance::planAliases({u"example.org"_s}, choice)->first().target, first->first().target);
}

void TestAliasWork::proposesTheChoiceOfTheLastOrder()
{
    const store::AliasChoice choice{u"alias.example.net"_s, u"sha1"_s, u"cname"_s, {}, {}};
    start().setAliasChoice(choice);
    QTRY_VERIFY(!state().isRunning(Activity::AliasChoice));
    start().loadAliasChoice();
    QTRY_VERIFY(state().aliases.isLoaded);
    QCOMPARE(state().aliases.choice, choice);
}

void TestAliasWork::keepsTheLastOfManyChoices()
{
    start();
    for (int i = 0; i < 20; ++i)
        m_controller->setAliasChoice({u"alias%1.example.net"_s.arg(i), u"host"_s, u"cname"_s, {}, {}});
    QTRY_VERIFY(!state().isRunning(Activity::AliasChoice));
    QCOMPARE(store::AliasChoices(m_world->home.path()).load()->zone, u"alias19.example.net"_s);
}

void TestAliasWork::keepsNothingThatCannotBeRead()
{
    start().setAliasChoice({u"not a zone"_s, u"host"_s, u"cname"_s, {}, {}});
    QCOMPARE(state().aliases.choice.zone, u"not a zone"_s); // the field shows what is wrong
    QVERIFY(!state().isRunning(Activity::AliasChoice));
    QVERIFY(!QFile::exists(m_world->home.filePath(u"alias.json"_s)));
}

void TestAliasWork::saysThatTheRememberedChoiceIsDamaged()
{
    QFile file(m_world->home.filePath(u"alias.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("x");
    file.close();
    start().loadAliasChoice();
    QTRY_VERIFY(state().aliases.isLoaded);
    QVERIFY(state().failure(Activity::AliasChoice));
}

void TestAliasWork::seesWhereTheNamesLead()
{
    store::AliasChoice choice{u"auth.example.net"_s, u"host"_s, u"cname"_s, {}, {}};
    const QList<checks::AliasPlan> plans
        = issuance::planAliases({u"alias.example.org"_s, u"www.example.org"_s}, choice).value();
    start().checkAliases(plans);
    QVERIFY(state().isRunning(Activity::AliasCheck));
    QTRY_COMPARE(state().aliases.sights.size(), 2);
    QVERIFY(!state().isRunning(Activity::AliasCheck));
    QCOMPARE(state().aliases.sights[0].state, checks::AliasState::Elsewhere);
    QCOMPARE(state().aliases.sights[1].state, checks::AliasState::Missing);
    m_world->dns.addRecord("example.org", "_acme-challenge.www CNAME org-example-www.auth.example.net.");
    m_controller->checkAliases(plans);
    QTRY_COMPARE(state().aliases.sights[1].state, checks::AliasState::Right);
}

QTEST_GUILESS_MAIN(TestAliasWork)
#include "tst_aliaswork.moc"
