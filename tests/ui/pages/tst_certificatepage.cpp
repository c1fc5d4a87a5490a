// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "ui/pages/certificatecard.h"
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/tabstrip.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace cw;
using issuance::Activity;
using test::PageHost;

class TestCertificatePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void showsNamesInBothForms();
    void renewsAfterTwoThirdsOfTheLife();
    void renewsInTheWindowOfTheAuthority();
    void offersTheOtherChains();
    void copiesTheWholeFingerprint();
    void proposesAFolderOfTheFirstName();
    void wantsAWholePath();
    void wantsAtLeastOneFile();
    void asksWhatToDoWithExistingFiles();
    void saysThatTheKeyIsNotLostWhenSavingFails();
    void tellsWhatWasWritten();
    void putsTheFolderIntoTheSnippets();
    void fillsFinishOnlyAfterSaving();
    void asksOnceBeforeLeavingAnUnsavedKey();
    void tellsWhichRecordsAreGone();
    void namesTheServersThatStillHaveARecord();
    void looksByItselfWhetherTheyAreGone();
    void saysThatAcmeDnsKeepsItsLastValues();
    void cleansUpAfterAClosedOrderToo_data();
    void cleansUpAfterAClosedOrderToo();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

issuance::IssueState failedState(StoreFailure::Kind kind, const char *detail)
{
    issuance::IssueState state = test::issuedState();
    state.failures.insert(Activity::Save, StoreFailure{kind, text("/srv/tls"), text(detail)});
    return state;
}

// The page's own look at the fake DNS, where nothing is, has ended, and what came of it is written.
void settle()
{
    for (int i = 0; i < 3; ++i) {
        Operation::waitForAll();
        QCoreApplication::processEvents();
    }
}

} // namespace

void TestCertificatePage::showsNamesInBothForms()
{
    PageHost host(test::issuedState());
    QVERIFY(host.words().contains(text("bücher.example (xn--bcher-kva.example)")));
    QVERIFY(host.words().contains(text("Key fits")));
    QVERIFY(host.words().contains(text("Trusted here")));
}

void TestCertificatePage::renewsAfterTwoThirdsOfTheLife()
{
    const issuance::IssueState state = test::issuedState();
    QCOMPARE(ui::renewFrom(state), state.chain.first().notBefore.addDays(60));
    PageHost host(state);
    QVERIFY(!host.find("done.window"));
    QVERIFY(!host.find("done.otherChains"));
}

void TestCertificatePage::renewsInTheWindowOfTheAuthority()
{
    const issuance::IssueState state = test::issuedInWindowState();
    const QDateTime start = state.renewal.start;
    const QDateTime from = ui::renewFrom(state);
    QVERIFY(from >= start && from < start.addDays(4));
    PageHost host(test::issuedState());
    host.show(state); // it comes after the certificate is shown
    QVERIFY(host.find<QLabel>("done.window")->text().contains(text("wants it renewed between")));
    QVERIFY(host.find<QPushButton>("done.why")->isVisible());
}

void TestCertificatePage::offersTheOtherChains()
{
    issuance::IssueState state = test::issuedInWindowState();
    PageHost host(state);
    auto *button = host.find<QPushButton>("done.otherChains");
    QVERIFY(button);
    QCOMPARE(button->menu()->actions().size(), 1);
    QCOMPARE(button->menu()->actions().first()->text(), text("To Another Root (2 certificates)"));
    QSignalSpy chosen(host.page().findChild<ui::CertificateCard *>(), &ui::CertificateCard::chainChosen);
    button->menu()->actions().first()->trigger();
    QCOMPARE(chosen.size(), 1);
    // The chains have changed places: the card shows it although the certificate is the same.
    std::swap(state.chain, state.otherChains.first());
    host.show(state);
    QTRY_VERIFY(host.words().contains(text("Another Root"))); // new rows are shown by the layout
}

void TestCertificatePage::copiesTheWholeFingerprint()
{
    PageHost host(test::issuedState());
    QVERIFY(host.find<QLabel>("done.sha256")->text().contains(u'…'));
    host.press("done.copySha256");
    QCOMPARE(QApplication::clipboard()->text(), crypto::fingerprintText(host.state().chain.first().sha256));
    QCOMPARE(host.find<QLabel>("done.sha256")->toolTip(), QApplication::clipboard()->text());
}

void TestCertificatePage::proposesAFolderOfTheFirstName()
{
    PageHost host(test::issuedState());
    QVERIFY(host.find<QLineEdit>("save.dir")->text().endsWith(text("tls/example.org")));
}

void TestCertificatePage::wantsAWholePath()
{
    PageHost host(test::issuedState());
    auto *folder = host.find<QLineEdit>("save.dir");
    folder->setText(text("somewhere"));
    host.press("save.go");
    QVERIFY(folder->accessibleDescription().contains(text("whole path")));
    QVERIFY(!host.state().isRunning(Activity::Save));
}

void TestCertificatePage::wantsAtLeastOneFile()
{
    PageHost host(test::issuedState());
    host.press("save.fullchain");
    host.press("save.privkey");
    QVERIFY(!host.find<QAbstractButton>("save.go")->isEnabled());
    QVERIFY(!host.find<QAbstractButton>("save.go")->accessibleDescription().isEmpty());
    host.press("save.more");
    QVERIFY(!host.find<QAbstractButton>("save.go")->isEnabled());
    host.press("save.cert");
    QVERIFY(host.find<QAbstractButton>("save.go")->isEnabled());
}

