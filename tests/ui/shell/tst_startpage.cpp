// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "ui/pages/startpage.h"
#include "ui/widgets/notice.h"

#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace cw;
using store::CertificateRecord;
using store::OrderRecord;
using store::OrderStage;

// The start page with the orders and certificates of the design's pictures.
class TestStartPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void isDrawn_data();
    void isDrawn();
    void showsGreyBlocksWhileItReads();
    void welcomesWhoHasNothing();
    void namesAnOrderInOneSentence();
    void offersWhatCanBeDoneWithAnOrder_data();
    void offersWhatCanBeDoneWithAnOrder();
    void namesRecordsThatMayStillBeThere();
    void offersWhatCanBeDoneWithACertificate_data();
    void offersWhatCanBeDoneWithACertificate();
    void letsACertificateBeRenewed();
    void putsWhatIsDoneLast();
    void saysWhenItReminds();
    void filtersByName();
    void tellsOfDamagedFiles();
    void tellsOfStandingRecordsThatEnd();
    void namesWhatCanHaveTheFocus();
    void saysWhereKeysAre_data();
    void saysWhereKeysAre();
};

namespace
{

const QDateTime Now(QDate(2026, 11, 22), QTime(13, 0), Qt::UTC);

OrderRecord order(const char *first, int others, const char *authority, OrderStage stage, const QDateTime &expires)
{
    OrderRecord record;
    record.id = QString::fromLatin1(first);
    record.names.append(QString::fromLatin1(first));
    for (int i = 0; i < others; ++i)
        record.names.append(QStringLiteral("%1.").arg(i) + record.names.first());
    record.authorityName = QString::fromUtf8(authority);
    record.stage = stage;
    record.expires = expires;
    return record;
}

CertificateRecord certificate(const QStringList &names, const char *authority, const char *key, int daysLeft)
{
    CertificateRecord record;
    record.id = names.first();
    record.names = names;
    record.authorityName = QString::fromUtf8(authority);
    record.keyType = QString::fromLatin1(key);
    record.notAfter = Now.addDays(daysLeft).addSecs(3600);
    record.notBefore = record.notAfter.addDays(-90);
    return record;
}

ui::StartShelf example()
{
    ui::StartShelf shelf;
    shelf.isLoaded = true;
    shelf.now = Now;
    shelf.orders = {order("example.org", 3, "Let’s Encrypt", OrderStage::Published, Now.addDays(7)),
                    order("vpn.example.com", 0, "ZeroSSL", OrderStage::Failed, Now.addDays(2))};
    shelf.certificates = {certificate({QStringLiteral("wiki.example.net"), QStringLiteral("w.example.net"), QStringLiteral("x.example.net")}, "Let’s Encrypt", "ec256", 3),
                          certificate({QStringLiteral("*.shop.example"), QStringLiteral("shop.example")}, "Google Trust Services", "ec256", 20),
                          certificate({QStringLiteral("mail.example.org")}, "Let’s Encrypt", "ec256", 79),
                          certificate({QStringLiteral("xn--bcher-kva.example")}, "Let’s Encrypt", "ec256", 84),
                          certificate({QStringLiteral("old.example.com")}, "ZeroSSL", "rsa2048", -51)};
    return shelf;
}

QString words(const QWidget &widget)
{
    QStringList all;
    const QList<QLabel *> labels = widget.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible())
            all.append(label->text());
    }
    return all.join(u'\n');
}

} // namespace

void TestStartPage::isDrawn_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isEmpty");
    for (const bool isEmpty : {false, true}) {
        const char *name = isEmpty ? "start-empty" : "start";
        QTest::addRow("%s-light-1280x800", name) << ui::ThemeMode::Light << QSize(1280, 770) << isEmpty;
        QTest::addRow("%s-dark-1280x800", name) << ui::ThemeMode::Dark << QSize(1280, 770) << isEmpty;
        QTest::addRow("%s-light-1024x700", name) << ui::ThemeMode::Light << QSize(1024, 670) << isEmpty;
        QTest::addRow("%s-dark-1024x700", name) << ui::ThemeMode::Dark << QSize(1024, 670) << isEmpty;
    }
}

void TestStartPage::isDrawn()
{
    QFETCH(ui::ThemeMode, mode);
    QFETCH(QSize, size);
    QFETCH(bool, isEmpty);
    test::applyLook(mode);
    ui::StartPage page;
    page.resize(size);
    page.showKeystore(store::SecretKind::Keychain);
    page.showShelf(isEmpty ? ui::StartShelf {true, {}, {}, {}, Now} : example());
    page.show();
    QCoreApplication::processEvents();
    QVERIFY(page.grab().save(test::pictureFile(QString::fromLatin1(QTest::currentDataTag()))));
    const QList<QWidget *> widgets = page.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->isVisible())
            QVERIFY2(widget->mapTo(&page, QPoint(widget->width(), 0)).x() <= page.width(), qPrintable(widget->objectName()));
    }
    test::applyLook(ui::ThemeMode::Light);
}

