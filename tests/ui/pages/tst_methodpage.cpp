// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/pages/updatepanel.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

using namespace cw;
using issuance::Activity;
using test::PageHost;

class TestMethodPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void offersEveryWay();
    void choosesByArrowKeys();
    void takesAKeyFile();
    void saysWhatIsWrongWithAKeyFile_data();
    void saysWhatIsWrongWithAKeyFile();
    void asksForTheKeyBeforeTheOrder();
    void refusesASecretThatIsNoBase64();
    void keepsWhatIsBeingTyped();
    void fillsEverythingByOneClickInPractice();
    void tellsHowTheTrialWent();
    void tellsWhyTheTrialFailed();
    void canCancelTheOrdering();
    void showsTheWordsOfTheCaWhenItRefusesTheOrder();
    void offersToOrderWithoutTheRefusedNames();
    void showsWhatIsUsedOfTheLimits();
    void hidesTheKeyForKerberos();
    void warnsOfAnOldAlgorithm();
    void publishesAgainWhenPublishingFailed();

private:
    static void writeFile(const QString &path, const QByteArray &content);
};

namespace
{

constexpr auto KeyFile
    = "key \"acme-update\" {\n  algorithm hmac-sha384;\n  secret \"c2VjcmV0IG9mIHRoZSB0ZXN0IQ==\";\n};\n";

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

issuance::IssueState updateState()
{
    issuance::IssueState state = test::methodState();
    state.order.publish.way = text("rfc2136");
    return state;
}

} // namespace

void TestMethodPage::writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void TestMethodPage::offersEveryWay()
{
    PageHost host(test::methodState());
    const QStringList ways = host.find<ui::ChoiceGroup>("how.list")->ids();
    QCOMPARE(ways.first(), text("manual"));
    for (const char *way : {"rfc2136", "acme-dns", "hook", "alias"})
        QVERIFY2(ways.contains(text(way)), way);
    QVERIFY(host.find("how.byHand"));
    QVERIFY(!host.find("how.update"));
    QVERIFY(!host.find("how.hook"));
    QVERIFY(host.page().note().text.contains(text("Let’s Encrypt")));
}

void TestMethodPage::choosesByArrowKeys()
{
    PageHost host(test::methodState());
    auto *ways = host.find<ui::ChoiceGroup>("how.list");
    ways->findChild<QAbstractButton *>()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QCOMPARE(host.state().order.publish.way, text("rfc2136"));
    QVERIFY(host.find("how.update"));
}

void TestMethodPage::takesAKeyFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(text("acme.key"));
    writeFile(path, KeyFile);
    PageHost host(updateState());
    host.find<ui::UpdatePanel>("how.update")->readKeyFile(path);
    QCOMPARE(host.find<QLineEdit>("how.keyName")->text(), text("acme-update."));
    QCOMPARE(host.find<QComboBox>("how.algorithm")->currentText(), text("hmac-sha384"));
    QCOMPARE(host.find<QLineEdit>("how.secret")->echoMode(), QLineEdit::Password);
    QCOMPARE(host.state().order.publish.keyName, text("acme-update."));
    QVERIFY(host.page().readiness().isReady);
}

void TestMethodPage::saysWhatIsWrongWithAKeyFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("no key") << QByteArray("zone example.org { type primary; };");
    QTest::newRow("unknown algorithm") << QByteArray("key k { algorithm hmac-md17; secret \"c2VjcmV0\"; };");
    QTest::newRow("bad secret") << QByteArray("key k { algorithm hmac-sha256; secret \"%%%\"; };");
    QTest::newRow("empty") << QByteArray();
}

void TestMethodPage::saysWhatIsWrongWithAKeyFile()
{
    QFETCH(QByteArray, content);
    QTemporaryDir folder;
    const QString path = folder.filePath(text("acme.key"));
    writeFile(path, content);
    PageHost host(updateState());
    host.find<ui::UpdatePanel>("how.update")->readKeyFile(path);
    QVERIFY(!host.find<QLineEdit>("how.keyName")->accessibleDescription().isEmpty());
    QVERIFY(host.find<QLineEdit>("how.keyName")->text().isEmpty());
    QVERIFY(!host.page().readiness().isReady);
}

