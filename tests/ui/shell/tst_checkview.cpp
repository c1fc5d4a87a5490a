// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "base/operation.h"
#include "store/journal.h"
#include "ui/pages/checkpage.h"
#include "ui/pages/startpage.h"
#include "ui/shell/checkview.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/textfield.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QJsonArray>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QTest>

using namespace cw;
using issuance::Activity;
using issuance::AuthorityChoice;
using issuance::Step;
using test::ShellHost;

// "Check a domain": names without an order, from the start page and in its own view.
class TestCheckView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void init() { test::applyLook(ui::ThemeMode::Light); }
    void checksFromTheStartPage();
    void refusesBadInputAtTheField_data();
    void refusesBadInputAtTheField();
    void takesAnAddressFromABrowser();
    void asksOnlyTheDirectoryOfTheAuthority();
    void asksAgainForAnotherAuthority();
    void saysThatANameIsNotPublic();
    void stopsWhenAsked();
    void checksAgainByF5();
    void leadsToAnOrderOfTheseNames();
    void leavesNothingBehind();
    void saysOnceThatThereIsNoNetwork();
    void isDrawn_data();
    void isDrawn();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

// The view alone, with the fake CA as the only known authority.
class CheckHost
{
public:
    explicit CheckHost(QSize size = {1280, 770})
    {
        world.ca.meta.insert(text("caaIdentities"), QJsonArray{text("ca.test")});
        world.dns.addRecord("example.org", "www CAA 0 issue \"other.example\"");
        const QList<AuthorityChoice> authorities{{text("Fake CA"), test::FakeCa::directoryUrl(), {}, false, false},
            {{}, {}, {}, true, false}};
        view = std::make_unique<ui::CheckView>(
            std::make_unique<issuance::OrderController>(world.environment), authorities);
        view->resize(size);
        view->show();
        view->activateWindow();
        if (!QTest::qWaitForWindowActive(view.get()))
            qWarning("The window did not become active");
    }
    ~CheckHost()
    {
        view.reset();
        Operation::waitForAll();
    }

    void check(const char *names)
    {
        view->page().check(text(names));
        QTRY_VERIFY(!view->state().isRunning(Activity::Preflight));
    }
    template <typename T = QWidget> T *find(const char *name)
    {
        T *found = view->findChild<T *>(text(name));
        return found && found->isVisible() ? found : nullptr;
    }
    QString words() const
    {
        QStringList words;
        const QList<QLabel *> labels = view->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible())
                words << label->text();
        }
        return words.join(u'\n');
    }

    test::FakeWorld world;
    std::unique_ptr<ui::CheckView> view;
};

} // namespace

void TestCheckView::checksFromTheStartPage()
{
    ShellHost host;
    auto *field = host.find<QLineEdit>("start.checkName");
    QVERIFY(field);
    field->setFocus();
    host.type(text("www.example.org"));
    host.key(Qt::Key_Return);
    QVERIFY(host.window.checkView());
    QVERIFY(host.window.checkView()->isVisible());
    QCOMPARE(host.find<QLineEdit>("check.names")->text(), text("www.example.org"));
    QTRY_VERIFY(!host.window.checkView()->state().isRunning(Activity::Preflight));
    host.press("foot.back");
    QVERIFY(host.window.startPage()->isVisible());
    QVERIFY(!host.window.checkView());
}

void TestCheckView::refusesBadInputAtTheField_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("nothing") << QString();
    QTest::newRow("an address of a computer") << text("192.0.2.1");
    QTest::newRow("a blank label") << text("www..example.org");
    QTest::newRow("one good, one bad") << text("example.org exa$mple.org");
}

void TestCheckView::refusesBadInputAtTheField()
{
    QFETCH(QString, typed);
    ShellHost host;
    host.find<QLineEdit>("start.checkName")->setText(typed);
    host.press("start.check");
    QVERIFY(!host.window.checkView());
    auto *edit = host.find<QLineEdit>("start.checkName");
    QVERIFY(!edit->accessibleDescription().isEmpty());
    QCOMPARE(edit->property("error").toString(), text("true"));
    QTest::keyClicks(edit, text("a")); // goes away when it is edited
    QVERIFY(edit->accessibleDescription().isEmpty());
}

void TestCheckView::takesAnAddressFromABrowser()
{
    CheckHost host;
    host.check("https://example.org:8443/admin, Example.ORG.");
    QCOMPARE(host.view->state().order.names, QStringList{text("example.org")});
    QCOMPARE(host.find<QLineEdit>("check.names")->text(), text("example.org"));
}

void TestCheckView::asksOnlyTheDirectoryOfTheAuthority()
{
    CheckHost host;
    host.check("www.example.org example.org");
    QCOMPARE(host.view->state().preflight.size(), 2);
    QCOMPARE(host.view->state().preflight.first().verdict, checks::Verdict::Refused);
    QCOMPARE(host.view->state().preflight.last().verdict, checks::Verdict::Ready);
    QCOMPARE(host.world.ca.resources, QStringList{text("directory")});
    QCOMPARE(host.find<ui::ChoiceGroup>("pre.names")->current(), text("www.example.org"));
    QVERIFY(host.find("pre.caa"));
    QVERIFY(host.find("pre.place"));
}