void TestStartPage::showsGreyBlocksWhileItReads()
{
    ui::StartPage page;
    page.showShelf({});
    page.resize(1280, 770);
    page.show();
    QVERIFY(words(page).contains(QStringLiteral("Issue a new certificate")));
    QVERIFY(!words(page).contains(QStringLiteral("No certificates yet")));
}

void TestStartPage::welcomesWhoHasNothing()
{
    ui::StartPage page;
    page.showShelf({true, {}, {}, {}, Now});
    page.show();
    QVERIFY(words(page).contains(QStringLiteral("No certificates yet")));
    QSignalSpy asked(&page, &ui::StartPage::newRequested);
    page.focusFirst();
    QTest::keyClick(page.findChild<QPushButton *>(QStringLiteral("start.new"))->isVisible()
                        ? page.findChild<QPushButton *>(QStringLiteral("start.new"))
                        : page.findChildren<QPushButton *>(QStringLiteral("start.new")).last(),
                    Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
}

void TestStartPage::namesAnOrderInOneSentence()
{
    ui::StartPage page;
    page.showShelf(example());
    page.show();
    QStringList names;
    const QList<QWidget *> widgets = page.findChild<QWidget *>(QStringLiteral("start.orders"))->findChildren<QWidget *>();
    for (const QWidget *widget : widgets)
        names.append(widget->accessibleName());
    QVERIFY2(names.contains(QStringLiteral("example.org and 3 more, Let’s Encrypt, step 5 of 7, Waiting for the name servers")),
             qPrintable(names.join(u'\n')));
    QVERIFY(names.contains(QStringLiteral("Continue example.org and 3 more")));
    QCOMPARE(page.findChild<QWidget *>(QStringLiteral("start.orders"))->accessibleName(), QStringLiteral("Unfinished orders, 2"));
}

void TestStartPage::offersWhatCanBeDoneWithAnOrder_data()
{
    QTest::addColumn<OrderStage>("stage");
    QTest::addColumn<bool>("canBeCanceled");
    QTest::newRow("a draft") << OrderStage::Draft << false;
    QTest::newRow("records shown") << OrderStage::Published << true;
    QTest::newRow("closed by the CA") << OrderStage::Expired << false;
}

void TestStartPage::offersWhatCanBeDoneWithAnOrder()
{
    QFETCH(OrderStage, stage);
    QFETCH(bool, canBeCanceled);
    ui::StartPage page;
    page.showShelf({true, {order("example.org", 0, "CA", stage, Now)}, {}, {}, Now});
    page.show();
    const QList<QAction *> actions = page.findChild<QPushButton *>(QStringLiteral("start.order.menu"))->menu()->actions();
    QCOMPARE(actions.size(), canBeCanceled ? 2 : 1);
    QSignalSpy forgotten(&page, &ui::StartPage::forgetRequested);
    actions.last()->trigger();
    QCOMPARE(forgotten.size(), 1);
    QSignalSpy continued(&page, &ui::StartPage::continueRequested);
    QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("start.continue")), Qt::LeftButton);
    QCOMPARE(continued.size(), 1);
}

void TestStartPage::namesRecordsThatMayStillBeThere()
{
    OrderRecord canceled = order("example.org", 0, "CA", OrderStage::Canceled, Now);
    store::NameRecord record;
    record.name = QStringLiteral("example.org");
    record.owner = QStringLiteral("_acme-challenge.example.org.");
    record.publication = store::Publication::ByHand;
    canceled.records = {record};
    ui::StartPage page;
    page.showShelf({true, {canceled}, {}, {}, Now});
    page.show();
    QVERIFY(words(page).contains(QStringLiteral("May still be in DNS: TXT at _acme-challenge.example.org")));
}

void TestStartPage::offersWhatCanBeDoneWithACertificate_data()
{
    QTest::addColumn<CertificateRecord>("certificate");
    QTest::addColumn<QStringList>("deeds");
    const QString show = QStringLiteral("Show…");
    const QString save = QStringLiteral("Save again…");
    const QString revoke = QStringLiteral("Revoke…");
    const QString remove = QStringLiteral("Remove from list…");
    const QStringList names {QStringLiteral("example.org")};
    CertificateRecord revoked = certificate(names, "CA", "ec256", 60);
    revoked.revoked = Now.addDays(-1);
    CertificateRecord added = certificate(names, "CA", "ec256", 60);
    added.isAdded = true;
    QTest::newRow("valid") << certificate(names, "CA", "ec256", 60) << QStringList {show, save, revoke, remove};
    QTest::newRow("expired") << certificate(names, "CA", "ec256", -1) << QStringList {show, save, remove};
    QTest::newRow("revoked") << revoked << QStringList {show, save, remove};
    QTest::newRow("added from a file") << added << QStringList {show, revoke, remove};
}

void TestStartPage::offersWhatCanBeDoneWithACertificate()
{
    QFETCH(CertificateRecord, certificate);
    QFETCH(QStringList, deeds);
    ui::StartPage page;
    page.showShelf({true, {}, {certificate}, {}, Now});
    page.show();
    QStringList offered;
    const QList<QAction *> actions = page.findChild<QPushButton *>(QStringLiteral("start.cert.menu"))->menu()->actions();
    for (const QAction *action : actions)
        offered.append(action->text());
    QCOMPARE(offered, deeds);
}

