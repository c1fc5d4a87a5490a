// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "ui/models/stepmodel.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace cw;
using issuance::Step;
using test::ShellHost;

// Step 1 at a CA in memory.
class TestAuthorityPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void readsAnotherDirectory();
    void refusesAnUrlAtTheField_data();
    void refusesAnUrlAtTheField();
    void saysWhyADirectoryCannotBeUsed();
    void waitsForTheTerms();
    void hidesTermsThatTheDirectoryDoesNotHave();
    void saysWhatIsWrongWithTheContact();
    void makesAnAccountAndGoesOn();
    void usesAnAccountThatItHas();
    void saysThatTheAccountWasNotMade();
    void trustsARootOnlyAfterItWasCompared();
    void saysThatAFileIsNoRoot();
    void cannotBeChangedOnceTheOrderIsPlaced();
};

void TestAuthorityPage::readsAnotherDirectory()
{
    ShellHost host;
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find<QLabel>("ca.facts.directory"));
    QCOMPARE(host.find<QLabel>("ca.facts.directory")->text(), QStringLiteral("https://ca.test/dir"));
    QVERIFY(host.find("acct.list"));
    QCOMPARE(host.find("tos.link")->accessibleName(), QStringLiteral("Terms of service of ca.test (opens browser)"));
    QCOMPARE(test::namelessIn(host.window), QStringList());
}

void TestAuthorityPage::refusesAnUrlAtTheField_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("http") << QStringLiteral("http://ca.test/dir");
    QTest::newRow("no host") << QStringLiteral("https://");
    QTest::newRow("no URL") << QStringLiteral("ca test");
    QTest::newRow("empty") << QString();
}

void TestAuthorityPage::refusesAnUrlAtTheField()
{
    QFETCH(QString, url);
    ShellHost host;
    host.key(Qt::Key_N, Qt::ControlModifier);
    host.press("ca.other");
    host.find<QLineEdit>("ca.url")->setText(url);
    host.press("ca.read");
    QVERIFY(!host.find("ca.url")->accessibleDescription().isEmpty());
    QCOMPARE(host.find("ca.url")->property("error").toString(), QStringLiteral("true"));
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    QVERIFY(!host.find<QLabel>("foot.reason")->text().isEmpty());
}

