// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/pathdiagram.h"

#include <QApplication>
#include <QClipboard>
#include <QTest>

using namespace cw;
using issuance::Activity;
using issuance::Step;
using test::PageHost;

class TestValidatePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void tellsHowEachNameStands();
    void canStopWaiting();
    void showsWhatTheCaIsNotContentWith();
    void saysWhichNamesKeepTheirProof();
    void saysWhenNoTryIsLeft();
    void canAskAgainWhenItStopped();
    void showsTheCasWordsBesideAFreshLook();
    void showsTheWholeAnswerOnDemand();
    void copiesAReport();
    void makesANewOrderForANewTry();
    void showsAnOrderThatWasRefusedAsAWhole();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

} // namespace

void TestValidatePage::tellsHowEachNameStands()
{
    PageHost host(test::validatingState());
    const QString words = host.words();
    for (const char *word :
        {"Validated", "Being validated", "In the queue", "2 of 4 names are validated. There is nothing to do for you."})
        QVERIFY2(words.contains(text(word)), word);
    const QList<ui::PathDiagram::Node> flow = host.find<ui::PathDiagram>("val.flow")->nodes();
    QCOMPARE(flow.size(), 4);
    QCOMPARE(flow[1].word, text("2 of 4"));
    QVERIFY(!flow[2].isReached);
}

void TestValidatePage::canStopWaiting()
{
    PageHost host(test::validatingState());
    QCOMPARE(host.page().overrideText(), text("Stop waiting"));
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(!host.page().readiness().reason.isEmpty());
}

void TestValidatePage::showsWhatTheCaIsNotContentWith()
{
    PageHost host(test::troubledState());
    const QString words = host.words();
    QVERIFY2(words.contains(text("SERVFAIL looking up TXT")), qPrintable(words));
    QVERIFY(words.contains(text("Not yet validated")));
    QCOMPARE(host.page().overrideText(), text("Stop waiting"));
}

void TestValidatePage::saysWhichNamesKeepTheirProof()
{
    PageHost host(test::refusedState());
    const QString reason = host.page().readiness().reason;
    QVERIFY2(reason.contains(text("example.org")) && !reason.contains(text("*.example.org")), qPrintable(reason));
}

void TestValidatePage::saysWhenNoTryIsLeft()
{
    issuance::IssueState state = test::refusedState();
    state.limits = {{issuance::LimitUse::Kind::FailedValidations, text("example.org"), 5, 5, std::chrono::hours(1),
        QDateTime::currentDateTimeUtc().addSecs(600), {}}};
    PageHost host(state);
    host.show(state);
    QVERIFY2(host.page().readiness().reason.contains(text("The limit is reached")), qPrintable(host.page().readiness().reason));
}

void TestValidatePage::canAskAgainWhenItStopped()
{
    issuance::IssueState state = test::validatingState();
    state.running.clear();
    NetworkFailure failure;
    failure.stage = NetworkFailure::Stage::Timeout;
    failure.url = QUrl(text("https://acme.example/order/1"));
    state.failures.insert(Activity::Validate, failure);
    PageHost host(state);
    QVERIFY(host.find("page.failure"));
    QCOMPARE(host.page().overrideText(), text("Ask the CA again"));
    QVERIFY(!host.page().readiness().isReady);
}

void TestValidatePage::showsTheCasWordsBesideAFreshLook()
{
    PageHost host(test::refusedState());
    QCOMPARE(host.page().title(), text("One name was not validated"));
    QCOMPARE(host.find<ui::ChoiceGroup>("ts.names")->current(), text("*.example.org"));
    QVERIFY(host.find("ts.ca"));
    QVERIFY(host.find("ts.world"));
    const QString words = host.words();
    for (const char *word : {"unauthorized, HTTP 403", "_acme-challenge.example.org", "Incorrect TXT record",
             "2026112203", "Expected value"})
        QVERIFY2(words.contains(text(word)), word);
}

void TestValidatePage::showsTheWholeAnswerOnDemand()
{
    PageHost host(test::refusedState());
    QVERIFY(!host.find("ts.jsonText"));
    host.press("ts.json");
    QVERIFY(host.find("ts.jsonText"));
}

void TestValidatePage::copiesAReport()
{
    PageHost host(test::refusedState());
    host.press("ts.report");
    QVERIFY(QApplication::clipboard()->text().startsWith(text("# ")));
    host.press("ts.dig");
    QVERIFY(QApplication::clipboard()->text().contains(text("@ns3.dns.example")));
}

void TestValidatePage::makesANewOrderForANewTry()
{
    PageHost host(test::refusedState());
    QVERIFY(host.page().readiness().isReady);
    QCOMPARE(host.page().backText(), text("Records"));
    host.page().next();
    QCOMPARE(host.state().order.stage, store::OrderStage::Draft);
    QCOMPARE(host.state().order.names.size(), 4);
    QCOMPARE(host.state().step, Step::Preflight);
}

void TestValidatePage::showsAnOrderThatWasRefusedAsAWhole()
{
    issuance::IssueState state = test::refusedState();
    state.order.problem = state.order.records[1].problem;
    state.order.records[1].problem = {};
    state.order.records[1].status = text("valid");
    PageHost host(state);
    QCOMPARE(host.page().title(), text("The CA refused the order"));
    QVERIFY(host.find("ts.ca"));
}

QTEST_MAIN(TestValidatePage)
#include "tst_validatepage.moc"