void TestMethodPage::asksForTheKeyBeforeTheOrder()
{
    PageHost host(updateState());
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(host.page().whyNotComplete().contains(text("TSIG")));
}

void TestMethodPage::refusesASecretThatIsNoBase64()
{
    PageHost host(updateState());
    host.find<QLineEdit>("how.keyName")->setText(text("acme-update."));
    auto *secret = host.find<QLineEdit>("how.secret");
    secret->setText(text("this is no base64!"));
    host.find<ui::Notice>("how.test")->action()->click();
    QVERIFY(secret->accessibleDescription().contains(text("base64")));
    QVERIFY(!host.state().isRunning(Activity::Trial));
}

void TestMethodPage::keepsWhatIsBeingTyped()
{
    PageHost host(updateState());
    auto *server = host.find<QLineEdit>("how.server");
    server->setFocus();
    QTest::keyClicks(server, text("ns-x.exam"));
    host.show(updateState());
    QCOMPARE(server->text(), text("ns-x.exam"));
}

void TestMethodPage::fillsEverythingByOneClickInPractice()
{
    PageHost host(test::inPractice(updateState()));
    dns::TsigKey key;
    key.name = *dns::Name::parse(u"practice.");
    key.secret = "secret";
    host.controller().setPracticeKey(key);
    host.find<ui::Notice>("how.practice")->action()->click();
    QCOMPARE(host.state().order.publish.keyName, text("practice."));
    QCOMPARE(host.find<QLineEdit>("how.keyName")->text(), text("practice."));
    QVERIFY(host.page().readiness().isReady);
    QVERIFY(host.page().note().text.contains(text("Nothing leaves this computer")));
}

void TestMethodPage::tellsHowTheTrialWent()
{
    PageHost host(test::methodUpdateState());
    host.page().initializePage();
    auto *trial = host.find<ui::Notice>("how.test");
    QCOMPARE(trial->kind(), ui::Notice::Kind::Ok);
    QVERIFY(trial->text().contains(text("ns-a.example.net")));
    QVERIFY(trial->text().contains(text("2.1 s")));
}

void TestMethodPage::tellsWhyTheTrialFailed()
{
    issuance::IssueState state = test::methodUpdateState();
    state.trials.clear();
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::BadKey;
    failure.server = text("ns-a.example.net (192.0.2.9:53)");
    failure.keyName = text("acme-admin.");
    state.failures.insert(Activity::Trial, failure);
    PageHost host(state);
    host.page().initializePage();
    auto *trial = host.find<ui::Notice>("how.test");
    QCOMPARE(trial->kind(), ui::Notice::Kind::Fail);
    QVERIFY2((trial->title() + trial->text()).contains(text("acme-admin")), qPrintable(trial->text()));
}

void TestMethodPage::canCancelTheOrdering()
{
    issuance::IssueState state = test::methodState();
    state.running = {Activity::Order};
    PageHost host(state);
    QCOMPARE(host.page().nextText(), text("Ordering…"));
    QVERIFY(!host.page().readiness().isReady);
    QCOMPARE(host.page().overrideText(), text("Cancel"));
}

void TestMethodPage::showsTheWordsOfTheCaWhenItRefusesTheOrder()
{
    issuance::IssueState state = test::methodState();
    Problem problem;
    problem.type = text("urn:ietf:params:acme:error:rateLimited");
    problem.detail = text("too many certificates already issued for \"example.org\"");
    problem.status = 429;
    state.failures.insert(Activity::Order, problem);
    PageHost host(state);
    QVERIFY(host.find("page.failure"));
    QVERIFY(host.find("page.failureWords"));
    QVERIFY(host.page().readiness().isReady); // can be tried again
}

