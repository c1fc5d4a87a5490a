// SPDX-License-Identifier: MIT
#include "ui/pages/chainlines.h"
#include "ui/pages/notready.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/preflightpaths.h"
#include "ui/pages/recordtexts.h"
#include "ui/pages/refusal.h"
#include "ui/pages/snippets.h"
#include "ui/pages/watchhint.h"
#include "ui/pages/watchtable.h"
#include "ui/support/states.h"

#include <QTest>

using namespace cw;
using checks::SeenState;

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
    void saysWhatAServerGave_data();
    void saysWhatAServerGave();
    void judgesAHostByItsWorstAddress();
    void callsResolversByNameOrThisNetwork_data();
    void callsResolversByNameOrThisNetwork();
    void givesTheWorstHint_data();
    void givesTheWorstHint();
    void hasNoHintWhenThereIsOnlyWaiting();
    void readsNamesInHintsAsPeopleDo();
    void notesWhatHoldsNothingBack();
    void countsDownToTheEarliestTime();
    void saysBesideAnAnswerWhatItMeans_data();
    void saysBesideAnAnswerWhatItMeans();
    void countsDownWhatAResolverRemembers();
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

// One name with one server that gave this.
checks::Look lookWith(SeenState state, const QList<QByteArray> &found = {}, int rcode = -1)
{
    checks::NameSight name;
    name.identifier = text("example.org");
    name.owner = *dns::Name::parse(u"_acme-challenge.example.org.");
    name.zone = *dns::Name::parse(u"example.org.");
    name.expected = {"Qv3nB8sXw1LkT5yZ0pJd7RfHc2Gm9AeU4oViKtN6xYI", "sibling"};
    checks::ServerSight server;
    server.server = text("ns1.example.org");
    server.address = text("192.0.2.1");
    server.state = state;
    server.found = found;
    server.rcode = rcode;
    server.serial = 7;
    name.servers = {server};
    return checks::Look{test::exampleTime("14:00:00"), {name}};
}

const QStringList &stateWords()
{
    static const QStringList words{text("Seen"), text("Asking…"), text("Not yet"), text("Other value"),
        text("Wrong place"), text("Extra quotes"), text("Split value"), text("SERVFAIL"), text("REFUSED"),
        text("No answer"), text("Not asked")};
    return words;
}

} // namespace

void TestPageTexts::namesTheRecordWithinItsZone()
{
    const issuance::IssueState state = test::publishState();
    const ui::RecordName name = ui::recordName(state.order.records[2]);
    QCOMPARE(name.withinZone, text("c41f7"));
    QCOMPARE(name.inFull, text("c41f7.auth.example.net."));
    QCOMPARE(name.zone, text("auth.example.net"));
}

void TestPageTexts::countsTheValuesAtOneName()
{
    const store::OrderRecord order = test::publishState().order;
    QCOMPARE(ui::valuePosition(order, order.records[1]).number, 2);
    QCOMPARE(ui::valuePosition(order, order.records[1]).total, 2);
    QCOMPARE(ui::valuePosition(order, order.records[2]).total, 1);
}

void TestPageTexts::leavesOutNamesThatTheCaKnows()
{
    store::OrderRecord order = test::publishState().order;
    order.records[0].status = text("valid");
    QCOMPARE(ui::recordsToPublish(order).size(), 3);
    QVERIFY(!ui::zoneFileText(order).contains(order.records[0].value));
}

void TestPageTexts::addsAndNeverDeletesByNsupdate()
{
    store::OrderRecord order = test::publishState().order;
    order.publish.server = text("ns-a.example.net");
    order.publish.port = 5353;
    const QStringList lines = ui::nsupdateText(order).split(u'\n');
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
    const QStringList lines = ui::digText(state).split(u'\n');
    QCOMPARE(lines.size(), 7); // 3 + 2 + 2 servers; example.org and *.example.org share a name
    for (const QString &line : lines) {
        QVERIFY2(line.contains(u"+norecurse"), qPrintable(line));
        QVERIFY2(line.contains(u"-p 5300"), qPrintable(line));
        QVERIFY2(line.contains(u" @ns"), qPrintable(line));
    }
    state.watch.look.reset();
    state.preflight.clear();
    // Not known whom to ask: a resolver must not be asked for the name itself.
    QVERIFY(!ui::digText(state).contains(u"TXT"));
}

