// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "crypto/publickey.h"
#include "issuance/certificatekey.h"
#include "ui/pages/keycard.h"
#include "ui/pages/namespage.h"
#include "ui/widgets/notice.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>

using namespace cw;
using crypto::KeyType;
using crypto::PrivateKey;
using test::ShellHost;

namespace
{

const QStringList Names {QStringLiteral("www.example.org"), QStringLiteral("*.example.org")};

QString pemOf(const QByteArray &der)
{
    return QString::fromLatin1("-----BEGIN CERTIFICATE REQUEST-----\n" + der.toBase64() + "\n-----END CERTIFICATE REQUEST-----\n");
}

QPushButton *segment(ShellHost &host, const char *text)
{
    const QList<QPushButton *> buttons = host.find("key.mode")->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == QString::fromLatin1(text))
            return button;
    }
    return nullptr;
}

QString reason(ShellHost &host)
{
    return host.find<QPushButton>("foot.next")->accessibleDescription();
}

} // namespace

// The key part of step 2 with real keys.
class TestKeyCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void takesAPastedRequest();
    void takesADroppedRequest();
    void saysWhyARequestCannotBeUsed();
    void keepsTheGoodRequestOutOfAFailedOne();
    void warnsOfWhatIsOdd();
    void goesBackToAKeyOfItsOwn();
    void wantsTheRequestBeforeItGoesOn();
    void offersTheKeyOfAnEarlierCertificate();
    void wantsThePassphraseTwice();
    void forgetsThePassphraseWhenItIsNotWanted();
    void takesNamesFromAFile_data();
    void takesNamesFromAFile();
    void saysThatAFileHasNoNames();
    void hasNamesForAllControls();
    void looksAsDesigned_data();
    void looksAsDesigned();

private:
    static void open(ShellHost &host)
    {
        host.openOrderAtNames();
        QTRY_VERIFY(host.order().running.isEmpty());
    }
    static void paste(ShellHost &host, const QString &text)
    {
        segment(host, "Use my CSR")->click();
        host.find<QPlainTextEdit>("key.csr")->setFocus();
        QGuiApplication::clipboard()->setText(text);
        host.find<QPlainTextEdit>("key.csr")->selectAll();
        host.key(Qt::Key_V, Qt::ControlModifier);
    }
    static void offerKey(ShellHost &host)
    {
        QVERIFY(host.world.environment->secrets->put(QStringLiteral("k1"), PrivateKey::generate(KeyType::EcP384).toPem()));
        store::CertificateRecord record;
        record.id = QStringLiteral("c1");
        record.names = Names;
        record.keyId = QStringLiteral("k1");
        record.keyType = QStringLiteral("ec384");
        record.notBefore = host.world.clock->now().addDays(-60);
        record.notAfter = record.notBefore.addDays(90);
        record.chainPem = "chain";
        QVERIFY(store::Certificates(host.world.home.path()).save(record));
    }
};

void TestKeyCard::takesAPastedRequest()
{
    ShellHost host;
    open(host);
    const PrivateKey key = PrivateKey::generate(KeyType::EcP384);
    paste(host, pemOf(crypto::makeCsr(key, Names)));
    QCOMPARE(host.order().order.names, Names);
    QCOMPARE(host.order().csr->publicKey, crypto::publicKeyOf(key));
    auto *result = host.find<ui::Notice>("key.csrResult");
    QVERIFY(result && result->kind() == ui::Notice::Kind::Ok);
    QVERIFY(result->title().contains(QStringLiteral("ECDSA P-384")));
    QVERIFY(!host.find("names.entry")->isEnabled() && !host.find("names.file")->isEnabled());
    QVERIFY(host.find("names.fromRequest"));
    QVERIFY2(host.find<QPushButton>("foot.next")->isEnabled() || reason(host).contains(QStringLiteral("*.example.org")), qPrintable(reason(host)));
}

