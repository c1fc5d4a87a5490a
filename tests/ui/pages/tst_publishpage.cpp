// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/support/watchstates.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/matrix.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/statelabel.h"
#include "ui/widgets/tabstrip.h"
#include "ui/widgets/timeline.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace cw;
using issuance::Activity;
using issuance::Step;
using test::PageHost;

class TestPublishPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void copiesNameAndValueByKeys();
    void showsTheNameInFull();
    void goesThroughTheRecordsByPageKeys();
    void saysThatTheOtherValueStays();
    void hasEveryRecordInTheOtherTabs();
    void showsOneHintAndLeadsToItsRecord();
    void opensValidateOnlyWhenItIsSafe();
    void keepsWaitingByDefault();
    void showsTheLastLookOfBefore();
    void offersANewOrderWhenTheCaHasClosedThisOne();
    void playsTheDnsPanelOnlyInPracticeByHand();
    void opensTheRawAnswerOfACell();
    void pausesAndGoesOn();
    void copiesTheDigLineOfACell();
    void greysTheLookFromBeforeUntilTheNextOne();
    void saysWhenItIsWiseToAsk();
    void saysWhatHoldsBackAlthoughAllHaveIt();
    void doesNotCountWhatDoesNoHarm();
    void saysThatNobodyCouldBeAsked();
    void tellsTheTimelineInWords();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

} // namespace

void TestPublishPage::copiesNameAndValueByKeys()
{
    PageHost host(test::publishState());
    QTest::keyClick(&host.page(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), text("_acme-challenge"));
    QTest::keyClick(&host.page(), Qt::Key_2, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), host.state().order.records[0].value);
}

void TestPublishPage::showsTheNameInFull()
{
    PageHost host(test::publishState());
    auto *mode = host.find<ui::SegmentedControl>("rec.nameMode");
    mode->segment(text("full"))->click();
    QCOMPARE(host.find<ui::CopyField>("rec.name")->value(), text("_acme-challenge.example.org."));
    host.show(test::publishState()); // a new look does not change what the user chose
    QCOMPARE(host.find<ui::CopyField>("rec.name")->value(), text("_acme-challenge.example.org."));
}

void TestPublishPage::goesThroughTheRecordsByPageKeys()
{
    PageHost host(test::publishState());
    auto *list = host.find<ui::ChoiceGroup>("rec.list");
    list->row(list->current())->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageDown);
    QCOMPARE(list->current(), text("*.example.org"));
    QCOMPARE(host.find<ui::CopyField>("rec.value")->value(), host.state().order.records[1].value);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_PageUp);
    QCOMPARE(list->current(), text("example.org"));
}

void TestPublishPage::saysThatTheOtherValueStays()
{
    PageHost host(test::publishState());
    QVERIFY(host.find("rec.next"));
    QCOMPARE(host.find<ui::ChoiceGroup>("rec.list")->row(text("*.example.org"))->subtitle(),
        text("2 of 2 values at this name"));
    host.find<ui::ChoiceGroup>("rec.list")->setCurrent(text("intranet.lab.example.org"));
    QVERIFY(!host.find("rec.next"));
}

void TestPublishPage::hasEveryRecordInTheOtherTabs()
{
    PageHost host(test::publishState());
    auto *tabs = host.find<ui::TabStrip>("rec.tabs");
    const QList<std::pair<int, const char *>> boxes{{1, "rec.zoneFile"}, {2, "rec.nsupdate"}};
    for (const auto &[tab, box] : boxes) {
        tabs->setCurrentIndex(tab);
        QVERIFY(host.find<ui::CodeBox>(box));
        for (const store::NameRecord &record : host.state().order.records)
            QVERIFY(host.find<ui::CodeBox>(box)->text().contains(record.value));
    }
    tabs->setCurrentIndex(3);
    QVERIFY(host.find<ui::CodeBox>("rec.dig")->text().contains(text("@ns3.dns.example")));
    QVERIFY(!host.find("rec.nameMode"));
}

