// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "base/operation.h"
#include "crypto/certificate.h"
#include "store/atomicfile.h"
#include "store/journal.h"
#include "ui/pages/startpage.h"
#include "ui/shell/addcertificatedialog.h"
#include "ui/shell/certificatedialog.h"
#include "ui/shell/remindersdialog.h"
#include "ui/shell/reminderwatch.h"
#include "ui/shell/revokedialog.h"
#include "ui/shell/windowsettings.h"
#include "ui/widgets/choicerow.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace cw;
using issuance::ReminderSettings;
using issuance::Step;
using store::CertificateRecord;
using test::ShellHost;

// What the start page does with certificates: show, renew, revoke, add, remind.
class TestCertificateDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void init() { test::applyLook(ui::ThemeMode::Light); }
    void renewsAsACopyAtTheThirdStep();
    void renewsOneFromElsewhereAtTheFirstStep();
    void showsAllAboutOne();
    void revokesWithTheReasonThatWasChosen();
    void staysOpenWhenTheCaRefuses();
    void addsACertificateAndAsksForThePassphraseOfItsKey();
    void saysAtTheFieldWhatIsWrong();
    void remembersWhenToRemind();
    void refusesDaysThatAreNone();
    void remindsOnceOverRestarts();
    void remindsOfTheListOfTheWindow();
    void isDrawn_data();
    void isDrawn();
};

namespace
{

const QDateTime Now(QDate(2026, 11, 22), QTime(14, 0), Qt::UTC);

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

CertificateRecord example()
{
    const crypto::LocalTls tls = crypto::makeLocalTls(Now, 90);
    CertificateRecord record;
    record.id = text("2026-11-20-1a2b3c4d");
    record.orderId = record.id;
    record.authorityName = text("Fake CA");
    record.directoryUrl = test::FakeCa::directoryUrl().toString();
    record.names = QStringList {text("example.org"), text("*.example.org"), text("xn--bcher-kva.example")};
    record.keyType = text("ec256");
    record.keyId = text("key-") + record.id;
    record.notBefore = Now.addDays(-60);
    record.notAfter = Now.addDays(30);
    record.chainPem = tls.certificatePem + tls.rootPem;
    record.otherChains = QList<QByteArray> {tls.certificatePem};
    record.renewal = {Now.addDays(-2), Now.addDays(2), text("https://ca.test/why"), Now.addSecs(-3600), Now.addSecs(3600)};
    record.savedIn = text("/home/admin/tls/example.org");
    return record;
}

// In the list of the window, with its key.
void putIntoList(ShellHost &host, const CertificateRecord &record, const store::OrderRecord *order = nullptr)
{
    QVERIFY(store::Certificates(host.world.home.path()).save(record));
    QVERIFY(host.world.environment->secrets->put(record.keyId, crypto::PrivateKey::generate(crypto::KeyType::EcP256).toPem()));
    if (order) {
        store::OrderRecord saved = *order;
        QVERIFY(store::Journal(host.world.home.path()).save(saved, Now));
    }
    host.key(Qt::Key_Home, Qt::ControlModifier);
    QTRY_VERIFY(host.find<QPushButton>("start.cert.renew"));
}

void chooseDeed(ShellHost &host, const char *deed)
{
    const QList<QAction *> actions = host.find<QPushButton>("start.cert.menu")->menu()->actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [deed](const QAction *action) { return action->text() == text(deed); });
    QVERIFY(found != actions.end());
    (*found)->trigger();
}

QString wordsOf(const QWidget &widget)
{
    QStringList all;
    const QList<QLabel *> labels = widget.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        all.append(label->text());
    return all.join(u'\n');
}

} // namespace

