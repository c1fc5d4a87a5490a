// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/pages/zonerow.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace cw;
using issuance::Activity;
using test::PageHost;

// Step 4 with several zones: each can have a way of its own.
class TestMethodZones : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void beginsWithTheZoneThatHasItsOwnWay();
    void setsUpTheZoneThatIsChosen();
    void usesAWayForOneZoneAlone();
    void movesAWayToAnotherZone();
    void usesAWayForAllZones();
    void followsTheOthersAgain();
    void keepsWhatIsTypedForEachZoneApart();
    void showsHowTheTrialOfEachZoneWent();
    void saysHowManyZonesAreAutomatic();
    void hidesTheChoiceWhereThereIsOneZone();
    void walksThroughTheZonesByArrowKeys();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

const char *const Alias = "auth.example.net.";
const char *const Main = "example.org.";

ui::ZoneRow *rowOf(PageHost &host, const char *zone)
{
    const QList<ui::ZoneRow *> rows = host.view().findChildren<ui::ZoneRow *>();
    for (ui::ZoneRow *row : rows) {
        if (row->isVisible() && row->content().id == text(zone))
            return row;
    }
    return nullptr;
}

void clickWay(PageHost &host, const char *way)
{
    QTest::mouseClick(host.find<ui::ChoiceGroup>("how.list")->row(text(way)), Qt::LeftButton);
}

// As a user does it: opens the list by the keyboard and goes to the entry.
void useFor(PageHost &host, const QString &entry)
{
    auto *combo = host.find<QComboBox>("how.forZones");
    QVERIFY(combo);
    const int index = combo->findText(entry);
    QVERIFY2(index >= 0, qPrintable(entry));
    combo->setFocus();
    while (host.find<QComboBox>("how.forZones")->currentIndex() != index) {
        auto *shown = host.find<QComboBox>("how.forZones");
        QTest::keyClick(shown, shown->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
    }
}

} // namespace

void TestMethodZones::beginsWithTheZoneThatHasItsOwnWay()
{
    PageHost host(test::methodUpdateState());
    host.page().initializePage();
    QVERIFY(rowOf(host, Alias)->isChecked());
    QCOMPARE(host.find<ui::ChoiceGroup>("how.list")->current(), text("rfc2136"));
    QCOMPARE(host.find<QComboBox>("how.forZones")->currentText(), text("auth.example.net"));
    QCOMPARE(host.find<QLineEdit>("how.keyName")->text(), text("acme-admin."));
}

void TestMethodZones::setsUpTheZoneThatIsChosen()
{
    PageHost host(test::methodState());
    QTest::mouseClick(rowOf(host, Main), Qt::LeftButton);
    clickWay(host, "hook");
    QCOMPARE(host.state().order.publish.way, text("manual"));
    QCOMPARE(host.state().order.zoneWays.keys(), QStringList({text(Main)}));
    QCOMPARE(host.state().order.publishFor(text(Main)).way, text("hook"));
    QCOMPARE(rowOf(host, Main)->content().way, text("Hook script"));
    QCOMPARE(rowOf(host, Alias)->content().way, text("By hand"));
}

void TestMethodZones::usesAWayForOneZoneAlone()
{
    PageHost host(test::methodState());
    clickWay(host, "hook");
    QCOMPARE(host.state().order.publish.way, text("hook"));
    auto *program = host.find<QLineEdit>("how.program");
    program->setFocus();
    QTest::keyClicks(program, text("/bin/true"));
    QTest::keyClick(program, Qt::Key_Return);
    useFor(host, text("auth.example.net"));
    QCOMPARE(host.state().order.publish.way, text("manual"));
    QCOMPARE(host.state().order.zoneWays.keys(), QStringList({text(Alias)}));
    QCOMPARE(host.state().order.publishFor(text(Alias)).hook.program, text("/bin/true"));
    QCOMPARE(host.find<QLineEdit>("how.program")->text(), text("/bin/true"));
}

void TestMethodZones::movesAWayToAnotherZone()
{
    PageHost host(test::methodUpdateState());
    host.page().initializePage();
    useFor(host, text("example.org"));
    QCOMPARE(host.state().order.zoneWays.keys(), QStringList({text(Main)}));
    QCOMPARE(host.state().order.publishFor(text(Main)).way, text("rfc2136"));
    QCOMPARE(host.state().order.publishFor(text(Alias)).way, text("manual"));
}