void TestAuthorityPage::saysWhyADirectoryCannotBeUsed()
{
    ShellHost host;
    host.world.ca.refuseOnce.insert(QStringLiteral("directory"), test::FakeCa::problem("serverInternal", "Under repair"));
    host.key(Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(host.order().running.isEmpty());
    host.world.ca.loseRequestTo = QStringLiteral("directory");
    host.press("ca.other");
    host.find<QLineEdit>("ca.url")->setText(test::FakeCa::directoryUrl().toString());
    host.press("ca.read");
    QTRY_VERIFY(host.order().running.isEmpty() && host.order().failure(issuance::Activity::ReadDirectory));
    auto *notice = host.find("ca.facts")->findChild<ui::Notice *>();
    QVERIFY(notice->isVisible());
    QVERIFY(!notice->title().isEmpty());
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    notice->action()->click();
    QTRY_VERIFY(host.order().directory.has_value());
    QVERIFY(!notice->isVisible());
}

void TestAuthorityPage::waitsForTheTerms()
{
    ShellHost host;
    host.openOrderAtFakeCa();
    auto *next = host.find<QPushButton>("foot.next");
    QVERIFY(!host.find<QCheckBox>("tos.agree")->isChecked()); // never ticked by us
    QTRY_COMPARE(next->accessibleDescription(), QStringLiteral("Agree to the terms of service to go on."));
    QVERIFY(!next->isEnabled());
    host.find("tos.agree")->setFocus();
    host.key(Qt::Key_Space);
    QVERIFY(next->isEnabled());
    QCOMPARE(next->text(), QStringLiteral("Create account"));
}

void TestAuthorityPage::hidesTermsThatTheDirectoryDoesNotHave()
{
    ShellHost host;
    host.world.ca.meta = {};
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find("acct.list"));
    QVERIFY(!host.find("tos.link"));
    QVERIFY(!host.find("tos.agree"));
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestAuthorityPage::saysWhatIsWrongWithTheContact()
{
    ShellHost host;
    host.openOrderAtFakeCa();
    QTRY_VERIFY(host.find("acct.mail"));
    host.find("acct.mail")->setFocus();
    host.type(QStringLiteral("admin@localhost"));
    QCOMPARE(host.find("acct.mail")->property("error").toString(), QString()); // not while it is typed
    host.key(Qt::Key_Tab);
    QCOMPARE(host.find("acct.mail")->property("error").toString(), QStringLiteral("true"));
    QVERIFY(host.find("acct.mail")->accessibleDescription().contains(QStringLiteral("The part after @ has no dot")));
    host.find<QCheckBox>("tos.agree")->click();
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    host.find("acct.mail")->setFocus();
    host.type(QStringLiteral(".example"));
    QVERIFY(host.find("acct.mail")->property("error").toString() != u"true");
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestAuthorityPage::makesAnAccountAndGoesOn()
{
    ShellHost host;
    host.openOrderAtNames();
    QCOMPARE(host.world.ca.accountsMade, 1);
    QCOMPARE(host.world.ca.ordersMade, 0);
    QCOMPARE(host.window.orderView()->page(Step::Authority)->summary(), QStringLiteral("ca.test"));
}

void TestAuthorityPage::usesAnAccountThatItHas()
{
    ShellHost host;
    host.openOrderAtNames();
    host.key(Qt::Key_Home, Qt::ControlModifier);
    host.openOrderAtFakeCa();
    QTRY_COMPARE(host.order().accounts.size(), 1);
    auto *next = host.find<QPushButton>("foot.next");
    QTRY_COMPARE(next->text(), QStringLiteral("Next: names"));
    QVERIFY(!host.find("acct.mail"));
    next->click();
    QTRY_COMPARE(host.order().step, Step::Names);
    QCOMPARE(host.world.ca.accountsMade, 1);
}

void TestAuthorityPage::saysThatTheAccountWasNotMade()
{
    ShellHost host;
    host.openOrderAtFakeCa();
    host.find<QCheckBox>("tos.agree")->click();
    host.world.ca.refuseOnce.insert(QStringLiteral("newAccount"), test::FakeCa::problem("rateLimited", "Too many accounts"));
    host.press("foot.next");
    QTRY_VERIFY(host.order().failure(issuance::Activity::MakeAccount));
    QCOMPARE(host.order().step, Step::Authority);
    QCOMPARE(host.find<QLabel>("foot.reason")->text(), QStringLiteral("The account was not created. You can try again."));
    const QList<ui::StepRow> rows = {host.window.orderView()->findChild<ui::StepModel *>()->row(0)};
    QVERIFY(rows.first().hasProblem);
}

void TestAuthorityPage::trustsARootOnlyAfterItWasCompared()
{
    ShellHost host;
    host.key(Qt::Key_N, Qt::ControlModifier);
    host.press("ca.other");
    QGuiApplication::clipboard()->setText(QString::fromLatin1(host.world.ca.rootPem()));
    host.press("ca.root.paste");
    QVERIFY(host.find("ca.root.fingerprint"));
    QVERIFY(host.find<QLabel>("ca.root.fingerprint")->text().contains(u':'));
    host.find<QLineEdit>("ca.url")->setText(test::FakeCa::directoryUrl().toString());
    host.press("ca.read");
    QTRY_VERIFY(host.order().directory.has_value());
    QVERIFY(host.order().order.caRootPem.isEmpty());
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    host.find<QCheckBox>("ca.root.confirm")->click();
    host.press("ca.read");
    QVERIFY(!host.order().order.caRootPem.isEmpty());
    QVERIFY(host.order().order.isPrivateCa);
    QTRY_VERIFY(host.order().directory.has_value());
}

void TestAuthorityPage::saysThatAFileIsNoRoot()
{
    ShellHost host;
    host.key(Qt::Key_N, Qt::ControlModifier);
    host.press("ca.other");
    QGuiApplication::clipboard()->setText(QStringLiteral("no certificate"));
    host.press("ca.root.paste");
    QVERIFY(!host.find("ca.root.fingerprint"));
}

void TestAuthorityPage::cannotBeChangedOnceTheOrderIsPlaced()
{
    ShellHost host;
    host.openOrderAtNames();
    host.type(QStringLiteral("example.org"));
    host.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(host.order().step, Step::Preflight);
    QTRY_VERIFY(host.order().running.isEmpty());
    host.window.orderView()->controller().goTo(Step::Method);
    host.window.orderView()->controller().placeOrder();
    QTRY_COMPARE(host.order().step, Step::Publish);
    host.window.orderView()->controller().goTo(Step::Authority);
    QVERIFY(!host.find("ca.list")->isEnabled());
    auto *next = host.find<QPushButton>("foot.next");
    QCOMPARE(next->text(), QStringLiteral("Return to step 5"));
    next->click();
    QCOMPARE(host.order().step, Step::Publish);
}

QTEST_MAIN(TestAuthorityPage)
#include "tst_authoritypage.moc"