void TestPublishPage::showsOneHintAndLeadsToItsRecord()
{
    PageHost host(test::publishState());
    auto *hint = host.find<ui::Notice>("watch.hint");
    QVERIFY(hint);
    QVERIFY(hint->text().contains(text("bücher.example")));
    hint->action()->click();
    QCOMPARE(host.find<ui::ChoiceGroup>("rec.list")->current(), text("xn--bcher-kva.example"));
}

void TestPublishPage::opensValidateOnlyWhenItIsSafe()
{
    PageHost host(test::publishState());
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(!host.page().readiness().reason.isEmpty());
    QVERIFY(!host.page().overrideText().isEmpty());
    host.show(test::publishSafeState());
    QVERIFY(host.page().readiness().isReady);
    QVERIFY(host.page().overrideText().isEmpty());
    QVERIFY(!host.find("watch.hint"));
}

void TestPublishPage::keepsWaitingByDefault()
{
    PageHost host(test::publishState());
    QTimer::singleShot(0, qApp, [] {
        QWidget *dialog = QApplication::activeModalWidget();
        QVERIFY(dialog);
        QVERIFY(dialog->findChild<QWidget *>(text("confirm.facts")));
        QTest::keyClick(dialog, Qt::Key_Return);
    });
    host.page().runOverride();
    QVERIFY(!host.state().isRunning(Activity::Validate));
    QCOMPARE(host.state().step, Step::Publish);
}

void TestPublishPage::showsTheLastLookOfBefore()
{
    PageHost host(test::resumedState());
    QVERIFY(host.find<ui::Matrix>("watch.matrix")->content().isStale);
    QVERIFY(host.find<QLabel>("watch.next")->text().contains(text("22 Nov 2026")));
    host.show(test::publishState());
    QVERIFY(!host.find<ui::Matrix>("watch.matrix")->content().isStale);
}

void TestPublishPage::offersANewOrderWhenTheCaHasClosedThisOne()
{
    PageHost host(test::expiredState());
    auto *closed = host.find<ui::Notice>("page.closed");
    QVERIFY(closed);
    QVERIFY(closed->text().contains(text("29 Nov 2026")));
    QVERIFY(host.page().overrideText().isEmpty());
    closed->action()->click();
    QTRY_COMPARE(host.state().order.stage, store::OrderStage::Draft);
    QCOMPARE(host.state().order.names.size(), 4);
}

void TestPublishPage::playsTheDnsPanelOnlyInPracticeByHand()
{
    PageHost host(test::publishState());
    QVERIFY(!host.find("rec.practice"));
    host.show(test::inPractice(test::publishState()));
    QVERIFY(host.find("rec.practice"));
    host.show(test::inPractice(test::publishByUpdateState()));
    QVERIFY(!host.find("rec.practice"));
    QCOMPARE(
        host.find<ui::ChoiceGroup>("rec.list")->row(text("example.org"))->subtitle(), text("Added by dynamic update"));
}

void TestPublishPage::opensTheRawAnswerOfACell()
{
    PageHost host(test::publishState());
    QVERIFY(!host.find("watch.answer"));
    Q_EMIT host.find<ui::Matrix>("watch.matrix")
        ->cellOpened(text("example.org"), text("*.example.org"), text("ns1.example.org"));
    QVERIFY(host.find<ui::CodeBox>("watch.answer")->text().contains(host.state().order.records[1].value));
}

void TestPublishPage::pausesAndGoesOn()
{
    PageHost host(test::publishState());
    QCOMPARE(host.find<QAbstractButton>("watch.pause")->accessibleName(), text("Pause looking"));
    issuance::IssueState paused = test::publishState();
    paused.watch.isPaused = true;
    paused.watch.nextLook = QDateTime();
    host.show(paused);
    QCOMPARE(host.find<QAbstractButton>("watch.pause")->accessibleName(), text("Go on looking"));
    QVERIFY(host.find<QAbstractButton>("watch.now")->isEnabled());
}

