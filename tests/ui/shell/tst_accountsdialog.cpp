// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "issuance/accountwork.h"
#include "ui/shell/accountsdialog.h"
#include "ui/shell/importdialog.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>

using namespace cw;
using issuance::Step;
using test::ShellHost;

// The window of all accounts, and accounts that come from other clients.
class TestAccountsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void saysThatThereIsNoneYet();
    void changesTheContact();
    void saysAtTheFieldWhatIsWrongWithTheContact();
    void givesANewKey();
    void closesAnAccountOnlyWhenAsked();
    void removesAnAccountFromTheList();
    void saysWhyItDidNotWork();
    void findsOutThatAnAccountIsGone();
    void importsAnAccountForTheOrder();
    void asksForThePassphraseOfAKey();
    void saysWhatTheAuthorityDoesNotKnow();
    void saysThatThereIsNothing();
};

namespace
{

ui::AccountsDialog *openAccounts(ShellHost &host)
{
    host.window.findChild<QAction *>(QStringLiteral("menu.accounts"))->trigger();
    auto *dialog = host.window.findChild<ui::AccountsDialog *>();
    if (!dialog)
        qFatal("no dialog");
    return dialog;
}

// With one account.
ui::AccountsDialog *openWithAccount(ShellHost &host)
{
    host.openOrderAtNames();
    ui::AccountsDialog *dialog = openAccounts(host);
    if (!QTest::qWaitFor([&host] { return host.find("accounts.title") != nullptr; }))
        qFatal("no account");
    return dialog;
}

store::AccountRecord account(ShellHost &host)
{
    const QList<store::AccountRecord> all = store::Accounts(host.world.home.path()).all();
    return all.isEmpty() ? store::AccountRecord() : all.first();
}

ui::Notice *notice(ui::AccountsDialog *dialog)
{
    return dialog->findChild<ui::Notice *>(QStringLiteral("accounts.notice"));
}

void takePictures(QWidget *dialog, const char *name)
{
    for (const auto &[mode, theme] : {std::pair(ui::ThemeMode::Dark, "dark"), std::pair(ui::ThemeMode::Light, "light")}) {
        test::applyLook(mode);
        QTest::qWait(1);
        dialog->grab().save(test::pictureFile(QStringLiteral("%1-%2").arg(QLatin1String(name), QLatin1String(theme))));
    }
}

ui::ImportDialog *openImport(ShellHost &host, ui::ImportSource source)
{
    const QList<QAction *> actions = host.find<QPushButton>("acct.import")->menu()->actions();
    actions.at(int(source))->trigger();
    auto *dialog = host.window.findChild<ui::ImportDialog *>();
    if (!dialog)
        qFatal("no dialog");
    return dialog;
}

// The key of an account that the CA has and we do not, as a file.
QString keyOfForgottenAccount(ShellHost &host, const QString &path, const QByteArray &passphrase)
{
    host.openOrderAtNames();
    const store::AccountRecord known = account(host);
    issuance::Tools tools(host.world.environment, issuance::orderAt(known));
    if (!issuance::exportKey(tools, known, issuance::KeyForm::Pem, passphrase, path, issuance::Replace::Yes)
        || !issuance::removeAccount(tools, known))
        qFatal("cannot export");
    host.openOrderAtFakeCa();
    return known.url;
}

} // namespace

void TestAccountsDialog::saysThatThereIsNoneYet()
{
    ShellHost host;
    host.press("start.accounts");
    auto *dialog = host.window.findChild<ui::AccountsDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->findChild<ui::ChoiceGroup *>()->ids().isEmpty());
    QVERIFY(!host.find("accounts.title"));
    QCOMPARE(test::namelessIn(*dialog), QStringList());
    host.press("accounts.done");
    QTRY_VERIFY(!host.window.findChild<ui::AccountsDialog *>());
}