void TestKeyCard::takesADroppedRequest()
{
    ShellHost host;
    open(host);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("server.csr")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("www.example.org")}));
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    auto *card = host.window.findChild<ui::KeyCard *>();
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(card, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(card, &drop);
    QCOMPARE(host.order().order.names, QStringList {QStringLiteral("www.example.org")});
    QVERIFY(host.find<QPlainTextEdit>("key.csr")->toPlainText().contains(QStringLiteral("BEGIN CERTIFICATE REQUEST")));
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestKeyCard::saysWhyARequestCannotBeUsed()
{
    ShellHost host;
    open(host);
    paste(host, pemOf(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("nas.local")})));
    auto *result = host.find<ui::Notice>("key.csrResult");
    QVERIFY(result && result->kind() == ui::Notice::Kind::Fail);
    QVERIFY(result->text().contains(QStringLiteral("nas.local")));
    QVERIFY(host.order().order.names.isEmpty());
    QCOMPARE(reason(host), QStringLiteral("The request cannot be used."));
    paste(host, pemOf(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("www.example.org")})));
    QCOMPARE(host.find<ui::Notice>("key.csrResult")->kind(), ui::Notice::Kind::Ok);
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestKeyCard::keepsTheGoodRequestOutOfAFailedOne()
{
    ShellHost host;
    open(host);
    const QString good = pemOf(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("www.example.org")}));
    paste(host, good);
    paste(host, QStringLiteral("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"));
    host.window.orderView()->controller().setContact(QStringLiteral("me@example.org")); // something else changes the state
    QCOMPARE(host.find<ui::Notice>("key.csrResult")->kind(), ui::Notice::Kind::Fail);
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    paste(host, good);
    QCOMPARE(host.find<ui::Notice>("key.csrResult")->kind(), ui::Notice::Kind::Ok);
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestKeyCard::warnsOfWhatIsOdd()
{
    ShellHost host;
    open(host);
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"), QStringLiteral("req -new -newkey ec -pkeyopt ec_paramgen_curve:P-521 -noenc -keyout /dev/null "
                                                            "-subj /CN=www.example.org").split(u' '));
    QVERIFY(openssl.waitForFinished());
    paste(host, QString::fromLatin1(openssl.readAllStandardOutput()));
    auto *result = host.find<ui::Notice>("key.csrResult");
    QCOMPARE(result->kind(), ui::Notice::Kind::Warn);
    QVERIFY(result->text().contains(QStringLiteral("P-521")) && result->text().contains(QStringLiteral("(CN)")));
    QCOMPARE(host.order().order.names, QStringList {QStringLiteral("www.example.org")});
}

void TestKeyCard::goesBackToAKeyOfItsOwn()
{
    ShellHost host;
    open(host);
    paste(host, pemOf(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("www.example.org")})));
    segment(host, "Make a new key")->click();
    QVERIFY(!host.order().csr);
    QCOMPARE(host.order().order.keyType, QStringLiteral("ec256"));
    QVERIFY(host.find("names.entry")->isEnabled());
    QVERIFY(host.find("key.type") && !host.find("key.csr"));
    segment(host, "Use my CSR")->click(); // the text is still there, and counts again
    QVERIFY(host.order().csr);
}

void TestKeyCard::wantsTheRequestBeforeItGoesOn()
{
    ShellHost host;
    open(host);
    host.window.orderView()->controller().setNames({QStringLiteral("www.example.org")});
    segment(host, "Use my CSR")->click();
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    QCOMPARE(reason(host), QStringLiteral("Paste your request, or choose its file."));
}

void TestKeyCard::offersTheKeyOfAnEarlierCertificate()
{
    ShellHost host;
    offerKey(host);
    open(host);
    auto *keys = host.find<QComboBox>("key.type");
    QTRY_COMPARE(keys->count(), 6);
    QVERIFY(keys->itemText(5).contains(QStringLiteral("www.example.org")));
    keys->setCurrentIndex(5);
    QVERIFY(host.order().order.reusesKey);
    QCOMPARE(host.order().order.keyId, QStringLiteral("k1"));
    QCOMPARE(keys->currentIndex(), 5);
    keys->setCurrentIndex(0);
    QVERIFY(!host.order().order.reusesKey);
    QCOMPARE(host.order().order.keyType, QStringLiteral("ec256"));
}