void TestCertificatePage::asksWhatToDoWithExistingFiles()
{
    PageHost host(failedState(StoreFailure::Kind::Exists, "fullchain.pem, privkey.pem"));
    QVERIFY(host.find<ui::Notice>("save.result")->text().contains(text("fullchain.pem, privkey.pem")));
    QVERIFY(host.find<QAbstractButton>("save.replace"));
    QVERIFY(host.find<QAbstractButton>("save.number"));
    host.show(test::savedState());
    QVERIFY(!host.find<QAbstractButton>("save.replace"));
}

void TestCertificatePage::saysThatTheKeyIsNotLostWhenSavingFails()
{
    PageHost host(failedState(StoreFailure::Kind::DiskFull, "No space left on device"));
    auto *result = host.find<ui::Notice>("save.result");
    QCOMPARE(result->kind(), ui::Notice::Kind::Fail);
    QVERIFY(result->text().contains(text("The key is still in the store")));
    QVERIFY(host.find<QAbstractButton>("save.go")->isEnabled());
}

void TestCertificatePage::tellsWhatWasWritten()
{
    PageHost host(test::savedState());
    QVERIFY(host.find<ui::Notice>("save.result")->title().contains(text("written and checked")));
    QCOMPARE(host.find<ui::Notice>("save.result")->action()->text(), text("Open folder"));
}

void TestCertificatePage::putsTheFolderIntoTheSnippets()
{
    PageHost host(test::issuedState());
    host.find<QLineEdit>("save.dir")->setText(text("/srv/elsewhere"));
    auto *tabs = host.find<ui::TabStrip>("snippets");
    for (int i = 0; i < tabs->count(); ++i) {
        tabs->setCurrentIndex(i);
        QVERIFY(host.find<ui::CodeBox>("snippets.text")->text().contains(text("/srv/elsewhere/fullchain.pem")));
    }
}

void TestCertificatePage::fillsFinishOnlyAfterSaving()
{
    PageHost host(test::issuedState());
    QVERIFY(!host.page().isNextFilled());
    QVERIFY(host.page().note().text.contains(text("not saved")));
    host.show(test::savedState());
    QVERIFY(host.page().isNextFilled());
}

void TestCertificatePage::asksOnceBeforeLeavingAnUnsavedKey()
{
    PageHost host(test::issuedState());
    QSignalSpy left(&host.page(), &ui::OrderPage::leaveRequested);
    QTimer::singleShot(0, qApp, [] { QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape); });
    host.page().next();
    QCOMPARE(left.count(), 0);
    host.show(test::savedState());
    host.page().next();
    QCOMPARE(left.count(), 1);
}

void TestCertificatePage::tellsWhichRecordsAreGone()
{
    PageHost host(test::issuedState());
    settle();
    host.show(test::issuedState());
    QTRY_VERIFY(host.words().contains(text("Still there")));
    QVERIFY(host.words().contains(text("Gone")));
    issuance::IssueState gone = test::issuedState();
    for (store::NameRecord &record : gone.order.records)
        record.publication = store::Publication::Removed;
    host.show(gone);
    QVERIFY(host.words().contains(text("The TXT records are gone")));
    QVERIFY(!host.find("clean.again"));
}

void TestCertificatePage::namesTheServersThatStillHaveARecord()
{
    issuance::IssueState state = test::issuedState();
    PageHost host(state);
    settle();
    state.goneLook = test::publishState().watch.look; // ns3 and the servers of bücher.example do not have it
    host.show(state);
    QTRY_VERIFY(host.find<QLabel>("clean.servers"));
    QCOMPARE(host.find<QLabel>("clean.servers")->text(), text("at ns1.example.org, ns2.example.org"));
    for (store::NameRecord &record : state.order.records)
        record.publication = store::Publication::Removed;
    host.show(state);
    QTRY_VERIFY(!host.find("clean.servers"));
}

void TestCertificatePage::looksByItselfWhetherTheyAreGone()
{
    issuance::IssueState state = test::issuedState();
    for (store::NameRecord &record : state.order.records)
        record.publication = store::Publication::Removed;
    state.order.records[0].publication = store::Publication::ByHand; // the fake DNS does not have it any more
    PageHost host(state);
    QTRY_VERIFY(host.words().contains(text("The TXT records are gone")));
    QVERIFY(host.state().order.mayBePublished().isEmpty());
    QVERIFY(!host.find("clean.note"));
}

void TestCertificatePage::saysThatAcmeDnsKeepsItsLastValues()
{
    issuance::IssueState state = test::issuedState();
    for (store::NameRecord &record : state.order.records)
        record.publication = store::Publication::LeftThere;
    PageHost host(state);
    QVERIFY(host.words().contains(text("Nothing is left to clean up")));
    QTRY_VERIFY(host.words().contains(text("Stays")));
    QVERIFY(!host.words().contains(text("Gone")));
    QVERIFY(host.find<QLabel>("clean.note")->text().contains(text("until the next one replaces it")));
}

void TestCertificatePage::cleansUpAfterAClosedOrderToo_data()
{
    QTest::addColumn<store::OrderStage>("stage");
    QTest::newRow("closed by the CA") << store::OrderStage::Expired;
    QTest::newRow("canceled") << store::OrderStage::Canceled;
}

void TestCertificatePage::cleansUpAfterAClosedOrderToo()
{
    QFETCH(store::OrderStage, stage);
    issuance::IssueState state = test::expiredState();
    state.order.stage = stage;
    PageHost host(state);
    settle();
    host.show(state);
    QTRY_VERIFY(host.words().contains(text("Still there")));
    QVERIFY(host.find("clean.list"));
    QVERIFY(!host.find("rec.panel")); // nothing has to be entered any more
    state.order.stage = store::OrderStage::Published;
    host.show(state);
    QVERIFY(!host.find("clean.list"));
    QVERIFY(host.find("rec.panel"));
}

QTEST_MAIN(TestCertificatePage)
#include "tst_certificatepage.moc"
