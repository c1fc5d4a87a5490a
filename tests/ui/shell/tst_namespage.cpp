// SPDX-License-Identifier: MIT
#include "issuance/authorities.h"
#include "shellhost.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

using namespace cw;
using test::ShellHost;

// Step 2 with real keys.
class TestNamesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void addsANameAtASeparator_data();
    void addsANameAtASeparator();
    void addsAllThatIsPasted();
    void leavesOutWhatCannotBeAName_data();
    void leavesOutWhatCannotBeAName();
    void putsALeftOutNameBackToBeCorrected();
    void takesNoNameTwice();
    void removesAndBringsBack();
    void movesByAltAndArrows();
    void changesANameInPlace();
    void doesNotTakeABadChange();
    void saysWhyItCannotGoOn();
    void addsWhatIsStillInTheEntryWhenGoingOn();
    void staysWhenWhatIsInTheEntryIsNoName();
    void countsWhatIsNeeded();
    void keepsWhatIsBeingTyped();
    void setsTheKeyType();
    void doesNotOrderANameThatAWildcardCovers();
    void leavesThatToAnAuthorityThatIsNotKnownToRefuseIt();
    void offersTheProfilesOfTheAuthority();
    void showsNoProfilesWhereThereAreNone();

private:
    static QStringList names(ShellHost &host) { return host.order().order.names; }
    static QListView *list(ShellHost &host) { return host.find<QListView>("names.list"); }
    static void add(ShellHost &host, const QString &text);
};

void TestNamesPage::add(ShellHost &host, const QString &text)
{
    host.find<QLineEdit>("names.entry")->setFocus();
    host.type(text);
    host.key(Qt::Key_Return);
}

void TestNamesPage::addsANameAtASeparator_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Enter") << Qt::Key_Return;
    QTest::newRow("comma") << Qt::Key_Comma;
    QTest::newRow("space") << Qt::Key_Space;
    QTest::newRow("semicolon") << Qt::Key_Semicolon;
}

void TestNamesPage::addsANameAtASeparator()
{
    QFETCH(Qt::Key, key);
    ShellHost host;
    host.openOrderAtNames();
    QCOMPARE(QGuiApplication::focusObject()->objectName(), QStringLiteral("names.entry"));
    host.type(QStringLiteral("www.Example.org"));
    host.key(key);
    QCOMPARE(names(host), QStringList {QStringLiteral("www.example.org")});
    QCOMPARE(host.find<QLineEdit>("names.entry")->text(), QString());
}

void TestNamesPage::addsAllThatIsPasted()
{
    ShellHost host;
    host.openOrderAtNames();
    QGuiApplication::clipboard()->setText(QStringLiteral("example.org\n*.example.org\r\nhttps://intranet.lab.example.org:8443/x  bücher.example.net."));
    host.key(Qt::Key_V, Qt::ControlModifier);
    const QStringList expected {QStringLiteral("example.org"), QStringLiteral("*.example.org"), QStringLiteral("intranet.lab.example.org"),
                                QStringLiteral("xn--bcher-kva.example.net")};
    QCOMPARE(names(host).join(u' '), expected.join(u' '));
    QCOMPARE(list(host)->model()->index(3, 0).data().toString(), QStringLiteral("bücher.example.net"));
    QCOMPARE(list(host)->model()->index(3, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("bücher.example.net, ASCII xn--bcher-kva.example.net, international name"));
}

void TestNamesPage::leavesOutWhatCannotBeAName_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a bare TLD") << QStringLiteral("org");
    QTest::newRow("an IP address") << QStringLiteral("192.0.2.1");
    QTest::newRow("an underscore") << QStringLiteral("a_b.example.org");
    QTest::newRow("a label too long") << QString(64, u'a') + QStringLiteral(".example.org");
    QTest::newRow("a star in the middle") << QStringLiteral("a.*.b.example.org");
    QTest::newRow("bad punycode") << QStringLiteral("xn--a.example.org");
}