void TestCertificateDialogs::renewsAsACopyAtTheThirdStep()
{
    ShellHost host;
    store::OrderRecord order = host.world.draft({text("www.example.org")});
    CertificateRecord record = example();
    order.id = record.orderId;
    order.stage = store::OrderStage::Issued;
    order.certificateId = record.id;
    order.accountId = text("an-account");
    putIntoList(host, record, &order);
    host.press("start.cert.renew");
    QTRY_VERIFY(host.window.orderView() && host.window.orderView()->isVisible());
    QCOMPARE(host.order().step, Step::Preflight);
    QCOMPARE(host.order().order.names, QStringList {text("www.example.org")});
    QCOMPARE(host.order().order.replacesId, record.id);
    QVERIFY(host.order().order.id != record.id);
    QTRY_VERIFY(host.order().running.isEmpty());
    // Two in a row are two drafts, not one that is continued.
    host.press("rail.home");
    QTRY_VERIFY(host.find<QPushButton>("start.cert.renew"));
    host.press("start.cert.renew");
    QTRY_VERIFY(host.window.orderView()->isVisible());
    QTRY_VERIFY(host.order().running.isEmpty());
}

void TestCertificateDialogs::renewsOneFromElsewhereAtTheFirstStep()
{
    ShellHost host;
    CertificateRecord record = example();
    record.isAdded = true;
    record.directoryUrl.clear();
    putIntoList(host, record);
    host.press("start.cert.renew");
    QTRY_VERIFY(host.window.orderView() && host.window.orderView()->isVisible());
    QCOMPARE(host.order().step, Step::Authority);
    QCOMPARE(host.order().order.names, QStringList {text("localhost")}); // as the certificate itself has them
    QTRY_VERIFY(host.order().running.isEmpty());
}

void TestCertificateDialogs::showsAllAboutOne()
{
    ShellHost host;
    putIntoList(host, example());
    chooseDeed(host, "Show…");
    auto *dialog = host.window.findChild<ui::CertificateDialog *>();
    QVERIFY(dialog);
    const QString words = wordsOf(*dialog);
    for (const char *part : {"bücher.example", "Fake CA", "Renewal window", "Other chain", "ECDSA P-256", "/home/admin/tls/example.org"})
        QVERIFY2(words.contains(text(part)), part);
    QVERIFY(dialog->findChild<QPushButton *>(text("cert.why")));
    QCOMPARE(test::namelessIn(*dialog), QStringList());
}

void TestCertificateDialogs::revokesWithTheReasonThatWasChosen()
{
    ShellHost host;
    const CertificateRecord record = example();
    putIntoList(host, record);
    chooseDeed(host, "Revoke…");
    auto *dialog = host.window.findChild<ui::RevokeDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QPushButton *>(text("revoke.cancel"))->isDefault());
    QTest::mouseClick(dialog->findChild<ui::ChoiceRow *>(text("revoke.reason.keyCompromise")), Qt::LeftButton);
    QTest::mouseClick(dialog->findChild<QPushButton *>(text("revoke.go")), Qt::LeftButton);
    QTRY_VERIFY(!host.window.findChild<ui::RevokeDialog *>());
    QCOMPARE(host.world.ca.revocations, (QList<test::FakeCa::Revocation> {{1, true}}));
    const Result<CertificateRecord> kept = store::Certificates(host.world.home.path()).load(record.id);
    QVERIFY(kept && kept->revoked.isValid());
    QCOMPARE(kept->revocationReason, text("keyCompromise"));
    QTRY_VERIFY(wordsOf(*host.window.startPage()).contains(text("Revoked")));
}

void TestCertificateDialogs::staysOpenWhenTheCaRefuses()
{
    ShellHost host;
    const CertificateRecord record = example();
    putIntoList(host, record);
    host.world.ca.refuseOnce.insert(text("revokeCert"), test::FakeCa::problem("badRevocationReason", "not this one"));
    chooseDeed(host, "Revoke…");
    auto *dialog = host.window.findChild<ui::RevokeDialog *>();
    auto *go = dialog->findChild<QPushButton *>(text("revoke.go"));
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(go->isEnabled());
    QVERIFY(wordsOf(*dialog).contains(text("does not take this reason")));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!host.window.findChild<ui::RevokeDialog *>());
    QVERIFY(!store::Certificates(host.world.home.path()).load(record.id)->revoked.isValid());
}