void TestMethodZones::usesAWayForAllZones()
{
    PageHost host(test::methodUpdateState());
    host.page().initializePage();
    useFor(host, text("All zones"));
    QVERIFY(host.state().order.zoneWays.isEmpty());
    QCOMPARE(host.state().order.publish.way, text("rfc2136"));
    QCOMPARE(host.state().order.publish.keyName, text("acme-admin."));
    QVERIFY(host.page().readiness().isReady); // the key is known still
}

void TestMethodZones::followsTheOthersAgain()
{
    PageHost host(test::methodUpdateState());
    host.press("how.follow");
    QVERIFY(host.state().order.zoneWays.isEmpty());
    QVERIFY(!host.find("how.follow"));
    QCOMPARE(rowOf(host, Alias)->content().way, text("By hand"));
    QVERIFY(host.find("how.byHand"));
}

void TestMethodZones::keepsWhatIsTypedForEachZoneApart()
{
    issuance::IssueState state = test::methodUpdateState();
    store::PublishSettings other = test::exampleUpdate();
    other.server = text("ns-b.example.org");
    other.keyName = text("other-key.");
    state.order.zoneWays.insert(text(Main), other);
    PageHost host(state);
    host.page().initializePage();
    QCOMPARE(host.find<QLineEdit>("how.server")->text(), text("ns-a.example.net"));
    QTest::mouseClick(rowOf(host, Main), Qt::LeftButton);
    QCOMPARE(host.find<QLineEdit>("how.server")->text(), text("ns-b.example.org"));
    QCOMPARE(host.find<QLineEdit>("how.keyName")->text(), text("other-key."));
    QTest::mouseClick(rowOf(host, Alias), Qt::LeftButton);
    QCOMPARE(host.find<QLineEdit>("how.keyName")->text(), text("acme-admin."));
    QCOMPARE(host.state().order.publishFor(text(Main)).server, text("ns-b.example.org"));
}

void TestMethodZones::showsHowTheTrialOfEachZoneWent()
{
    issuance::IssueState state = test::methodUpdateState();
    state.order.zoneWays.insert(text(Main), test::exampleUpdate());
    PageHost host(state);
    QCOMPARE(rowOf(host, Alias)->content().icon, ui::IconName::StateOk);
    QVERIFY(!rowOf(host, Alias)->content().stateWord.isEmpty());
    QCOMPARE(rowOf(host, Main)->content().icon, ui::IconName::Server);
    QCOMPARE(rowOf(host, "xn--bcher-kva.example.")->content().icon, ui::IconName::Hand);

    state.running = {Activity::Trial};
    host.show(state);
    QCOMPARE(rowOf(host, Main)->content().icon, ui::IconName::StateRun);
    QCOMPARE(rowOf(host, "xn--bcher-kva.example.")->content().icon, ui::IconName::Hand);

    state.running.clear();
    state.trials.clear();
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::Refused;
    failure.zone = text("example.org");
    state.failures.insert(Activity::Trial, failure);
    host.show(state);
    QCOMPARE(rowOf(host, Main)->content().icon, ui::IconName::StateFail);
    QCOMPARE(rowOf(host, Alias)->content().icon, ui::IconName::Server);
}

void TestMethodZones::saysHowManyZonesAreAutomatic()
{
    PageHost host(test::methodUpdateState());
    QCOMPARE(host.page().summary(), text("1 of 3 zones automatic"));
    host.show(test::methodHookState());
    QCOMPARE(host.page().summary(), text("3 zones automatic"));
    host.show(test::methodState());
    QCOMPARE(host.page().summary(), text("3 zones by hand"));
}

void TestMethodZones::hidesTheChoiceWhereThereIsOneZone()
{
    issuance::IssueState state = test::methodHookState();
    state.zones = {text(Main)};
    PageHost host(state);
    QVERIFY(!host.find("how.forZones"));
    QCOMPARE(rowOf(host, Main)->focusPolicy(), Qt::NoFocus);
    QVERIFY(!rowOf(host, ""));
}

void TestMethodZones::walksThroughTheZonesByArrowKeys()
{
    PageHost host(test::methodUpdateState());
    host.page().initializePage();
    rowOf(host, Alias)->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QVERIFY(rowOf(host, Main)->isChecked());
    QVERIFY(rowOf(host, Main)->hasFocus());
    QVERIFY(host.find("how.byHand"));
}

QTEST_MAIN(TestMethodZones)
#include "tst_methodzones.moc"