void TestPublishPage::copiesTheDigLineOfACell()
{
    PageHost host(test::publishState());
    auto *matrix = host.find<ui::Matrix>("watch.matrix");
    matrix->setFocus();
    QTest::keyClick(matrix, Qt::Key_C, Qt::ControlModifier);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(text("dig +norecurse TXT _acme-challenge.example.org. @192.0.2.1\n; 2026-11-22T14:21:05Z")),
        qPrintable(copied));
    QVERIFY(copied.contains(host.state().order.records[0].value));
    QTest::keyClick(matrix, Qt::Key_Return);
    QCOMPARE(host.find<ui::CodeBox>("watch.answer")->text(), copied);
}

void TestPublishPage::greysTheLookFromBeforeUntilTheNextOne()
{
    PageHost host(test::restoredState());
    QVERIFY(host.find<ui::Matrix>("watch.matrix")->content().isStale);
    QVERIFY(host.find<QLabel>("watch.next")->text().contains(text("22 Nov 2026")));
    QVERIFY(!host.find("watch.hint")); // it may be mended since
    QVERIFY(!host.find<QAbstractButton>("watch.now")->isEnabled());
    host.show(test::publishState());
    QVERIFY(!host.find<ui::Matrix>("watch.matrix")->content().isStale);
    QVERIFY(host.find("watch.hint"));
}

void TestPublishPage::saysWhenItIsWiseToAsk()
{
    PageHost host(test::rememberedState());
    auto *wait = host.find<ui::StateLabel>("watch.wait");
    QVERIFY(wait);
    QVERIFY2(wait->text().contains(text("7:0")), qPrintable(wait->text()));
    QCOMPARE(host.find<ui::Notice>("watch.hint")->kind(), ui::Notice::Kind::Info);
    const QString before = wait->text();
    QTRY_VERIFY_WITH_TIMEOUT(wait->text() != before, 3000); // counts down by itself
    QVERIFY(host.page().readiness().isReady); // it is advice: the user may try
    const ui::MatrixCell quad9 = host.find<ui::Matrix>("watch.matrix")->content().groups[0].rows[0].resolvers[2];
    QVERIFY2(quad9.sub.startsWith(text("gone in 3:")), qPrintable(quad9.sub));
}

void TestPublishPage::saysWhatHoldsBackAlthoughAllHaveIt()
{
    PageHost host(test::heldBackState());
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(host.page().readiness().reason.contains(text("the hint says why")));
    QVERIFY(host.find<ui::Notice>("watch.hint")->text().contains(text("ended on 20 Nov 2026")));
}

void TestPublishPage::doesNotCountWhatDoesNoHarm()
{
    issuance::IssueState state = test::harmlessState();
    PageHost host(state);
    QVERIFY(host.page().readiness().isReady);
    QCOMPARE(host.find<ui::Notice>("watch.hint")->kind(), ui::Notice::Kind::Info);
    state.watch.isSafe = false; // one more look to come
    host.show(state);
    QVERIFY(host.page().readiness().reason.contains(text("one more look")));
}

void TestPublishPage::saysThatNobodyCouldBeAsked()
{
    PageHost host(test::blindState());
    QVERIFY(!host.find("watch.matrix"));
    auto *hint = host.find<ui::Notice>("watch.hint");
    QVERIFY(hint->text().startsWith(text("This computer reaches no name server"))); // about no name in particular
    QVERIFY(!hint->action()->isVisible());
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(!host.page().readiness().reason.contains(text("0 of 0")));
    host.show(test::publishState());
    QVERIFY(host.find("watch.matrix"));
    QVERIFY(host.find<ui::Notice>("watch.hint")->action()->isVisible());
}

void TestPublishPage::tellsTheTimelineInWords()
{
    PageHost host(test::rememberedState());
    const QString words = host.find<ui::Timeline>("watch.timeline")->asText();
    QVERIFY2(words.contains(text("ns2 has it")), qPrintable(words));
    QVERIFY(words.contains(text("Cloudflare has it")));
    QVERIFY(words.contains(text("old answer gone")));
    QVERIFY(words.contains(text("wise to ask the CA")));
}

QTEST_MAIN(TestPublishPage)
#include "tst_publishpage.moc"
