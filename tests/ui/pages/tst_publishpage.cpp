// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/matrix.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/widgets/tabstrip.h"

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
    QCOMPARE(host.state().order.stage, store::OrderStage::Draft);
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

QTEST_MAIN(TestPublishPage)
#include "tst_publishpage.moc"
