// SPDX-License-Identifier: MIT
#include "ui/pages/findingitem.h"
#include "ui/pages/findinggroups.h"
#include "ui/pages/orderpage.h"
#include "ui/support/findingstates.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/expander.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/pathdiagram.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace cw;
using checks::Severity;
using issuance::Activity;
using issuance::Step;
using test::PageHost;

// Step 3 with findings of every kind: what is told where, and what is folded away.
class TestPreflightFindings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void knowsAPlaceForEveryCheck();
    void tellsTheWorstFirst();
    void opensWhatStandsInTheWay();
    void leavesWhatIsOnlyWorthKnowingClosedBelow();
    void opensTheOthersByKey();
    void foldsAwayWhatPassed();
    void marksThePlaceThatIsBroken();
    void namesTheRecordWhosePlaceIsNotKnown();
    void keepsTheDecidingNameOfALongClimb();
    void walksThePathByKeys();
    void copiesTheRecordToAdd();
    void tellsOnceWhatIsAboutThisComputer();
    void saysOnceThatNobodyAnswers();
    void tellsHowFarANameIs();
    void stopsWhenAsked();
    void keepsTheKeyboardAtTheButtons();
    void bringsBackWhatWasLeftOut();
    void goesOnAlthoughAllAreRefusedAfterAQuestion();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

QList<ui::FindingItem *> itemsOf(const QWidget *panel)
{
    return panel->findChildren<ui::FindingItem *>();
}

} // namespace

// The list of the checks as the core names them.
void TestPreflightFindings::knowsAPlaceForEveryCheck()
{
    for (const char *check : {"name", "registered", "delegation", "addresses", "servers", "ipv6", "serial", "negative_ttl", "edns", "tcp",
             "case", "negative_answer", "pool", "caa", "alias", "own_zone", "wildcard", "old_values", "misplaced", "one_value", "dnssec",
             "split_horizon", "interception", "port53", "resolver", "authority"})
        QVERIFY2(ui::checkTitle(text(check)) != text("DNS"), check);
    QCOMPARE(ui::checkTitle(text("something new")), text("DNS"));
    const checks::Finding unknown = test::finding("something new", Severity::Fail, "example.org.", "Saw it.");
    QCOMPARE(ui::groupOf(unknown), ui::FindingGroup::Servers);
}

void TestPreflightFindings::tellsTheWorstFirst()
{
    PageHost host(test::manyFindingsState());
    const QList<ui::FindingItem *> servers = itemsOf(host.find("pre.servers"));
    QCOMPARE(servers.size(), 4);
    QCOMPARE(servers.first()->objectName(), text("finding.servers"));
    QCOMPARE(servers.last()->objectName(), text("finding.negative_ttl"));
    QCOMPARE(itemsOf(host.find("pre.place")).size(), 1);
    QCOMPARE(itemsOf(host.find("pre.dnssec")).size(), 1);
    QCOMPARE(itemsOf(host.find("pre.caa")).size(), 1);
}

void TestPreflightFindings::opensWhatStandsInTheWay()
{
    PageHost host(test::manyFindingsState());
    const auto top = [&host](const char *panel) { return host.find(panel)->mapTo(&host.view(), QPoint()).y(); };
    QVERIFY(top("pre.servers") < top("pre.place"));
    QVERIFY(top("pre.dnssec") < top("pre.caa"));
    QVERIFY(host.find<ui::Expander>("pre.servers")->isOpen());
    host.find<ui::ChoiceGroup>("pre.names")->row(text("*.example.org"))->click();
    QTRY_VERIFY(top("pre.caa") < top("pre.place"));
    host.find<ui::ChoiceGroup>("pre.names")->row(text("example.org"))->click();
    const QList<ui::FindingItem *> servers = itemsOf(host.find("pre.servers"));
    QVERIFY(servers[0]->isOpen());
    QVERIFY(!servers[1]->isOpen());
    QVERIFY(!servers[3]->isOpen());
    QVERIFY(itemsOf(host.find("pre.place")).first()->isOpen());
    QVERIFY(host.words().contains(text("2026112203 instead of 2026112204"))); // what we saw is read without opening it
}

void TestPreflightFindings::leavesWhatIsOnlyWorthKnowingClosedBelow()
{
    issuance::IssueState state = test::preflightReadyState();
    state.preflight.first().findings
        << test::finding("dnssec", Severity::Info, "example.org.", "example.org is not signed.");
    PageHost host(state);
    auto *dnssec = host.find<ui::Expander>("pre.dnssec");
    QVERIFY(dnssec);
    QVERIFY(!dnssec->isOpen());
    QVERIFY(dnssec->mapTo(&host.view(), QPoint()).y() > host.find("pre.place")->mapTo(&host.view(), QPoint()).y());
}