void TestStartPage::letsACertificateBeRenewed()
{
    ui::StartPage page;
    page.showShelf(example());
    page.show();
    auto *renew = page.findChild<QPushButton *>(QStringLiteral("start.cert.renew"));
    QCOMPARE(renew->accessibleName(), QStringLiteral("Renew wiki.example.net"));
    QVERIFY(renew->accessibleDescription().contains(QStringLiteral("3 days left")));
    QSignalSpy asked(&page, &ui::StartPage::renewRequested);
    QTest::keyClick(renew, Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    QSignalSpy added(&page, &ui::StartPage::addRequested);
    QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("start.addFile")), Qt::LeftButton);
    QCOMPARE(added.size(), 1);
}

void TestStartPage::putsWhatIsDoneLast()
{
    CertificateRecord replaced = certificate({QStringLiteral("a.example.org")}, "CA", "ec256", 2);
    replaced.replacedBy = QStringLiteral("b");
    ui::StartPage page;
    page.showShelf({true, {}, {replaced, certificate({QStringLiteral("b.example.org")}, "CA", "ec256", 88)}, {}, Now});
    page.show();
    QCoreApplication::processEvents();
    QStringList order;
    const QList<QPushButton *> rows = page.findChildren<QPushButton *>(QStringLiteral("start.cert.renew"));
    for (const QPushButton *renew : rows) {
        if (renew->isVisible()) // the table before it was resized goes away later
            order.append(renew->accessibleName());
    }
    QCOMPARE(order, (QStringList {QStringLiteral("Renew b.example.org"), QStringLiteral("Renew a.example.org")}));
    QVERIFY(words(page).contains(QStringLiteral("Replaced")));
}

void TestStartPage::saysWhenItReminds()
{
    ui::StartPage page;
    page.showShelf(example());
    page.show();
    const auto text = [&page] { return page.findChild<QLabel *>(QStringLiteral("start.remindersText"))->text(); };
    QVERIFY(text().contains(QStringLiteral("30")) && text().contains(QStringLiteral("days before the end")));
    page.showReminders({true, {}, true});
    QVERIFY(text().contains(QStringLiteral("when it is time to renew")));
    page.showReminders({false, {30}, true});
    QVERIFY(text().contains(QStringLiteral("No reminders")));
    QSignalSpy asked(&page, &ui::StartPage::remindersRequested);
    QTest::mouseClick(page.findChild<QPushButton *>(QStringLiteral("start.reminders")), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
}

void TestStartPage::filtersByName()
{
    ui::StartPage page;
    page.showShelf(example());
    page.resize(1280, 770);
    page.show();
    auto *filter = page.findChild<QLineEdit *>(QStringLiteral("start.filter"));
    QVERIFY(filter->isVisible());
    filter->setText(QStringLiteral("bücher"));
    QTRY_VERIFY(words(page).contains(QStringLiteral("bücher.example")));
    QVERIFY(!words(page).contains(QStringLiteral("mail.example.org")));
    QTest::keyClicks(filter, QStringLiteral("x"));
    QTRY_VERIFY(words(page).contains(QStringLiteral("No certificate has such a name.")));
}

void TestStartPage::tellsOfDamagedFiles()
{
    ui::StartPage page;
    page.showShelf({true, {}, {}, {QStringLiteral("a/order.json"), QStringLiteral("b/order.json")}, Now});
    page.show();
    auto *notice = page.findChild<ui::Notice *>(QStringLiteral("start.damaged"));
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(QStringLiteral("b/order.json")));
}

void TestStartPage::tellsOfStandingRecordsThatEnd()
{
    ui::StartPage page;
    page.show();
    page.showShelf(example());
    QVERIFY(!page.findChild<ui::Notice *>(QStringLiteral("start.standing"))->isVisible());
    ui::StartShelf shelf = example();
    shelf.standingNotes = QStringList {QStringLiteral("It ends.")};
    page.showShelf(shelf);
    auto *notice = page.findChild<ui::Notice *>(QStringLiteral("start.standing"));
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->text(), QStringLiteral("It ends."));
}

void TestStartPage::namesWhatCanHaveTheFocus()
{
    ui::StartPage page;
    page.showShelf(example());
    page.show();
    QCOMPARE(test::namelessIn(page), QStringList());
}

void TestStartPage::saysWhereKeysAre_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    QTest::newRow("keychain") << int(store::SecretKind::Keychain) << QStringLiteral("keychain");
    QTest::newRow("passphrase") << int(store::SecretKind::PassphraseFile) << QStringLiteral("passphrase");
    QTest::newRow("session") << int(store::SecretKind::SessionOnly) << QStringLiteral("session");
}

void TestStartPage::saysWhereKeysAre()
{
    QFETCH(int, kind);
    QFETCH(QString, word);
    ui::StartPage page;
    page.showKeystore(store::SecretKind(kind));
    QVERIFY(page.findChild<QLabel *>(QStringLiteral("start.keystore"))->text().contains(word));
}

QTEST_MAIN(TestStartPage)
#include "tst_startpage.moc"