void TestCheckView::asksAgainForAnotherAuthority()
{
    CheckHost host;
    host.check("www.example.org");
    auto *choice = host.find<QComboBox>("check.authority");
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QCOMPARE(choice->currentText(), text("No authority in particular"));
    QTRY_VERIFY(!host.view->state().isRunning(Activity::Preflight) && !host.view->state().preflight.isEmpty());
    QCOMPARE(host.view->state().preflight.first().verdict, checks::Verdict::Ready);
}

void TestCheckView::saysThatANameIsNotPublic()
{
    CheckHost host;
    host.view->page().check(text("nas.local"));
    QVERIFY(!host.view->state().isRunning(Activity::Preflight));
    QVERIFY(!host.find<QLineEdit>("check.names")->accessibleDescription().isEmpty());
    QCOMPARE(QApplication::focusWidget(), host.find<QLineEdit>("check.names"));
}

void TestCheckView::stopsWhenAsked()
{
    CheckHost host;
    host.view->page().check(text("example.org"));
    QVERIFY(host.view->state().isRunning(Activity::Preflight));
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    QTest::mouseClick(host.find<QPushButton>("pre.stop"), Qt::LeftButton);
    QTRY_VERIFY(!host.view->state().isRunning(Activity::Preflight));
    QVERIFY(host.find<QPushButton>("check.go")->isEnabled());
}

void TestCheckView::checksAgainByF5()
{
    CheckHost host;
    host.check("www.example.org example.org");
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_F5);
    QVERIFY(host.view->state().isRunning(Activity::Preflight));
    QCOMPARE(host.view->state().preflight.size(), 1); // only what is not ready
    QTRY_VERIFY(!host.view->state().isRunning(Activity::Preflight));
    QCOMPARE(host.view->state().preflight.size(), 2);
}

void TestCheckView::leadsToAnOrderOfTheseNames()
{
    ShellHost host;
    host.find<QLineEdit>("start.checkName")->setText(text("example.org www.example.org"));
    host.press("start.check");
    host.find<QComboBox>("check.authority")->setCurrentIndex(host.find<QComboBox>("check.authority")->count() - 1);
    QTRY_VERIFY(!host.window.checkView()->state().isRunning(Activity::Preflight));
    host.press("check.go");
    QTRY_VERIFY(!host.window.checkView()->state().preflight.isEmpty()
        && !host.window.checkView()->state().isRunning(Activity::Preflight));
    host.press("foot.next");
    QTRY_VERIFY(host.window.orderView());
    QVERIFY(!host.window.checkView());
    QCOMPARE(host.order().order.names, QStringList({text("example.org"), text("www.example.org")}));
    QCOMPARE(host.order().step, Step::Authority); // nobody was chosen, so that is the first question
    QVERIFY(host.order().order.id.isEmpty());
    QTRY_VERIFY(host.order().running.isEmpty());
}

// No order, no journal, no file.
void TestCheckView::leavesNothingBehind()
{
    CheckHost host;
    host.check("www.example.org example.org");
    QVERIFY(store::Journal(host.world.home.path()).list().orders.isEmpty());
    QVERIFY(QDir(host.world.home.path()).isEmpty());
    QCOMPARE(host.world.ca.ordersMade, 0);
    QCOMPARE(host.world.ca.accountsMade, 0);
}

void TestCheckView::saysOnceThatThereIsNoNetwork()
{
    CheckHost host;
    host.world.ca.loseRequest = 1;
    host.check("www.example.org example.org");
    QVERIFY(host.find("page.failure"));
    QVERIFY(!host.find("pre.caa"));
    QVERIFY(!host.find("pre.workstation"));
    QVERIFY(!host.find<QPushButton>("foot.next")->isEnabled());
    QVERIFY(!host.find<QPushButton>("foot.next")->accessibleDescription().isEmpty());
}

void TestCheckView::isDrawn_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QString>("names");
    for (const char *names : {"", "www.example.org example.org alias.example.org", "nas.local"}) {
        const char *what = qstrlen(names) == 0 ? "empty" : qstrcmp(names, "nas.local") == 0 ? "refused" : "results";
        QTest::addRow("check-%s-light-1280x800", what) << ui::ThemeMode::Light << QSize(1280, 770) << text(names);
        QTest::addRow("check-%s-dark-1280x800", what) << ui::ThemeMode::Dark << QSize(1280, 770) << text(names);
        QTest::addRow("check-%s-light-1024x700", what) << ui::ThemeMode::Light << QSize(1024, 670) << text(names);
    }
}

void TestCheckView::isDrawn()
{
    QFETCH(ui::ThemeMode, mode);
    QFETCH(QSize, size);
    QFETCH(QString, names);
    test::applyLook(mode);
    CheckHost host(size);
    if (!names.isEmpty())
        host.view->page().check(names);
    QTRY_VERIFY(!host.view->state().isRunning(Activity::Preflight));
    QCoreApplication::processEvents();
    QVERIFY(host.view->grab().save(test::pictureFile(QString::fromLatin1(QTest::currentDataTag()))));
    QCOMPARE(test::namelessIn(*host.view), QStringList());
    QVERIFY(host.view->page().layout()->minimumSize().width() <= 948);
}

QTEST_MAIN(TestCheckView)
#include "tst_checkview.moc"