void TestPreflightFindings::opensTheOthersByKey()
{
    PageHost host(test::manyFindingsState());
    ui::FindingItem *serial = itemsOf(host.find("pre.servers"))[1];
    auto *toggle = serial->findChild<QPushButton *>(text("finding.toggle"));
    QCOMPARE(toggle->accessibleName(), text("Show the details of: Serial numbers"));
    toggle->setFocus();
    QTest::keyClick(toggle, Qt::Key_Space);
    QVERIFY(serial->isOpen());
    auto *copy = serial->findChild<QPushButton *>(text("pre.serial.copy"));
    QVERIFY(copy->isVisible());
    QTest::keyClick(copy, Qt::Key_Space);
    QVERIFY(QApplication::clipboard()->text().contains(text("NOERROR, serial 2026112203")));
}

void TestPreflightFindings::foldsAwayWhatPassed()
{
    PageHost host(test::manyFindingsState());
    auto *passed = host.find<ui::Expander>("pre.passed");
    QVERIFY(passed);
    QVERIFY(passed->title().startsWith(text("7 ")));
    QVERIFY(!passed->isOpen());
    QVERIFY(!host.words().contains(text("All servers know EDNS.")));
    passed->setOpen(true);
    QTRY_VERIFY(host.words().contains(text("EDNS: All servers know EDNS.")));
    host.show(test::preflightReadyState());
    host.find<ui::ChoiceGroup>("pre.names")->row(text("*.example.org"))->click();
    QVERIFY(!host.find("pre.servers"));
    QVERIFY(!host.find("pre.dnssec"));
}

void TestPreflightFindings::marksThePlaceThatIsBroken()
{
    PageHost host(test::manyFindingsState());
    const QList<ui::PathDiagram::Node> way = host.find<ui::PathDiagram>("pre.path")->nodes();
    QCOMPARE(way[0].tone, ui::Tone::Fail);
    QCOMPARE(way[0].word, text("Not usable"));
    QCOMPARE(way[1].tone, ui::Tone::Warn);
    QCOMPARE(way[1].word, text("With a warning"));
}

void TestPreflightFindings::namesTheRecordWhosePlaceIsNotKnown()
{
    PageHost host(test::lostRecordState());
    const QList<ui::PathDiagram::Node> way = host.find<ui::PathDiagram>("pre.path")->nodes();
    QCOMPARE(way.size(), 1);
    QCOMPARE(way[0].title, text("_acme-challenge.example.org"));
    QCOMPARE(way[0].word, text("Place not found"));
}

// Ten labels do not fit; the one where it is decided must not get lost between the others.
void TestPreflightFindings::keepsTheDecidingNameOfALongClimb()
{
    issuance::IssueState state = test::preflightReadyState();
    checks::CaaVerdict &caa = state.preflight.first().caa;
    caa.decision = checks::CaaDecision::Error;
    caa.steps.clear();
    dns::Name at = dns::Name::parse(text("a.b.c.d.e.f.example.org.")).value();
    for (int i = 0; i < 8; ++i, at = at.parent()) {
        checks::CaaStep step;
        step.name = at;
        step.state = i < 3 ? checks::CaaStep::State::Empty
            : i == 3       ? checks::CaaStep::State::Error
                           : checks::CaaStep::State::NotReached;
        step.errorText = i == 3 ? text("SERVFAIL") : QString();
        caa.steps << step;
    }
    PageHost host(state);
    const QList<ui::PathDiagram::Node> climb = host.find<ui::PathDiagram>("pre.caaPath")->nodes();
    QVERIFY(climb.size() <= 5);
    QCOMPARE(climb.first().title, text("a.b.c.d.e.f.example.org"));
    const bool isKept = std::any_of(climb.begin(), climb.end(), [](const ui::PathDiagram::Node &node) {
        return node.title == text("d.e.f.example.org") && node.word == text("SERVFAIL");
    });
    QVERIFY(isKept);
}