void TestPageTexts::saysWhatAServerGave_data()
{
    QTest::addColumn<SeenState>("state");
    QTest::addColumn<QList<QByteArray>>("found");
    QTest::addColumn<int>("rcode");
    QTest::addColumn<QString>("word");
    const QByteArray own = "Qv3nB8sXw1LkT5yZ0pJd7RfHc2Gm9AeU4oViKtN6xYI";
    QTest::newRow("there") << SeenState::Seen << QList<QByteArray>{own} << 0 << text("Seen");
    QTest::newRow("nothing") << SeenState::Missing << QList<QByteArray>() << 0 << text("Not yet");
    QTest::newRow("only the sibling's") << SeenState::Other << QList<QByteArray>{"sibling"} << 0 << text("Not yet");
    QTest::newRow("a stranger's") << SeenState::Other << QList<QByteArray>{"old"} << 0 << text("Other value");
    QTest::newRow("with quotes") << SeenState::Other << QList<QByteArray>{'"' + own + '"'} << 0 << text("Extra quotes");
    QTest::newRow("cut") << SeenState::Other << QList<QByteArray>{own.left(20)} << 0 << text("Split value");
    QTest::newRow("with a blank") << SeenState::Other << QList<QByteArray>{own.left(20) + ' ' + own.mid(20)} << 0
                                  << text("Split value");
    QTest::newRow("SERVFAIL") << SeenState::Error << QList<QByteArray>() << 2 << text("SERVFAIL");
    QTest::newRow("REFUSED") << SeenState::Error << QList<QByteArray>() << 5 << text("REFUSED");
    QTest::newRow("silent") << SeenState::NoAnswer << QList<QByteArray>() << -1 << text("No answer");
    QTest::newRow("not asked") << SeenState::NotAsked << QList<QByteArray>() << -1 << text("Not asked");
}

void TestPageTexts::saysWhatAServerGave()
{
    QFETCH(SeenState, state);
    QFETCH(QList<QByteArray>, found);
    QFETCH(int, rcode);
    QFETCH(QString, word);
    const ui::WatchTable table = ui::watchTable(lookWith(state, found, rcode), 53, test::exampleTime("14:21:05"));
    const ui::MatrixCell cell = table.content.groups.value(0).rows.value(0).servers.value(0);
    QCOMPARE(cell.word, word);
    QVERIFY2(stateWords().contains(cell.word), qPrintable(cell.word));
    QVERIFY(cell.icon != ui::IconName::None); // never colour alone
    QCOMPARE(table.seen, word == u"Seen" ? 1 : 0);
}

void TestPageTexts::judgesAHostByItsWorstAddress()
{
    checks::Look look = lookWith(SeenState::Seen);
    checks::ServerSight other = look.names[0].servers[0];
    other.address = text("2001:db8::1");
    other.state = SeenState::NoAnswer;
    look.names[0].servers << other;
    const ui::WatchTable table = ui::watchTable(look, 53, look.time);
    QCOMPARE(table.content.groups[0].servers.size(), 1);
    QCOMPARE(table.content.groups[0].rows[0].servers[0].word, text("No answer"));
}

void TestPageTexts::callsResolversByNameOrThisNetwork_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("title");
    QTest::newRow("nothing known") << QString() << text("This network");
    QTest::newRow("IPv4") << text("127.0.0.1:53") << text("This network");
    QTest::newRow("IPv6") << text("[2001:db8::ABCD]:53") << text("This network");
    QTest::newRow("public") << text("Quad9") << text("Quad9");
}

void TestPageTexts::callsResolversByNameOrThisNetwork()
{
    QFETCH(QString, server);
    QFETCH(QString, title);
    checks::ServerSight sight;
    sight.server = server;
    QCOMPARE(ui::resolverTitle(sight), title);
}

void TestPageTexts::givesTheWorstHint_data()
{
    QTest::addColumn<QStringList>("causes"); // of the names of the order
    QTest::addColumn<int>("told"); // which of them; -1: none
    QTest::newRow("one alone") << QStringList{text("delegation_wrong_or_lame")} << 0;
    QTest::newRow("the slip before the silence")
        << QStringList{text("nameserver_timeout"), text("record_name_doubled")} << 1;
    QTest::newRow("the silence before the waiting")
        << QStringList{text("propagation_too_early"), text("nameserver_timeout")} << 1;
    QTest::newRow("quotes before an old value") << QStringList{text("stale_txt"), text("txt_value_quoted")} << 1;
    QTest::newRow("no network before all") << QStringList{text("record_name_doubled"), text("local_resolver")} << 1;
    QTest::newRow("a word that we do not know") << QStringList{QString(), text("something_new")} << 1;
    QTest::newRow("a broken signature before a lagging server")
        << QStringList{text("propagation_too_early"), text("dnssec_bogus")} << 1;
}

void TestPageTexts::givesTheWorstHint()
{
    QFETCH(QStringList, causes);
    QFETCH(int, told);
    issuance::IssueState state = test::publishState();
    for (int i = 0; i < state.watch.look->names.size(); ++i) {
        checks::NameSight &name = state.watch.look->names[i];
        name.cause = causes.value(i);
        name.detail = name.cause.isEmpty() ? QString() : text("Saw %1.").arg(name.cause);
        name.todo = {text("Do the first of %1.").arg(i), text("Do another thing.")};
    }
    const std::optional<ui::WatchHint> hint = ui::watchHint(state);
    QVERIFY(hint);
    QCOMPARE(hint->identifier, state.order.names[told]);
    QCOMPARE(hint->text, text("Saw %1. Do the first of %2.").arg(causes[told]).arg(told));
}

