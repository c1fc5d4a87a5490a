// SPDX-License-Identifier: MIT
#include "ui/pages/pagewords.h"
#include "ui/pages/watchhint.h"
#include "ui/pages/watchtable.h"
#include "ui/support/states.h"

#include <QTest>

using namespace cw;
using checks::SeenState;

// What step 5 says about the answers of servers and resolvers.
class TestWatchTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

void TestWatchTexts::saysWhatAServerGave_data()
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

void TestWatchTexts::saysWhatAServerGave()
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

void TestWatchTexts::judgesAHostByItsWorstAddress()
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

void TestWatchTexts::callsResolversByNameOrThisNetwork_data()
{
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("title");
    QTest::newRow("nothing known") << QString() << text("This network");
    QTest::newRow("IPv4") << text("127.0.0.1:53") << text("This network");
    QTest::newRow("IPv6") << text("[2001:db8::ABCD]:53") << text("This network");
    QTest::newRow("public") << text("Quad9") << text("Quad9");
}

void TestWatchTexts::callsResolversByNameOrThisNetwork()
{
    QFETCH(QString, server);
    QFETCH(QString, title);
    checks::ServerSight sight;
    sight.server = server;
    QCOMPARE(ui::resolverTitle(sight), title);
}

void TestWatchTexts::givesTheWorstHint_data()
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

void TestWatchTexts::givesTheWorstHint()
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

void TestWatchTexts::hasNoHintWhenThereIsOnlyWaiting()
{
    issuance::IssueState state = test::publishState();
    state.watch.look = lookWith(SeenState::Missing);
    QVERIFY(!ui::watchHint(state));
}

void TestWatchTexts::readsNamesInHintsAsPeopleDo()
{
    QCOMPARE(ui::readableText(text("The value is at _acme-challenge.xn--bcher-kva.example; enter it at *.xn--bcher-kva.example.")),
        text("The value is at _acme-challenge.bücher.example; enter it at *.bücher.example."));
    QCOMPARE(ui::readableText(text("Nothing to change.")), text("Nothing to change."));
}

void TestWatchTexts::notesWhatHoldsNothingBack()
{
    issuance::IssueState state = test::publishSafeState();
    QVERIFY(!ui::watchHint(state));
    state.watch.look->names[1].note = text("ns3.dns.example does not answer, but that does no harm.");
    const std::optional<ui::WatchHint> hint = ui::watchHint(state);
    QVERIFY(hint);
    QCOMPARE(hint->tone, ui::Tone::Accent);
}

void TestWatchTexts::countsDownToTheEarliestTime()
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

void TestWatchTexts::saysBesideAnAnswerWhatItMeans_data()
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

void TestWatchTexts::saysBesideAnAnswerWhatItMeans()
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

void TestWatchTexts::countsDownWhatAResolverRemembers()
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

QTEST_MAIN(TestWatchTexts)
#include "tst_watchtexts.moc"
