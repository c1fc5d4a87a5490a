// SPDX-License-Identifier: MIT
#include "issuance/recordtexts.h"
#include "ui/pages/chainlines.h"
#include "ui/pages/notready.h"
#include "ui/pages/preflightpaths.h"
#include "ui/pages/refusal.h"
#include "ui/pages/snippets.h"
#include "ui/support/states.h"

#include <QTest>

using namespace cw;

// What the pages say, made by pure functions.
class TestPageTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheRecordWithinItsZone();
    void countsTheValuesAtOneName();
    void leavesOutNamesThatTheCaKnows();
    void addsAndNeverDeletesByNsupdate();
    void asksOnlyAuthoritativeServersByDig();
    void keepsUrlsAndMailOutOfTheReport();
    void foldsALongClimb();
    void saysThatAPrivateRootIsNotTrusted();
    void listsWhatIsNotReady();
    void putsTheFolderIntoEverySnippet();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

} // namespace

void TestPageTexts::namesTheRecordWithinItsZone()
{
    const issuance::IssueState state = test::publishState();
    const issuance::RecordName name = issuance::recordName(state.order.records[2]);
    QCOMPARE(name.withinZone, text("c41f7"));
    QCOMPARE(name.inFull, text("c41f7.auth.example.net."));
    QCOMPARE(name.zone, text("auth.example.net"));
}

void TestPageTexts::countsTheValuesAtOneName()
{
    const store::OrderRecord order = test::publishState().order;
    QCOMPARE(issuance::valuePosition(order, order.records[1]).number, 2);
    QCOMPARE(issuance::valuePosition(order, order.records[1]).total, 2);
    QCOMPARE(issuance::valuePosition(order, order.records[2]).total, 1);
}

void TestPageTexts::leavesOutNamesThatTheCaKnows()
{
    store::OrderRecord order = test::publishState().order;
    order.records[0].status = text("valid");
    QCOMPARE(issuance::recordsToPublish(order).size(), 3);
    QVERIFY(!issuance::zoneFileText(order).contains(order.records[0].value));
}

void TestPageTexts::addsAndNeverDeletesByNsupdate()
{
    store::OrderRecord order = test::publishState().order;
    order.publish.server = text("ns-a.example.net");
    order.publish.port = 5353;
    const QStringList lines = issuance::nsupdateText(order).split(u'\n');
    QCOMPARE(lines.filter(text("update add")).size(), 4);
    QCOMPARE(lines.filter(text("server ns-a.example.net 5353")).size(), 3);
    QCOMPARE(lines.filter(text("send")).size(), 3);
    QVERIFY(lines.filter(text("delete")).isEmpty());
    QVERIFY(lines.contains(text("update add c41f7.auth.example.net. 60 IN TXT \"%1\"").arg(order.records[2].value)));
}

void TestPageTexts::asksOnlyAuthoritativeServersByDig()
{
    issuance::IssueState state = test::publishState();
    state.order.dns.authoritativePort = 5300;
    const QStringList lines = issuance::digText(state).split(u'\n');
    QCOMPARE(lines.size(), 7); // 3 + 2 + 2 servers; example.org and *.example.org share a name
    for (const QString &line : lines) {
        QVERIFY2(line.contains(u"+norecurse"), qPrintable(line));
        QVERIFY2(line.contains(u"-p 5300"), qPrintable(line));
        QVERIFY2(line.contains(u" @ns"), qPrintable(line));
    }
    state.watch.look.reset();
    state.preflight.clear();
    // Not known whom to ask: a resolver must not be asked for the name itself.
    QVERIFY(!issuance::digText(state).contains(u"TXT"));
}

void TestPageTexts::keepsUrlsAndMailOutOfTheReport()
{
    issuance::IssueState state = test::refusedState();
    store::AccountRecord account;
    account.url = text("https://acme.example/account/77");
    state.accounts = {account};
    state.order.records[1].problem.insert(text("instance"), text("https://acme.example/account/77/problem"));
    state.order.records[1].problem.insert(
        text("detail"), text("seen by https://acme.example/order/1 for admin@example.org"));
    const QString report = ui::refusalReport(state);
    for (const char *secret : {"account/77", "acme.example/order/1", "admin@example.org"})
        QVERIFY2(!report.contains(text(secret)), qPrintable(report));
    QVERIFY(report.contains(text("urn:ietf:params:acme:error:unauthorized")));
    QVERIFY(report.contains(text("7RbE1hUo9nXc-KzW5tMq0yGvJ2aPs4LdTf8HiNk3BwQ"))); // whole, not elided
    QVERIFY(!ui::problemJson(state, ui::refusals(state.order).first()).contains(text("account/77")));
}

void TestPageTexts::foldsALongClimb()
{
    checks::CaaVerdict verdict;
    for (const char *name :
        {"a.b.c.d.example.org.", "b.c.d.example.org.", "c.d.example.org.", "d.example.org.", "example.org.", "org."}) {
        checks::CaaStep step;
        step.name = *dns::Name::parse(text(name));
        step.state = checks::CaaStep::State::Empty;
        verdict.steps << step;
    }
    const QList<ui::PathDiagram::Node> nodes = ui::caaPath(verdict);
    QCOMPARE(nodes.size(), 4);
    QCOMPARE(nodes.first().title, text("a.b.c.d.example.org"));
    QVERIFY(nodes[1].sentence.contains(text("c.d.example.org")));
    QCOMPARE(nodes.last().title, text("org"));
    QCOMPARE(nodes.last().word, text("Every CA may"));
}

void TestPageTexts::saysThatAPrivateRootIsNotTrusted()
{
    issuance::IssueState state = test::inPractice(test::issuedState());
    state.chainCheck->isTrustedHere = false;
    const QList<ui::ChainLine> lines = ui::chainLines(state);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.last().tone, ui::Tone::Warn);
    QVERIFY(lines.last().toolTip.contains(text("expected for a private CA")));
}

void TestPageTexts::listsWhatIsNotReady()
{
    const ui::ConfirmDialog::Content content = ui::notReadyContent(test::publishState());
    QCOMPARE(content.facts.size(), 3);
    QCOMPARE(content.facts[0].subject, text("example.org, *.example.org"));
    QCOMPARE(content.facts[0].text, text("missing at ns3.dns.example (1 of 3)"));
    QCOMPARE(content.facts[1].tone, ui::Tone::Ok);
    QCOMPARE(content.facts[2].subject, text("bücher.example"));
    QVERIFY(content.lead.contains(text("3 of 4")));
}

void TestPageTexts::putsTheFolderIntoEverySnippet()
{
    const QList<ui::Snippet> all = ui::snippets(text("/srv/tls/example.org/"));
    QCOMPARE(all.size(), 5);
    for (const ui::Snippet &each : all) {
        QVERIFY2(each.text.contains(text("/srv/tls/example.org/fullchain.pem")), qPrintable(each.program));
        QVERIFY2(each.text.contains(text("/srv/tls/example.org/privkey.pem")), qPrintable(each.program));
    }
}

QTEST_MAIN(TestPageTexts)
#include "tst_pagetexts.moc"