void TestKeyCard::wantsThePassphraseTwice()
{
    ShellHost host;
    open(host);
    host.window.orderView()->controller().setNames({QStringLiteral("www.example.org")});
    host.press("key.pass");
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    host.find<QLineEdit>("key.passphrase")->setFocus();
    host.type(QStringLiteral("short"));
    host.key(Qt::Key_Tab);
    QVERIFY(host.find<QLineEdit>("key.passphrase")->accessibleDescription().contains(QStringLiteral("at least 8")));
    host.find<QLineEdit>("key.passphrase")->setFocus();
    host.find<QLineEdit>("key.passphrase")->selectAll();
    host.type(QStringLiteral("correct horse"));
    host.find<QLineEdit>("key.passphraseAgain")->setFocus();
    host.type(QStringLiteral("correct mule"));
    QCOMPARE(reason(host), QStringLiteral("The two passphrases differ."));
    QVERIFY(!host.order().hasPassphrase);
    host.find<QLineEdit>("key.passphraseAgain")->selectAll();
    host.type(QStringLiteral("correct horse"));
    QVERIFY(host.order().hasPassphrase);
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestKeyCard::forgetsThePassphraseWhenItIsNotWanted()
{
    ShellHost host;
    open(host);
    QVERIFY(host.window.orderView()->controller().setKeyPassphrase(QStringLiteral("correct horse")));
    QVERIFY(host.find("key.passphrase")); // shown as chosen
    host.press("key.pass");
    QVERIFY(!host.order().hasPassphrase);
    QVERIFY(!host.find("key.passphrase"));
}

void TestKeyCard::takesNamesFromAFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("a list") << QByteArray("example.org,\nhttps://www.example.org/x\r\n") << QStringList {QStringLiteral("example.org"), QStringLiteral("www.example.org")};
    QTest::newRow("a request") << crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), Names) << Names;
    test::FakeClock clock;
    QTest::newRow("a certificate") << crypto::makeLocalTls(clock.now(), 3).certificatePem << QStringList();
}

void TestKeyCard::takesNamesFromAFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QStringList, names);
    ShellHost host;
    open(host);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("names")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) > 0);
    file.close();
    host.window.findChild<ui::NamesPage *>()->takeNamesFrom(file.fileName());
    QCOMPARE(host.order().order.names, names);
    QVERIFY(!host.order().csr);
    QCOMPARE(host.find("names.rejected") != nullptr, names.isEmpty()); // localhost is no name of the public DNS
}

void TestKeyCard::saysThatAFileHasNoNames()
{
    ShellHost host;
    open(host);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("key.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(PrivateKey::generate(KeyType::EcP256).toPem()) > 0);
    file.close();
    host.window.findChild<ui::NamesPage *>()->takeNamesFrom(file.fileName());
    QVERIFY(host.find<ui::Notice>("names.rejected")->text().contains(QStringLiteral("no name")));
    QVERIFY(host.order().order.names.isEmpty());
}

void TestKeyCard::hasNamesForAllControls()
{
    ShellHost host;
    open(host);
    host.press("key.pass");
    QCOMPARE(test::namelessIn(host.window), QStringList());
    segment(host, "Use my CSR")->click();
    QCOMPARE(test::namelessIn(host.window), QStringList());
}

void TestKeyCard::looksAsDesigned_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << ui::ThemeMode::Light << QSize(1280, 800);
    QTest::newRow("dark") << ui::ThemeMode::Dark << QSize(1280, 800);
    QTest::newRow("light-1024x700") << ui::ThemeMode::Light << QSize(1024, 700);
}

void TestKeyCard::looksAsDesigned()
{
    QFETCH(const ui::ThemeMode, mode);
    QFETCH(const QSize, size);
    const QString tag = QString::fromLatin1(QTest::currentDataTag());
    test::applyLook(mode);
    ShellHost host(size);
    offerKey(host);
    open(host);
    host.window.orderView()->controller().setNames({QStringLiteral("example.org"), QStringLiteral("*.example.org")});
    const auto picture = [&](const char *name) {
        for (int pass = 0; pass < 5; ++pass) // layouts ask each other before they agree
            QCoreApplication::processEvents();
        return host.window.grab().save(test::pictureFile(QString::fromLatin1(name) + tag));
    };
    host.press("key.pass");
    QVERIFY(picture("key-passphrase-"));
    paste(host, pemOf(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("nas.local")})));
    QVERIFY(picture("key-request-refused-"));
    paste(host, pemOf(crypto::makeCsr(PrivateKey::generate(KeyType::EcP256), {QStringLiteral("example.org"), QStringLiteral("*.example.org")})));
    QVERIFY(picture("key-request-"));
    test::applyLook(ui::ThemeMode::Light);
}

QTEST_MAIN(TestKeyCard)
#include "tst_keycard.moc"