void TestNamesPage::leavesOutWhatCannotBeAName()
{
    QFETCH(QString, text);
    ShellHost host;
    host.openOrderAtNames();
    add(host, text);
    QVERIFY(names(host).isEmpty());
    auto *notice = host.find("names.rejected");
    QVERIFY(notice);
    QStringList words;
    const QList<QLabel *> labels = notice->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words.append(label->text());
    QVERIFY2(words.join(u' ').contains(text.left(60)), qPrintable(words.join(u' ')));
}

void TestNamesPage::putsALeftOutNameBackToBeCorrected()
{
    ShellHost host;
    host.openOrderAtNames();
    QGuiApplication::clipboard()->setText(QStringLiteral("example.org a_b.example.org c_d.example.org"));
    host.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(names(host).size(), 1);
    const QList<QPushButton *> buttons = host.find("names.rejected")->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->text() == u"Correct")
            button->click();
    }
    auto *entry = host.find<QLineEdit>("names.entry");
    QCOMPARE(entry->text(), QStringLiteral("a_b.example.org c_d.example.org"));
    QVERIFY(entry->hasFocus());
    QVERIFY(!host.find("names.rejected"));
    // Correcting in place does not take the half-corrected text away.
    entry->setCursorPosition(1);
    host.key(Qt::Key_Delete);
    host.type(QStringLiteral("-"));
    QCOMPARE(entry->text(), QStringLiteral("a-b.example.org c_d.example.org"));
}

void TestNamesPage::takesNoNameTwice()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("example.org"));
    add(host, QStringLiteral("www.example.net"));
    add(host, QStringLiteral("EXAMPLE.org"));
    QCOMPARE(names(host).size(), 2);
    QCOMPARE(list(host)->currentIndex().row(), 0);
}

void TestNamesPage::removesAndBringsBack()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("a.example.org"));
    add(host, QStringLiteral("b.example.org"));
    list(host)->setFocus();
    list(host)->setCurrentIndex(list(host)->model()->index(0, 0));
    host.key(Qt::Key_Delete);
    QCOMPARE(names(host), QStringList {QStringLiteral("b.example.org")});
    host.key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(names(host), QStringList({QStringLiteral("a.example.org"), QStringLiteral("b.example.org")}));
}

void TestNamesPage::movesByAltAndArrows()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("a.example.org"));
    add(host, QStringLiteral("b.example.org"));
    list(host)->setFocus();
    list(host)->setCurrentIndex(list(host)->model()->index(1, 0));
    host.key(Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(names(host).first(), QStringLiteral("b.example.org"));
    QCOMPARE(list(host)->currentIndex().row(), 0);
    host.key(Qt::Key_Up, Qt::AltModifier); // it is at the top
    QCOMPARE(names(host).first(), QStringLiteral("b.example.org"));
    host.key(Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names(host).first(), QStringLiteral("a.example.org"));
}

void TestNamesPage::changesANameInPlace()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("a.example.org"));
    list(host)->setFocus();
    list(host)->setCurrentIndex(list(host)->model()->index(0, 0));
    host.key(Qt::Key_F2);
    auto *editor = host.find<QLineEdit>("names.edit");
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("b.example.org"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(names(host), QStringList {QStringLiteral("b.example.org")});
}

void TestNamesPage::doesNotTakeABadChange()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("a.example.org"));
    list(host)->setFocus();
    list(host)->setCurrentIndex(list(host)->model()->index(0, 0));
    host.key(Qt::Key_F2);
    auto *editor = host.find<QLineEdit>("names.edit");
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("a_b.example.org"));
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_VERIFY(host.find("names.rejected"));
    QCOMPARE(names(host), QStringList {QStringLiteral("a.example.org")});
}

void TestNamesPage::saysWhyItCannotGoOn()
{
    ShellHost host;
    host.openOrderAtNames();
    auto *next = host.find<QPushButton>("foot.next");
    QVERIFY(!next->isEnabled());
    QCOMPARE(next->accessibleDescription(), QStringLiteral("Enter at least one name."));
    QCOMPARE(host.find<QLabel>("foot.reason")->text(), next->accessibleDescription());
    add(host, QStringLiteral("a.example.org"));
    QVERIFY(next->isEnabled());
}