void TestAccountsDialog::changesTheContact()
{
    ShellHost host;
    ui::AccountsDialog *dialog = openWithAccount(host);
    QCOMPARE(host.find<QLabel>("accounts.title")->text(), QStringLiteral("ca.test"));
    QCOMPARE(test::namelessIn(*dialog), QStringList());
    QVERIFY(!host.find<QPushButton>("accounts.saveContact")->isEnabled());
    takePictures(dialog, "accounts");
    host.find<QLineEdit>("accounts.contact")->setText(QStringLiteral("new@example.org"));
    host.press("accounts.saveContact");
    QTRY_COMPARE(notice(dialog)->kind(), ui::Notice::Kind::Ok);
    QTRY_COMPARE(account(host).contact, QStringLiteral("new@example.org"));
    QCOMPARE(host.world.ca.contactsOf(account(host).url), QStringList {QStringLiteral("mailto:new@example.org")});
    QTRY_VERIFY(!host.find<QPushButton>("accounts.saveContact")->isEnabled());
}

void TestAccountsDialog::saysAtTheFieldWhatIsWrongWithTheContact()
{
    ShellHost host;
    openWithAccount(host);
    auto *contact = host.find<QLineEdit>("accounts.contact");
    contact->setText(QStringLiteral("no mail"));
    const int requests = host.world.ca.requests;
    host.press("accounts.saveContact");
    QCOMPARE(contact->property("error").toString(), QStringLiteral("true"));
    QCOMPARE(host.world.ca.requests, requests);
    contact->setText(QStringLiteral("admin@example.org"));
    host.world.ca.refuseOnce.insert(QStringLiteral("account"), test::FakeCa::problem("invalidContact", "example.org takes no mail"));
    host.press("accounts.saveContact");
    QTRY_VERIFY(contact->accessibleDescription().contains(QStringLiteral("example.org takes no mail")));
}

void TestAccountsDialog::givesANewKey()
{
    ShellHost host;
    ui::AccountsDialog *dialog = openWithAccount(host);
    auto *type = host.find<QComboBox>("accounts.keyType");
    type->setCurrentIndex(type->findData(QStringLiteral("ec384")));
    host.press("accounts.changeKey");
    QTRY_COMPARE(notice(dialog)->kind(), ui::Notice::Kind::Ok);
    QCOMPARE(host.world.ca.keyChanges, 1);
    QCOMPARE(account(host).keyType, QStringLiteral("ec384"));
}

void TestAccountsDialog::closesAnAccountOnlyWhenAsked()
{
    ShellHost host;
    openWithAccount(host);
    host.press("accounts.close");
    QVERIFY(host.find("confirm"));
    takePictures(host.find("confirm"), "accounts-close");
    host.press("confirm.keep");
    QTRY_VERIFY(!host.find("confirm"));
    QVERIFY(account(host).isUsable());
    host.press("accounts.close");
    host.press("confirm.do");
    QTRY_COMPARE(account(host).status, QStringLiteral("deactivated"));
    QTRY_VERIFY(host.find<QPushButton>("accounts.remove")->isEnabled());
    QVERIFY(!host.find<QPushButton>("accounts.close")->isEnabled());
    QVERIFY(!host.find<QPushButton>("accounts.changeKey")->isEnabled());
}

void TestAccountsDialog::removesAnAccountFromTheList()
{
    ShellHost host;
    openWithAccount(host);
    const QString keyId = account(host).keyId;
    host.press("accounts.remove");
    host.press("confirm.do");
    QTRY_VERIFY(account(host).id.isEmpty());
    QTRY_VERIFY(!host.find("accounts.title"));
    QVERIFY(!host.world.environment->secrets->get(keyId));
}

void TestAccountsDialog::saysWhyItDidNotWork()
{
    ShellHost host;
    ui::AccountsDialog *dialog = openWithAccount(host);
    host.world.ca.refuseOnce.insert(QStringLiteral("keyChange"), test::FakeCa::problem("rateLimited", "Too many key changes"));
    host.press("accounts.changeKey");
    QTRY_COMPARE(notice(dialog)->kind(), ui::Notice::Kind::Fail);
    QVERIFY(notice(dialog)->isVisible());
    QCOMPARE(notice(dialog)->toolTip(), QStringLiteral("Too many key changes"));
    QTRY_VERIFY(host.find<QPushButton>("accounts.changeKey")->isEnabled());
}

void TestAccountsDialog::findsOutThatAnAccountIsGone()
{
    ShellHost host;
    ui::AccountsDialog *dialog = openWithAccount(host);
    host.press("accounts.confirm");
    QTRY_COMPARE(notice(dialog)->kind(), ui::Notice::Kind::Ok);
    host.world.ca.forgetAccounts();
    QTRY_VERIFY(host.find<QPushButton>("accounts.confirm")->isEnabled());
    host.press("accounts.confirm");
    QTRY_COMPARE(notice(dialog)->kind(), ui::Notice::Kind::Fail);
    QTRY_VERIFY(!host.find<QPushButton>("accounts.close")->isEnabled());
    QCOMPARE(account(host).status, QStringLiteral("unknown"));
}