void TestMethodPage::hidesTheKeyForKerberos()
{
    PageHost host(updateState());
    auto *algorithm = host.find<QComboBox>("how.algorithm");
    algorithm->setFocus();
    QTest::keyClick(algorithm, Qt::Key_End);
    QVERIFY(!host.find("how.keyName"));
    QVERIFY(!host.find("how.secret"));
    QVERIFY(host.find("how.kerberos"));
    QVERIFY(host.state().order.publish.usesGss);
    QVERIFY(host.page().readiness().isReady);
    QTest::keyClick(algorithm, Qt::Key_Home);
    QVERIFY(host.find("how.keyName"));
    QVERIFY(!host.page().readiness().isReady);
}

void TestMethodPage::warnsOfAnOldAlgorithm()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(text("old.key"));
    writeFile(path, "key \"old\" {\n  algorithm hmac-sha1;\n  secret \"c2VjcmV0IG9mIHRoZSB0ZXN0IQ==\";\n};\n");
    PageHost host(updateState());
    QVERIFY(!host.find("how.weak"));
    host.find<ui::UpdatePanel>("how.update")->readKeyFile(path);
    QCOMPARE(host.find<QComboBox>("how.algorithm")->currentText(), text("hmac-sha1"));
    QVERIFY(host.find<ui::Notice>("how.weak")->text().contains(text("hmac-sha1")));
    QVERIFY(host.page().readiness().isReady); // it works, though
    host.find<QComboBox>("how.algorithm")->setFocus();
    QTest::keyClick(host.find<QComboBox>("how.algorithm"), Qt::Key_Home);
    QVERIFY(!host.find("how.weak"));
}

void TestMethodPage::publishesAgainWhenPublishingFailed()
{
    PageHost host(test::hookFailedState());
    QCOMPARE(host.page().nextText(), text("Publish again"));
    QVERIFY(host.page().readiness().isReady);
    QVERIFY(host.words().contains(text("dns-auth.py")));
    auto *output = host.find("page.failureWords")->findChild<QTextEdit *>();
    QVERIFY(output->toPlainText().contains(text("did not receive Kerberos credentials")));
    QVERIFY(output->height() < 200);
    // Another way can be chosen.
    auto *ways = host.find<ui::ChoiceGroup>("how.list");
    QVERIFY(ways->isEnabled());
    host.press("foot.next");
    QVERIFY(host.state().isRunning(Activity::Order));
    QVERIFY(!ways->isEnabled());
    QCOMPARE(host.page().nextText(), text("Publishing…"));
}

void TestMethodPage::offersToOrderWithoutTheRefusedNames()
{
    PageHost host(test::namesRefusedState());
    host.show(test::namesRefusedState());
    const QStringList names = host.state().order.names;
    QVERIFY(host.words().contains(names.last()));
    QCOMPARE(host.page().overrideText(), text("Order without the %n refused names").replace(text("%n"), text("1")));
    host.page().runOverride();
    QCOMPARE(host.state().order.names, names.mid(0, names.size() - 1));
    QVERIFY(host.state().isRunning(Activity::Order));
    QTRY_VERIFY(!host.state().isRunning(Activity::Order));
}

void TestMethodPage::showsWhatIsUsedOfTheLimits()
{
    PageHost host(test::namesRefusedState());
    host.show(test::namesRefusedState());
    const auto *limits = host.find("limits");
    QVERIFY(limits);
    const QString words = limits->findChild<ui::StateLabel *>()->text();
    QVERIFY2(words.contains(text("Failed validations of example.org: 4 of 5")), qPrintable(words));
    QVERIFY2(words.contains(text("The limit is reached")), qPrintable(words));
    QVERIFY2(!words.contains(text("New orders")), qPrintable(words));
    issuance::IssueState untouched = test::namesRefusedState();
    untouched.limits = {untouched.limits.last()};
    host.show(untouched);
    QVERIFY(limits->findChild<ui::StateLabel *>()->text().contains(text("no limit of")));
    untouched.limits.clear();
    host.show(untouched);
    QVERIFY(!host.find("limits"));
}

QTEST_MAIN(TestMethodPage)
#include "tst_methodpage.moc"