void TestNamesPage::addsWhatIsStillInTheEntryWhenGoingOn()
{
    ShellHost host;
    host.openOrderAtNames();
    host.type(QStringLiteral("example.org"));
    host.key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(host.order().step, issuance::Step::Preflight);
    QCOMPARE(names(host), QStringList {QStringLiteral("example.org")});
}

void TestNamesPage::staysWhenWhatIsInTheEntryIsNoName()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("example.org"));
    host.type(QStringLiteral("a_b.example.org"));
    host.press("foot.next");
    QCOMPARE(host.order().step, issuance::Step::Names);
    QVERIFY(host.find("names.rejected"));
}

void TestNamesPage::countsWhatIsNeeded()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("example.org *.example.org www.example.net"));
    QStringList words;
    const QList<QLabel *> labels = host.find("need")->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        words.append(label->text());
    QVERIFY2(words.contains(QStringLiteral("3")) && words.contains(QStringLiteral("2")), qPrintable(words.join(u' ')));
}

void TestNamesPage::keepsWhatIsBeingTyped()
{
    ShellHost host;
    host.openOrderAtNames();
    host.type(QStringLiteral("www.exam"));
    host.window.orderView()->controller().setNames({QStringLiteral("other.example.org")});
    QCOMPARE(host.find<QLineEdit>("names.entry")->text(), QStringLiteral("www.exam"));
    QVERIFY(host.find("names.entry")->hasFocus());
}

void TestNamesPage::setsTheKeyType()
{
    ShellHost host;
    host.openOrderAtNames();
    QCOMPARE(host.order().order.keyType, QStringLiteral("ec256"));
    auto *keys = host.find<QComboBox>("key.type");
    keys->setFocus();
    host.key(Qt::Key_Down);
    QCOMPARE(host.order().order.keyType, QStringLiteral("ec384"));
}

void TestNamesPage::doesNotOrderANameThatAWildcardCovers()
{
    ShellHost host;
    host.openOrderAtNames();
    const auto known = issuance::authorityById(u"letsencrypt-staging").value();
    host.window.orderView()->controller().setAuthority({known.name, known.directory, {}, false, false});
    QTRY_VERIFY(host.order().running.isEmpty());
    add(host, QStringLiteral("www.example.org *.example.org"));
    auto *next = host.find<QPushButton>("foot.next");
    QVERIFY(!next->isEnabled());
    QVERIFY2(next->accessibleDescription().contains(QStringLiteral("Covered by *.example.org")), qPrintable(next->accessibleDescription()));
}

void TestNamesPage::leavesThatToAnAuthorityThatIsNotKnownToRefuseIt()
{
    ShellHost host;
    host.openOrderAtNames();
    add(host, QStringLiteral("www.example.org *.example.org"));
    QTRY_VERIFY(host.order().running.isEmpty());
    QVERIFY(host.find<QPushButton>("foot.next")->isEnabled());
}

void TestNamesPage::offersTheProfilesOfTheAuthority()
{
    ShellHost host;
    host.world.ca.meta.insert(QStringLiteral("profiles"),
        QJsonObject {{QStringLiteral("classic"), QStringLiteral("As ever")}, {QStringLiteral("shortlived"), QStringLiteral("Holds for six days")}});
    host.openOrderAtNames();
    auto *profile = host.find<QComboBox>("profile");
    QVERIFY(profile);
    QCOMPARE(profile->count(), 3);
    QCOMPARE(profile->accessibleName(), QStringLiteral("Profile offered by the CA"));
    profile->setFocus();
    host.key(Qt::Key_Down);
    host.key(Qt::Key_Down);
    QCOMPARE(host.order().order.profile, QStringLiteral("shortlived"));
    QVERIFY2(profile->accessibleDescription().contains(QStringLiteral("six days")), qPrintable(profile->accessibleDescription()));
    QVERIFY(host.window.grab().save(test::pictureFile(QStringLiteral("names-profile"))));
}

void TestNamesPage::showsNoProfilesWhereThereAreNone()
{
    ShellHost host;
    host.openOrderAtNames();
    QVERIFY(!host.find<QComboBox>("profile"));
}

QTEST_MAIN(TestNamesPage)
#include "tst_namespage.moc"