void TestPageTexts::readsNamesInHintsAsPeopleDo()
{
    QCOMPARE(ui::readableText(text("The value is at _acme-challenge.xn--bcher-kva.example; enter it at *.xn--bcher-kva.example.")),
        text("The value is at _acme-challenge.bücher.example; enter it at *.bücher.example."));
    QCOMPARE(ui::readableText(text("Nothing to change.")), text("Nothing to change."));
}

void TestPageTexts::notesWhatHoldsNothingBack()
{
    issuance::IssueState state = test::publishSafeState();
    QVERIFY(!ui::watchHint(state));
    state.watch.look->names[1].note = text("ns3.dns.example does not answer, but that does no harm.");
    const std::optional<ui::WatchHint> hint = ui::watchHint(state);
    QVERIFY(hint);
    QCOMPARE(hint->tone, ui::Tone::Accent);
}

void TestPageTexts::countsDownToTheEarliestTime()
{
    issuance::IssueState state = test::publishSafeState();
    const QDateTime now = test::exampleTime("14:25:10");
    QVERIFY(!ui::watchWait(state, now));
    state.watch.look->names[0].waiting = checks::Waiting{now.addSecs(30), checks::Waiting::Reason::OldValue};
    state.watch.look->names[1].waiting = checks::Waiting{now.addSecs(192), checks::Waiting::Reason::NegativeAnswer};
    const std::optional<ui::WatchWait> wait = ui::watchWait(state, now);
    QVERIFY(wait);
    QCOMPARE(wait->until, now.addSecs(192)); // the longest of all names
    QVERIFY2(wait->text.contains(text("3:12")), qPrintable(wait->text));
    QVERIFY(ui::watchWait(state, now.addSecs(100))->text.contains(text("1:32")));
    QVERIFY(!ui::watchWait(state, now.addSecs(192)));
}

void TestPageTexts::saysBesideAnAnswerWhatItMeans_data()
{
    QTest::addColumn<checks::ServerSight>("sight");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("sub");
    const checks::ServerSight plain = lookWith(SeenState::Missing).names[0].servers[0];
    checks::ServerSight behind = plain;
    behind.behind = 2;
    QTest::newRow("a serial behind") << behind << text("Not yet") << text("serial 2 behind");
    checks::ServerSight old = lookWith(SeenState::Other, {"old"}).names[0].servers[0];
    old.ttl = std::chrono::seconds(41);
    QTest::newRow("another value with its TTL") << old << text("Other value") << text("TTL 41 s");
    checks::ServerSight harmless = lookWith(SeenState::NoAnswer).names[0].servers[0];
    harmless.isHarmless = true;
    QTest::newRow("a silent server that does no harm") << harmless << text("No answer") << text("not needed");
    checks::ServerSight slow = lookWith(SeenState::Seen).names[0].servers[0];
    slow.trouble = checks::Trouble::Silent;
    QTest::newRow("seen, but late") << slow << text("Seen") << text("too slow");
}

void TestPageTexts::saysBesideAnAnswerWhatItMeans()
{
    QFETCH(checks::ServerSight, sight);
    QFETCH(QString, word);
    QFETCH(QString, sub);
    checks::Look look = lookWith(SeenState::Missing);
    look.names[0].servers = {sight};
    const ui::MatrixCell cell = ui::watchTable(look, 53, look.time).content.groups[0].rows[0].servers[0];
    QCOMPARE(cell.word, word);
    // Without a catalogue %n stays as it is in English.
    QCOMPARE(cell.sub, sub);
}

void TestPageTexts::countsDownWhatAResolverRemembers()
{
    checks::Look look = lookWith(SeenState::Seen);
    checks::ServerSight resolver;
    resolver.server = text("Quad9");
    resolver.address = text("https://9.9.9.9/dns-query");
    resolver.state = SeenState::Missing;
    resolver.goneIn = std::chrono::seconds(192);
    look.names[0].resolvers = {resolver};
    const auto cellAt = [&look](int seconds) {
        return ui::watchTable(look, 53, look.time.addSecs(seconds)).content.groups[0].rows[0].resolvers[0];
    };
    QCOMPARE(cellAt(0).sub, text("gone in 3:12"));
    QCOMPARE(cellAt(12).sub, text("gone in 3:00"));
    QVERIFY(ui::watchTable(look, 53, look.time).isCountingDown);
    QCOMPARE(cellAt(192).sub, QString());
    QVERIFY(!ui::watchTable(look, 53, look.time.addSecs(192)).isCountingDown);
    QVERIFY(cellAt(0).copyText.startsWith(text("dig +https=/dns-query TXT _acme-challenge.example.org. @9.9.9.9")));
}

void TestPageTexts::hasNoHintWhenThereIsOnlyWaiting()
{
    issuance::IssueState state = test::publishState();
    state.watch.look = lookWith(SeenState::Missing);
    QVERIFY(!ui::watchHint(state));
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
