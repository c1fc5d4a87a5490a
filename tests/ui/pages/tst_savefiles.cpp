// SPDX-License-Identifier: MIT
#include "crypto/csr.h"
#include "ui/pages/orderpage.h"
#include "ui/pages/savecard.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace cw;
using issuance::SaveRequest;
using test::PageHost;

// Which files step 7 saves.
class TestSaveFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<SaveRequest>();
        ui::applyTheme(*qApp, ui::ThemeMode::Light);
    }
    void savesChainAndKeyAtFirst();
    void wantsThePassphraseOfPkcs12Twice();
    void writesPkcs12ForOldProgramsOnRequest();
    void offersMoreFormats();
    void leavesOutMoreFormatsThatAreFoldedAway();
    void hasNoFilesWithAKeyThatIsElsewhere();
    void saysThatTheKeyIsUnderAPassphrase();
    void looksAsDesigned_data();
    void looksAsDesigned();

private:
    static issuance::IssueState ofRequest()
    {
        issuance::IssueState state = test::issuedState();
        state.order.csrDer = "request";
        return state;
    }
    static SaveRequest requested(PageHost &host)
    {
        const QSignalSpy spy(host.view().findChild<ui::SaveCard *>(), &ui::SaveCard::saveRequested);
        host.press("save.go");
        return spy.isEmpty() ? SaveRequest() : spy.first().first().value<SaveRequest>();
    }
    static void enter(PageHost &host, const char *field, const char *text)
    {
        auto *edit = host.find<QLineEdit>(field);
        QVERIFY(edit);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromLatin1(text));
    }
};

void TestSaveFiles::savesChainAndKeyAtFirst()
{
    PageHost host(test::issuedState());
    QVERIFY(!host.find("save.passphrase") && !host.find("save.cert"));
    QCOMPARE(requested(host).files, QStringList({QStringLiteral("fullchain.pem"), QStringLiteral("privkey.pem")}));
}

void TestSaveFiles::wantsThePassphraseOfPkcs12Twice()
{
    PageHost host(test::issuedState());
    host.press("save.pkcs12");
    QVERIFY(!host.find<QAbstractButton>("save.go")->isEnabled());
    QCOMPARE(host.find<QAbstractButton>("save.go")->accessibleDescription(), QStringLiteral("Enter the passphrase twice."));
    enter(host, "save.passphrase", "correct horse");
    enter(host, "save.passphraseAgain", "correct mule");
    QCOMPARE(host.find<QAbstractButton>("save.go")->accessibleDescription(), QStringLiteral("The two passphrases differ."));
    enter(host, "save.passphraseAgain", "correct horse");
    const SaveRequest request = requested(host);
    QVERIFY(request.files.contains(QStringLiteral("certificate.p12")));
    QCOMPARE(request.pkcs12Passphrase, QStringLiteral("correct horse"));
    QCOMPARE(request.pkcs12Cipher, crypto::Pkcs12Cipher::Aes256);
}

void TestSaveFiles::writesPkcs12ForOldProgramsOnRequest()
{
    PageHost host(test::issuedState());
    host.press("save.pkcs12");
    enter(host, "save.passphrase", "correct horse");
    enter(host, "save.passphraseAgain", "correct horse");
    host.press("save.legacy");
    QVERIFY(host.find<QCheckBox>("save.legacy")->accessibleDescription().contains(QStringLiteral("Weaker")));
    QCOMPARE(requested(host).pkcs12Cipher, crypto::Pkcs12Cipher::TripleDes);
}

void TestSaveFiles::offersMoreFormats()
{
    PageHost host(test::issuedState());
    host.press("save.more");
    for (const char *box : {"save.cert", "save.chain", "save.combined", "save.pkcs7", "save.der", "save.keyDer"})
        host.press(box);
    QCOMPARE(requested(host).files.mid(2).join(u' '), QStringLiteral("cert.pem chain.pem combined.pem chain.p7b cert.der privkey.der"));
}

void TestSaveFiles::leavesOutMoreFormatsThatAreFoldedAway()
{
    PageHost host(test::issuedState());
    host.press("save.more");
    host.press("save.der");
    host.press("save.more");
    QCOMPARE(requested(host).files.size(), 2);
}

void TestSaveFiles::hasNoFilesWithAKeyThatIsElsewhere()
{
    PageHost host(ofRequest());
    QVERIFY(host.find("save.foreignKey"));
    QVERIFY(!host.find("save.privkey") && !host.find("save.pkcs12"));
    host.press("save.more");
    QVERIFY(host.find("save.cert") && !host.find("save.combined") && !host.find("save.keyDer"));
    QCOMPARE(requested(host).files, QStringList {QStringLiteral("fullchain.pem")});
    QVERIFY(host.words().contains(QStringLiteral("of your request")));
    QVERIFY(host.page().readiness().reason.contains(QStringLiteral("The certificate is not saved")));
}

void TestSaveFiles::saysThatTheKeyIsUnderAPassphrase()
{
    issuance::IssueState state = test::issuedState();
    QVERIFY(!PageHost(state).words().contains(QStringLiteral("under its passphrase")));
    state.hasPassphrase = true;
    QVERIFY(PageHost(state).words().contains(QStringLiteral("under its passphrase")));
}

void TestSaveFiles::looksAsDesigned_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << ui::ThemeMode::Light << QSize(1280, 770);
    QTest::newRow("dark-1024x700") << ui::ThemeMode::Dark << QSize(1024, 670);
}

void TestSaveFiles::looksAsDesigned()
{
    QFETCH(const ui::ThemeMode, mode);
    QFETCH(const QSize, size);
    ui::applyTheme(*qApp, mode);
    PageHost host(test::issuedState(), size);
    host.press("save.pkcs12");
    host.press("save.more");
    for (int pass = 0; pass < 5; ++pass)
        QCoreApplication::processEvents();
    QVERIFY(host.page().width() <= std::max(948, size.width()));
    const QDir folder(QCoreApplication::applicationDirPath() + QStringLiteral("/../pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(host.view().grab().save(folder.filePath(QStringLiteral("save-files-%1.png").arg(QString::fromLatin1(QTest::currentDataTag())))));
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
}

QTEST_MAIN(TestSaveFiles)
#include "tst_savefiles.moc"