void TestCertificateDialogs::addsACertificateAndAsksForThePassphraseOfItsKey()
{
    ShellHost host;
    const crypto::LocalTls tls = crypto::makeLocalTls(Now, 60);
    const QString certificate = host.world.home.filePath(text("cert.pem"));
    const QString key = host.world.home.filePath(text("key.pem"));
    QVERIFY(store::writeFile(certificate, tls.certificatePem, store::Privacy::OwnerOnly));
    QVERIFY(store::writeFile(key, crypto::PrivateKey::fromPem(tls.keyPem)->toEncryptedPem("correct horse"), store::Privacy::OwnerOnly));

    QMetaObject::invokeMethod(host.window.startPage(), "addRequested");
    auto *dialog = host.window.findChild<ui::AddCertificateDialog *>();
    QVERIFY(dialog);
    auto *go = dialog->findChild<QPushButton *>(text("add.go"));
    auto *passphrase = dialog->findChild<QLineEdit *>(text("add.passphrase"));
    dialog->findChild<QLineEdit *>(text("add.certificate"))->setText(certificate);
    dialog->findChild<QLineEdit *>(text("add.key"))->setText(key);
    QVERIFY(!passphrase->isVisible());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(passphrase->isVisible());
    QTest::keyClicks(passphrase, text("wrong"));
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(go->isEnabled());
    QVERIFY(!passphrase->accessibleDescription().isEmpty()); // the error
    passphrase->setText(text("correct horse"));
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_VERIFY(!host.window.findChild<ui::AddCertificateDialog *>());
    const QList<CertificateRecord> list = store::Certificates(host.world.home.path()).list(Now).certificates;
    QCOMPARE(list.size(), 1);
    QVERIFY(list.first().isAdded && !list.first().keyId.isEmpty());
    QTRY_VERIFY(wordsOf(*host.window.startPage()).contains(text("localhost")));
}

void TestCertificateDialogs::saysAtTheFieldWhatIsWrong()
{
    ui::AddCertificateDialog dialog(nullptr);
    dialog.show();
    QSignalSpy asked(&dialog, &ui::AddCertificateDialog::addRequested);
    auto *go = dialog.findChild<QPushButton *>(text("add.go"));
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(asked.size(), 0); // no file
    dialog.findChild<QLineEdit *>(text("add.certificate"))->setText(text("a.pem"));
    auto *which = dialog.findChild<QComboBox *>(text("cert.ca"));
    which->setCurrentIndex(which->count() - 1);
    auto *directory = dialog.findChild<QLineEdit *>(text("cert.directory"));
    QVERIFY(directory->isVisible());
    directory->setText(text("http://ca.example.org"));
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(asked.size(), 0);
    QVERIFY(directory->accessibleDescription().contains(text("https")));
    directory->setText(text("https://ca.example.org/dir"));
    QTest::mouseClick(go, Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    const auto request = asked.first().first().value<issuance::AddRequest>();
    QCOMPARE(request.directoryUrl, text("https://ca.example.org/dir"));
    QVERIFY(request.isPrivateCa);
    dialog.showFailure(BadInput {BadInput::Fault::CertificateUnreadable, text("a.pem"), {}});
    QVERIFY(dialog.findChild<QLineEdit *>(text("add.certificate"))->accessibleDescription().contains(text("a.pem")));
    QCOMPARE(test::namelessIn(dialog), QStringList());
}

void TestCertificateDialogs::remembersWhenToRemind()
{
    ShellHost host;
    putIntoList(host, example());
    host.press("start.reminders");
    auto *dialog = host.window.findChild<ui::RemindersDialog *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(text("remind.days"))->setText(text("3, 21 und 7"));
    QTest::mouseClick(dialog->findChild<ui::ChoiceRow *>(text("remind.ask")), Qt::LeftButton);
    QTest::mouseClick(dialog->findChild<QPushButton *>(text("remind.save")), Qt::LeftButton);
    QTRY_VERIFY(!host.window.findChild<ui::RemindersDialog *>());
    const ReminderSettings kept = ui::WindowSettings(host.world.home.filePath(text("window.ini"))).reminders();
    QCOMPARE(kept, (ReminderSettings {true, {21, 7, 3}, false}));
    QVERIFY(host.find<QLabel>("start.remindersText")->text().contains(text("21")));
}

void TestCertificateDialogs::refusesDaysThatAreNone()
{
    ui::RemindersDialog dialog({}, nullptr);
    dialog.show();
    QSignalSpy accepted(&dialog, &QDialog::accepted);
    auto *days = dialog.findChild<QLineEdit *>(text("remind.days"));
    days->setText(text("30, 4000"));
    QTest::mouseClick(dialog.findChild<QPushButton *>(text("remind.save")), Qt::LeftButton);
    QCOMPARE(accepted.size(), 0);
    days->setText(QString());
    QTest::mouseClick(dialog.findChild<QPushButton *>(text("remind.save")), Qt::LeftButton);
    QCOMPARE(accepted.size(), 1);
    QVERIFY(dialog.settings().days.isEmpty());
    QCOMPARE(test::namelessIn(dialog), QStringList());
}

void TestCertificateDialogs::remindsOnceOverRestarts()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(text("window.ini"));
    CertificateRecord second = example();
    second.id = text("2026-11-21-5e6f7a8b");
    {
        ui::ReminderWatch watch(settings);
        QSignalSpy due(&watch, &ui::ReminderWatch::due);
        watch.look({example()}, Now.addDays(3));
        QCOMPARE(due.size(), 1);
        QVERIFY(due.first().first().toString().contains(text("example.org")));
        watch.look({example()}, Now.addDays(3));
        QCOMPARE(due.size(), 1);
    }
    ui::ReminderWatch later(settings);
    QSignalSpy due(&later, &ui::ReminderWatch::due);
    later.look({example()}, Now.addDays(4));
    QCOMPARE(due.size(), 0);
    later.look({example(), second}, Now.addDays(20)); // both have reached 14 days
    QCOMPARE(due.size(), 1);
    QVERIFY(due.first().first().toString().contains(text("2")));
}