void TestAccountsDialog::importsAnAccountForTheOrder()
{
    ShellHost host;
    QTemporaryDir files;
    const QString path = files.filePath(QStringLiteral("key.pem"));
    const QString url = keyOfForgottenAccount(host, path, {});
    QVERIFY(host.order().order.accountId.isEmpty());
    QWidget *dialog = openImport(host, ui::ImportSource::KeyFile);
    QCOMPARE(test::namelessIn(*dialog), QStringList());
    host.find<QLineEdit>("import.path")->setText(path);
    host.press("import.look");
    QTRY_VERIFY(host.find<ui::ChoiceRow>("import.found.0"));
    QVERIFY(host.find<ui::ChoiceRow>("import.found.0")->subtitle().contains(QStringLiteral("ca.test")));
    QTRY_VERIFY(host.find<QPushButton>("import.go")->isEnabled());
    takePictures(dialog, "accounts-import");
    host.press("import.go");
    QTRY_VERIFY(!host.order().order.accountId.isEmpty());
    QCOMPARE(account(host).url, url);
    QTRY_COMPARE(host.order().accounts.size(), 1);
    QTRY_VERIFY(!host.window.findChild<ui::ImportDialog *>());
    host.press("foot.next");
    QTRY_COMPARE(host.order().step, Step::Names);
    QCOMPARE(host.world.ca.accountsMade, 1);
}

void TestAccountsDialog::asksForThePassphraseOfAKey()
{
    ShellHost host;
    QTemporaryDir files;
    const QString path = files.filePath(QStringLiteral("key.pem"));
    keyOfForgottenAccount(host, path, "open sesame");
    openImport(host, ui::ImportSource::KeyFile);
    QVERIFY(!host.find("import.passphrase"));
    host.find<QLineEdit>("import.path")->setText(path);
    host.press("import.look");
    QTRY_VERIFY(host.find("import.passphrase"));
    QVERIFY(!host.find<QPushButton>("import.go")->isEnabled());
    host.find<QLineEdit>("import.passphrase")->setText(QStringLiteral("open sesame"));
    QTRY_VERIFY(host.find<QPushButton>("import.look")->isEnabled());
    host.press("import.look");
    QTRY_VERIFY(host.find<QPushButton>("import.go")->isEnabled());
    host.press("import.go");
    QTRY_VERIFY(!host.order().order.accountId.isEmpty());
}

void TestAccountsDialog::saysWhatTheAuthorityDoesNotKnow()
{
    ShellHost host;
    QTemporaryDir files;
    const QString path = files.filePath(QStringLiteral("key.pem"));
    keyOfForgottenAccount(host, path, {});
    host.world.ca.forgetAccounts();
    QWidget *dialog = openImport(host, ui::ImportSource::KeyFile);
    host.find<QLineEdit>("import.path")->setText(path);
    host.press("import.look");
    QTRY_VERIFY(host.find<ui::ChoiceRow>("import.found.0"));
    QTRY_VERIFY(host.find<QPushButton>("import.go")->isEnabled());
    host.press("import.go");
    QTRY_VERIFY(host.find<ui::ChoiceRow>("import.found.0")->subtitle().contains(QStringLiteral("does not know this account")));
    QVERIFY(dialog->isVisible());
    QVERIFY(host.order().order.accountId.isEmpty());
}

void TestAccountsDialog::saysThatThereIsNothing()
{
    ShellHost host;
    host.openOrderAtFakeCa();
    openImport(host, ui::ImportSource::Lego);
    QTemporaryDir empty;
    auto *path = host.find<QLineEdit>("import.path");
    path->setText(empty.path());
    QTRY_VERIFY(host.find<QPushButton>("import.look")->isEnabled());
    host.press("import.look");
    QTRY_COMPARE(path->property("error").toString(), QStringLiteral("true"));
    QVERIFY(path->accessibleDescription().contains(QStringLiteral("no account of certbot")));
}

QTEST_MAIN(TestAccountsDialog)
#include "tst_accountsdialog.moc"
