// SPDX-License-Identifier: MIT
#include "app/gui/windowsecrets.h"

#include "shellhost.h"
#include "store/vault.h"
#include "ui/shell/keychainwaitdialog.h"
#include "ui/shell/keystoredialog.h"
#include "ui/widgets/choicegroup.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QLocalServer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using store::SecretKind;

// Where keys go, on a computer whose keychain does not answer, or with a passphrase file.
class TestWindowSecrets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void asksNothingBeforeASecretIsNeeded();
    void keepsForThisSession();
    void makesAPassphraseFile();
    void saysThatThePassphraseIsWrong();
    void givesUpWithTheDialogAndAsksAgain();
    void letsEverybodyGoAtTheEnd();
    void saysThatTheKeychainIsWaitedFor();

private:
    static ui::KeystoreDialog *dialog();
    static QLineEdit *field(const char *name) { return dialog()->findChild<QLineEdit *>(QString::fromLatin1(name)); }
    static void press(const char *name) { dialog()->findChild<QAbstractButton *>(QString::fromLatin1(name))->click(); }
};

namespace
{

// A worker that needs the store; the result comes back by the operation.
struct Worker {
    explicit Worker(store::SecretStore &secrets)
    {
        operation.start<Result<Nothing>>([&secrets](CancelToken &) { return secrets.put(QStringLiteral("a-key"), "secret"); },
                                         [this](const Result<Nothing> &put) { result.emplace(put); });
    }
    Operation operation;
    std::optional<Result<Nothing>> result;
};

} // namespace

void TestWindowSecrets::initTestCase()
{
    test::applyLook(ui::ThemeMode::Light);
    // No keychain answers where there is no session bus.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
    qunsetenv("DISPLAY");
}

ui::KeystoreDialog *TestWindowSecrets::dialog()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        if (auto *found = qobject_cast<ui::KeystoreDialog *>(window); found && found->isVisible())
            return found;
    }
    return nullptr;
}

void TestWindowSecrets::asksNothingBeforeASecretIsNeeded()
{
    const QTemporaryDir home;
    app::WindowSecrets secrets(home.path());
    QCOMPARE(secrets.kind(), SecretKind::Keychain);
    QCoreApplication::processEvents();
    QVERIFY(!dialog());
}

void TestWindowSecrets::keepsForThisSession()
{
    const QTemporaryDir home;
    app::WindowSecrets secrets(home.path());
    QSignalSpy opened(&secrets, &app::WindowSecrets::opened);
    Worker worker(secrets);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), 20000);
    QCOMPARE(test::namelessIn(*dialog()), QStringList());
    dialog()->findChild<ui::ChoiceGroup *>()->setCurrent(QStringLiteral("session"));
    press("keystore.go");
    QTRY_VERIFY(worker.result.has_value());
    QVERIFY(worker.result->isOk());
    QCOMPARE(secrets.kind(), SecretKind::SessionOnly);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(*secrets.get(QStringLiteral("a-key")), QByteArray("secret")); // open: nobody waits any more
}

void TestWindowSecrets::makesAPassphraseFile()
{
    const QTemporaryDir home;
    app::WindowSecrets secrets(home.path());
    Worker worker(secrets);
    QTRY_VERIFY_WITH_TIMEOUT(dialog(), 20000);
    field("keystore.passphrase")->setText(QStringLiteral("short"));
    press("keystore.go");
    QCOMPARE(field("keystore.passphrase")->property("error").toString(), QStringLiteral("true"));
    field("keystore.passphrase")->setText(QStringLiteral("correct horse"));
    field("keystore.again")->setText(QStringLiteral("correct house"));
    press("keystore.go");
    QCOMPARE(field("keystore.again")->property("error").toString(), QStringLiteral("true"));
    field("keystore.again")->setText(QStringLiteral("correct horse"));
    press("keystore.go");
    QTRY_VERIFY(worker.result.has_value());
    QVERIFY(worker.result->isOk());
    QCOMPARE(secrets.kind(), SecretKind::PassphraseFile);
    QVERIFY(store::hasPassphraseVault(home.path()));
}

void TestWindowSecrets::saysThatThePassphraseIsWrong()
{
    const QTemporaryDir home;
    QVERIFY(store::openPassphraseVault(home.path(), "correct horse").isOk());
    app::WindowSecrets secrets(home.path());
    QCOMPARE(secrets.kind(), SecretKind::PassphraseFile);
    Worker worker(secrets);
    QTRY_VERIFY(dialog());
    field("keystore.passphrase")->setText(QStringLiteral("wrong horse"));
    press("keystore.go");
    QTRY_COMPARE(field("keystore.passphrase")->property("error").toString(), QStringLiteral("true"));
    QVERIFY(!worker.result);
    field("keystore.passphrase")->setText(QStringLiteral("correct horse"));
    press("keystore.go");
    QTRY_VERIFY(worker.result.has_value());
    QVERIFY(worker.result->isOk());
}

void TestWindowSecrets::givesUpWithTheDialogAndAsksAgain()
{
    const QTemporaryDir home;
    QVERIFY(store::openPassphraseVault(home.path(), "correct horse").isOk());
    app::WindowSecrets secrets(home.path());
    for (int round = 0; round < 2; ++round) {
        Worker worker(secrets);
        QTRY_VERIFY(dialog());
        press("keystore.cancel");
        QTRY_VERIFY(worker.result.has_value());
        const auto *failure = std::get_if<StoreFailure>(&worker.result->failure());
        QVERIFY(failure);
        QCOMPARE(failure->kind, StoreFailure::Kind::PassphraseNeeded);
        QTRY_VERIFY(!dialog());
    }
}

void TestWindowSecrets::letsEverybodyGoAtTheEnd()
{
    const QTemporaryDir home;
    QVERIFY(store::openPassphraseVault(home.path(), "correct horse").isOk());
    app::WindowSecrets secrets(home.path());
    Worker worker(secrets);
    QTRY_VERIFY(dialog());
    secrets.close();
    QTRY_VERIFY(worker.result.has_value());
    QVERIFY(isCanceled(worker.result->failure()));
    dialog()->reject();
}

// A bus that takes the call and says nothing, as a keychain does while its window waits for a password.
void TestWindowSecrets::saysThatTheKeychainIsWaitedFor()
{
    const QTemporaryDir home;
    QLocalServer silent;
    QVERIFY(silent.listen(home.filePath(QStringLiteral("bus"))));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.filePath(QStringLiteral("bus")).toUtf8());
    app::WindowSecrets secrets(home.path());
    QWidget window;
    secrets.setWindow(&window);
    for (int round = 0; round < 2; ++round) {
        Worker worker(secrets);
        QTRY_VERIFY(window.findChild<ui::KeychainWaitDialog *>());
        auto *waiting = window.findChild<ui::KeychainWaitDialog *>();
        QCOMPARE(test::namelessIn(*waiting), QStringList());
        QVERIFY(!worker.result);
        waiting->findChild<QAbstractButton *>(QStringLiteral("keychain.cancel"))->click();
        QTRY_VERIFY(worker.result.has_value());
        QVERIFY(isCanceled(worker.result->failure()));
        QTRY_VERIFY(!window.findChild<ui::KeychainWaitDialog *>());
    }
    QVERIFY(!store::hasPassphraseVault(home.path())); // no other place was chosen because of it
}

QTEST_MAIN(TestWindowSecrets)
#include "tst_windowsecrets.moc"