void TestCertificateDialogs::remindsOfTheListOfTheWindow()
{
    ShellHost host;
    putIntoList(host, example());
    QSignalSpy told(&host.window, &ui::MainWindow::worthKnowing);
    auto *watch = host.window.findChild<ui::ReminderWatch *>();
    QVERIFY(watch);
    Q_EMIT watch->isTimeToLook();
    QCOMPARE(told.size(), 1);
    Q_EMIT watch->isTimeToLook();
    QCOMPARE(told.size(), 1);
    Operation::waitForAll(); // its CA, which has no renewal information, is asked
}

void TestCertificateDialogs::isDrawn_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::newRow("light") << ui::ThemeMode::Light;
    QTest::newRow("dark") << ui::ThemeMode::Dark;
}

void TestCertificateDialogs::isDrawn()
{
    QFETCH(ui::ThemeMode, mode);
    test::applyLook(mode);
    const QString tag = text(QTest::currentDataTag());
    CertificateRecord unknown = example();
    unknown.directoryUrl.clear();
    ui::CertificateDialog shown(example(), Now, nullptr);
    ui::RevokeDialog revoke(example(), true, nullptr);
    ui::RevokeDialog revokeUnknown(unknown, false, nullptr);
    ui::AddCertificateDialog add(nullptr);
    ui::RemindersDialog reminders({}, nullptr);
    const QList<std::pair<QString, QDialog *>> dialogs {{text("show"), &shown}, {text("revoke"), &revoke}, {text("revoke-unknown"), &revokeUnknown},
                                                        {text("add"), &add}, {text("reminders"), &reminders}};
    for (const auto &[name, dialog] : dialogs) {
        dialog->show();
        QCoreApplication::processEvents();
        QVERIFY(dialog->grab().save(test::pictureFile(QStringLiteral("certificate-%1-%2").arg(name, tag))));
        QVERIFY2(dialog->height() < 700 && dialog->width() < 948, qPrintable(name));
    }
    test::applyLook(ui::ThemeMode::Light);
}

QTEST_MAIN(TestCertificateDialogs)
#include "tst_certificatedialogs.moc"