void TestPreflightFindings::walksThePathByKeys()
{
    PageHost host(test::preflightState());
    auto *path = host.find<ui::PathDiagram>("pre.caaPath");
    const QList<QWidget *> nodes = path->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    nodes.first()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QAccessibleInterface *node = QAccessible::queryAccessibleInterface(QApplication::focusWidget());
    QVERIFY(node->text(QAccessible::Name).startsWith(text("lab.example.org, ")));
    QVERIFY(node->text(QAccessible::Name).endsWith(text("Not reached")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
    QVERIFY(QApplication::clipboard()->text().contains(text("SERVFAIL")));
}

void TestPreflightFindings::copiesTheRecordToAdd()
{
    issuance::IssueState state = test::allRefusedState();
    state.preflight.first().caa.finding.todo
        = {text("Add this record: lab.example.org. CAA 0 issue \"ca.example\""), text("Then wait for all servers.")};
    PageHost host(state);
    const QList<QPushButton *> buttons = host.page().findChildren<QPushButton *>(text("pre.copyRecord"));
    QCOMPARE(buttons.size(), 1);
    QTest::keyClick(buttons.first(), Qt::Key_Space);
    QCOMPARE(QApplication::clipboard()->text(), text("lab.example.org. CAA 0 issue \"ca.example\""));
}

void TestPreflightFindings::tellsOnceWhatIsAboutThisComputer()
{
    PageHost host(test::workstationState());
    auto *notice = host.find<ui::Notice>("pre.workstation");
    QVERIFY(notice);
    QCOMPARE(notice->kind(), ui::Notice::Kind::Warn);
    QVERIFY(notice->title().contains(text("other name servers of example.org")));
    QVERIFY(notice->text().contains(text("by port 53")));
    QVERIFY(!notice->text().contains(text("passes everything on")));
    QVERIFY(host.page().readiness().isReady);
    QVERIFY(!host.find("pre.split_horizon.evidence"));
    notice->action()->click();
    QVERIFY(host.find("pre.split_horizon.evidence"));
    host.show(test::workstationState()); // the same again does not fold it away
    QVERIFY(host.find("pre.split_horizon.evidence"));
}

void TestPreflightFindings::saysOnceThatNobodyAnswers()
{
    PageHost host(test::silentState());
    QVERIFY(host.find<ui::Notice>("pre.workstation")->title().contains(text("No DNS server answers")));
    QVERIFY(!host.find("pre.caa"));
    QVERIFY(!host.find("page.failure"));
    QCOMPARE(host.find<ui::ChoiceGroup>("pre.names")->row(text("example.org"))->subtitle(), text("Not asked"));
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(!host.page().overrideText().isEmpty());
    host.show(test::preflightReadyState());
    QVERIFY(!host.find("pre.workstation"));
    QVERIFY(host.find("pre.caa"));
}

void TestPreflightFindings::tellsHowFarANameIs()
{
    PageHost host(test::runningState());
    const auto *row = host.find<ui::ChoiceGroup>("pre.names")->row(text("xn--bcher-kva.example"));
    QCOMPARE(row->subtitle(), text("Asking name servers, 6 of 9"));
}

void TestPreflightFindings::stopsWhenAsked()
{
    issuance::IssueState state = test::draftState();
    state.order.names = {text("example.org")};
    PageHost host(state);
    QVERIFY(!host.find("pre.stop"));
    host.page().initializePage();
    QVERIFY(host.state().isRunning(Activity::Preflight));
    host.press("pre.stop");
    QTRY_VERIFY(!host.state().isRunning(Activity::Preflight));
    QVERIFY(!host.find("pre.stop"));
    QVERIFY(!host.find("page.failure")); // what the user stopped is no failure
    QVERIFY(host.find<QPushButton>("pre.again")->isEnabled());
}

void TestPreflightFindings::keepsTheKeyboardAtTheButtons()
{
    issuance::IssueState state = test::draftState();
    state.order.names = {text("example.org")};
    PageHost host(state);
    host.find<QPushButton>("pre.again")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F5);
    QCOMPARE(QApplication::focusWidget(), host.find("pre.stop"));
    QTRY_VERIFY(!host.state().isRunning(Activity::Preflight));
    QCOMPARE(QApplication::focusWidget(), host.find("pre.again"));
}

void TestPreflightFindings::bringsBackWhatWasLeftOut()
{
    PageHost host(test::droppedState());
    auto *notice = host.find<ui::Notice>("pre.dropped");
    QVERIFY(notice);
    QVERIFY(notice->text().contains(text("intranet.lab.example.org")));
    QVERIFY(host.page().readiness().isReady);
    notice->action()->click();
    QCOMPARE(host.state().order.names.size(), 4);
    QCOMPARE(host.state().preflight[2].verdict, checks::Verdict::Refused);
    QVERIFY(!host.find("pre.dropped"));
}

void TestPreflightFindings::goesOnAlthoughAllAreRefusedAfterAQuestion()
{
    PageHost host(test::allRefusedState());
    QVERIFY(!host.page().overrideText().isEmpty());
    QTimer::singleShot(0, qApp, [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Return); });
    host.page().runOverride(); // the default is to stay
    QCOMPARE(host.state().step, Step::Preflight);
    QTimer::singleShot(0, qApp, [] {
        QApplication::activeModalWidget()->findChild<QPushButton *>(text("confirm.do"))->click();
    });
    host.page().runOverride();
    QCOMPARE(host.state().step, Step::Method);
}

QTEST_MAIN(TestPreflightFindings)
#include "tst_preflightfindings.moc"
