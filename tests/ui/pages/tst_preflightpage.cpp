// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/pathdiagram.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QTest>
#include <QTimer>

using namespace cw;
using issuance::Activity;
using issuance::Step;
using test::PageHost;

class TestPreflightPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void startsAtOnceWhenNothingIsKnown();
    void doesNotStartAgainWhenResultsAreThere();
    void opensTheWorstName();
    void keepsTheNameThatTheUserChose();
    void drawsTheClimbAndTheWayOfTheRecord();
    void copiesCommandsAndResults();
    void checksNamesThatAreNotReadyByF5();
    void checksAllNamesByShiftF5();
    void takesTheRefusedNamesOutAfterAList();
    void keepsAllNamesByDefault();
    void goesOnAlthoughSomethingIsNotKnown();
    void saysOnceThatThereIsNoNetwork();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

// The preflight is over; one name is refused.
issuance::IssueState refusedState()
{
    issuance::IssueState state = test::preflightReadyState();
    state.preflight[2] = test::preflightState().preflight[2];
    return state;
}

// Presses a button of the dialog that opens next.
void answerDialog(const char *buttonName)
{
    QTimer::singleShot(0, qApp, [buttonName] {
        QWidget *dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        auto *button = dialog->findChild<QAbstractButton *>(QString::fromLatin1(buttonName));
        QVERIFY(button);
        button->click();
    });
}

} // namespace

void TestPreflightPage::startsAtOnceWhenNothingIsKnown()
{
    issuance::IssueState state = test::draftState();
    state.order.names = {text("example.org")};
    PageHost host(state);
    host.page().initializePage();
    QVERIFY(host.state().isRunning(Activity::Preflight));
    QTRY_VERIFY(!host.state().isRunning(Activity::Preflight));
}

void TestPreflightPage::doesNotStartAgainWhenResultsAreThere()
{
    PageHost host(test::preflightReadyState());
    host.page().initializePage();
    QVERIFY(!host.state().isRunning(Activity::Preflight));
}

void TestPreflightPage::opensTheWorstName()
{
    PageHost host(test::preflightState());
    QCOMPARE(host.find<ui::ChoiceGroup>("pre.names")->current(), text("intranet.lab.example.org"));
    QVERIFY(host.words().contains(text("The zone lab.example.org is signed")));
    QVERIFY(host.words().contains(text("PowerDNS before 4.0.4")));
}

void TestPreflightPage::keepsTheNameThatTheUserChose()
{
    PageHost host(test::preflightState());
    auto *names = host.find<ui::ChoiceGroup>("pre.names");
    names->row(names->current())->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
    QCOMPARE(names->current(), text("example.org"));
    host.show(refusedState());
    QCOMPARE(names->current(), text("example.org"));
    QVERIFY(!host.words().contains(text("PowerDNS before 4.0.4")));
}

void TestPreflightPage::drawsTheClimbAndTheWayOfTheRecord()
{
    PageHost host(test::preflightState());
    const QList<ui::PathDiagram::Node> climb = host.find<ui::PathDiagram>("pre.caaPath")->nodes();
    QCOMPARE(climb.size(), 3);
    QCOMPARE(climb[0].word, text("SERVFAIL"));
    QVERIFY(!climb[1].isReached);
    const QList<ui::PathDiagram::Node> way = host.find<ui::PathDiagram>("pre.path")->nodes();
    QCOMPARE(way.size(), 3);
    QCOMPARE(way[1].title, text("_acme-challenge.intranet"));
    QCOMPARE(way[2].arrow, text("CNAME"));
    QCOMPARE(way[2].title, text("c41f7.auth.example.net"));
}

void TestPreflightPage::copiesCommandsAndResults()
{
    PageHost host(test::preflightState());
    host.press("pre.copy");
    const QString copied = QApplication::clipboard()->text();
    QVERIFY(copied.contains(text("dig CAA intranet.lab.example.org @192.0.2.53 +cd")));
    QVERIFY(copied.contains(text("SERVFAIL, EDE 12")));
    QVERIFY(copied.contains(text("2026-11-22T14:06:31Z")));
}

void TestPreflightPage::checksNamesThatAreNotReadyByF5()
{
    issuance::IssueState state = test::preflightWarningState();
    state.order.names = {text("example.org"), text("*.example.org")};
    state.preflight.resize(2);
    PageHost host(state);
    QTest::keyClick(&host.page(), Qt::Key_F5);
    QVERIFY(host.state().isRunning(Activity::Preflight));
    QCOMPARE(host.state().preflight.size(), 1); // the one with the warning is asked anew
    QTRY_VERIFY(!host.state().isRunning(Activity::Preflight));
}

void TestPreflightPage::checksAllNamesByShiftF5()
{
    issuance::IssueState state = test::preflightWarningState();
    state.order.names = {text("example.org"), text("*.example.org")};
    state.preflight.resize(2);
    PageHost host(state);
    QTest::keyClick(&host.page(), Qt::Key_F5, Qt::ShiftModifier);
    QCOMPARE(host.state().preflight.size(), 0);
    QTRY_VERIFY(!host.state().isRunning(Activity::Preflight));
}

void TestPreflightPage::takesTheRefusedNamesOutAfterAList()
{
    PageHost host(refusedState());
    QVERIFY(host.page().overrideText().contains(u'3'));
    answerDialog("confirm.do");
    host.page().runOverride();
    QCOMPARE(host.state().order.names.size(), 3);
    QVERIFY(!host.state().order.names.contains(text("intranet.lab.example.org")));
    QCOMPARE(host.state().step, Step::Method);
    QTRY_VERIFY(!host.state().isRunning(Activity::SaveDraft));
}

void TestPreflightPage::keepsAllNamesByDefault()
{
    PageHost host(refusedState());
    QTimer::singleShot(0, qApp, [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Return); });
    host.page().runOverride();
    QCOMPARE(host.state().order.names.size(), 4);
    QCOMPARE(host.state().step, Step::Preflight);
}

void TestPreflightPage::goesOnAlthoughSomethingIsNotKnown()
{
    issuance::IssueState state = test::preflightWarningState();
    state.preflight[0].verdict = checks::Verdict::Unknown;
    PageHost host(state);
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(!host.page().overrideText().isEmpty());
    host.page().runOverride();
    QCOMPARE(host.state().step, Step::Method);
}

void TestPreflightPage::saysOnceThatThereIsNoNetwork()
{
    PageHost host(test::preflightOfflineState());
    QVERIFY(host.find("page.failure"));
    QVERIFY(!host.find("pre.caa"));
    QVERIFY(!host.page().readiness().isReady);
}

QTEST_MAIN(TestPreflightPage)
#include "tst_preflightpage.moc"
