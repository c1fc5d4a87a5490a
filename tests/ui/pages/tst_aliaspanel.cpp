// SPDX-License-Identifier: MIT
#include "issuance/aliaswish.h"
#include "ui/pages/aliaspanel.h"
#include "ui/pages/aliaswords.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/notice.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace cw;
using checks::AliasState;
using issuance::Activity;
using issuance::IssueState;
using test::PageHost;

// The panel of step 4 that leads names to an alias zone, on a real controller.
class TestAliasPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void asksForAZoneFirst();
    void proposesATargetForEachName();
    void marksAZoneThatIsNone();
    void changesTheNamesWithTheScheme();
    void delegatesToNameServers();
    void givesTheFieldsOfAPanelForTheChosenName();
    void saysWhereANameLeads_data();
    void saysWhereANameLeads();
    void asksTheNameServers();
    void checksDnsAgainWhenAllAreRight();
    void changesNothingOnceTheOrderIsPlaced();
    void namesWhatCanHaveTheFocus();
    void isDrawn_data();
    void isDrawn();

private:
    static void type(QWidget &panel, const char *field, const QString &typed);
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

struct Shown {
    explicit Shown(const IssueState &state, int width = 700)
        : host(state)
        , panel(host.controller())
    {
        QObject::connect(&host.controller(), &issuance::OrderController::stateChanged, &panel,
            [this] { panel.showState(host.state()); });
        panel.setFixedWidth(width);
        panel.show();
        panel.showState(host.state());
        QTest::qWait(0);
    }
    template <typename T = QWidget> T *find(const char *name)
    {
        const QList<T *> found = panel.findChildren<T *>(text(name));
        for (T *widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    PageHost host;
    ui::AliasPanel panel;
};

IssueState chosenState(const char *variant = "cname")
{
    IssueState state = test::methodState();
    state.aliases.isLoaded = true;
    state.aliases.choice.zone = text("auth.example.net");
    state.aliases.choice.variant = text(variant);
    state.aliases.choice.servers = {text("ns1.example.net"), text("ns2.example.net")};
    return state;
}

// As after a look in which every name had the same outcome.
IssueState lookedState(AliasState outcome, const char *variant = "cname")
{
    IssueState state = chosenState(variant);
    const QList<checks::AliasPlan> plans = issuance::planAliases(state.order.names, state.aliases.choice).value();
    for (const checks::AliasPlan &plan : plans) {
        checks::AliasSight sight;
        sight.plan = plan;
        sight.state = outcome;
        sight.mainZone
            = *dns::Name::parse(plan.identifier.endsWith(u"example.org") ? text("example.org") : plan.identifier);
        checks::Finding finding;
        finding.severity = outcome == AliasState::Right ? checks::Severity::Ok : checks::Severity::Fail;
        finding.saw = text("At _acme-challenge.example.org., ns1.example.org says: CNAME old.example.net.");
        finding.means = text("The authority goes where it leads, and would not find the record.");
        finding.todo = {text("Replace what is there.")};
        sight.findings = {finding};
        state.aliases.sights << sight;
    }
    return state;
}

} // namespace

void TestAliasPanel::type(QWidget &panel, const char *field, const QString &typed)
{
    auto *edit = panel.findChild<QLineEdit *>(text(field));
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, typed);
    QTest::keyClick(edit, Qt::Key_Return);
    edit->clearFocus();
}

void TestAliasPanel::asksForAZoneFirst()
{
    Shown shown(test::methodState());
    QTRY_VERIFY(shown.host.state().aliases.isLoaded);
    QVERIFY(!shown.find("alias.list"));
    QVERIFY(!shown.find("alias.lines"));
    QVERIFY(!shown.find<QPushButton>("alias.check")->isEnabled());
    QVERIFY(!shown.find("alias.use"));
}

void TestAliasPanel::proposesATargetForEachName()
{
    Shown shown(test::methodState());
    QTRY_VERIFY(shown.host.state().aliases.isLoaded);
    type(shown.panel, "alias.zone", text("auth.example.net"));
    auto *rows = shown.find<ui::ChoiceGroup>("alias.list");
    QVERIFY(rows);
    QCOMPARE(rows->ids().size(), 3); // example.org and *.example.org share one
    QCOMPARE(rows->row(text("example.org"))->subtitle(), text("org-example.auth.example.net"));
    QCOMPARE(rows->row(text("xn--bcher-kva.example"))->title(), text("bücher.example"));
    const QString lines = shown.find<ui::CodeBox>("alias.lines")->text();
    QVERIFY2(lines.contains(text("$ORIGIN example.org.\n_acme-challenge 3600 IN CNAME org-example.auth.example.net.")),
        qPrintable(lines));
    QTRY_VERIFY(!shown.host.state().isRunning(Activity::AliasChoice)); // kept
    Shown again(shown.host.state());
    QCOMPARE(again.find<QLineEdit>("alias.zone")->text(), text("auth.example.net"));
}

void TestAliasPanel::marksAZoneThatIsNone()
{
    Shown shown(test::methodState());
    QTRY_VERIFY(shown.host.state().aliases.isLoaded);
    type(shown.panel, "alias.zone", text("auth..example.net"));
    auto *edit = shown.find<QLineEdit>("alias.zone");
    QVERIFY(!edit->accessibleDescription().isEmpty());
    QCOMPARE(edit->text(), text("auth..example.net")); // to be mended
    QVERIFY(!shown.find("alias.list"));
}

void TestAliasPanel::changesTheNamesWithTheScheme()
{
    Shown shown(chosenState());
    auto *scheme = shown.find<QComboBox>("alias.scheme");
    scheme->setFocus();
    QTest::keyClick(scheme, Qt::Key_Down);
    auto *rows = shown.find<ui::ChoiceGroup>("alias.list");
    const QString hashed = rows->row(text("example.org"))->subtitle();
    QCOMPARE(hashed.section(u'.', 0, 0).size(), 40);
    QTest::keyClick(scheme, Qt::Key_Down);
    const QString random = rows->row(text("example.org"))->subtitle();
    QCOMPARE(random.section(u'.', 0, 0).size(), 36);
    QTest::keyClick(scheme, Qt::Key_Up);
    QTest::keyClick(scheme, Qt::Key_Down);
    QCOMPARE(rows->row(text("example.org"))->subtitle(), random); // made once
}

void TestAliasPanel::delegatesToNameServers()
{
    Shown shown(chosenState());
    auto *tabs = shown.find<QTabBar>("alias.tabs");
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(1).center());
    QVERIFY(!shown.find("alias.zone"));
    type(shown.panel, "alias.servers", text("ns1.example.net, ns2.example.net"));
    QVERIFY(shown.find<ui::CodeBox>("alias.lines")
                ->text()
                .contains(
                    text("_acme-challenge 3600 IN NS ns1.example.net.\n_acme-challenge 3600 IN NS ns2.example.net.")));
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(0).center());
    QVERIFY(shown.find<ui::CodeBox>("alias.lines")->text().contains(text("IN CNAME")));
}

void TestAliasPanel::givesTheFieldsOfAPanelForTheChosenName()
{
    Shown shown(chosenState());
    auto *rows = shown.find<ui::ChoiceGroup>("alias.list");
    rows->setCurrent(text("intranet.lab.example.org"));
    shown.find<QTabBar>("alias.tabs")->setCurrentIndex(2);
    QVERIFY(!shown.find("alias.lines"));
    // lab.example.org is a zone: the preflight found it.
    QCOMPARE(shown.find<ui::CopyField>("alias.name")->value(), text("_acme-challenge.intranet"));
    QCOMPARE(shown.find<ui::CopyField>("alias.value")->value(), text("org-example-lab-intranet.auth.example.net."));
}

void TestAliasPanel::saysWhereANameLeads_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("hasHint");
    QTest::newRow("not asked") << int(AliasState::NotAsked) << text("Not asked") << true;
    QTest::newRow("right") << int(AliasState::Right) << text("Ready") << false;
    QTest::newRow("missing") << int(AliasState::Missing) << text("Not yet") << true;
    QTest::newRow("partly") << int(AliasState::Partly) << text("Not yet") << true;
    QTest::newRow("elsewhere") << int(AliasState::Elsewhere) << text("Wrong place") << true;
    QTest::newRow("other data") << int(AliasState::OtherData) << text("Other value") << true;
    QTest::newRow("a circle") << int(AliasState::Loop) << text("Wrong place") << true;
    QTest::newRow("no zone") << int(AliasState::NoTargetZone) << text("Wrong place") << true;
    QTest::newRow("not served") << int(AliasState::NotServed) << text("No answer") << true;
    QTest::newRow("unknown") << int(AliasState::Unknown) << text("No answer") << true;
}

void TestAliasPanel::saysWhereANameLeads()
{
    QFETCH(int, outcome);
    QFETCH(QString, word);
    QFETCH(bool, hasHint);
    const IssueState state = lookedState(AliasState(outcome));
    Shown shown(state);
    const ui::AliasCell cell = ui::aliasCell(&state.aliases.sights.first(), false);
    QCOMPARE(cell.word, word);
    QVERIFY(shown.find<ui::PathDiagram>("alias.path")->asText().contains(word));
    QCOMPARE(shown.find("alias.hint") != nullptr, hasHint);
    if (hasHint)
        QVERIFY(shown.find<ui::Notice>("alias.hint")->text().contains(text("Replace what is there.")));
    // Another choice: what was seen is about other names.
    IssueState other = state;
    other.aliases.choice.zone = text("other.example.net");
    shown.host.show(other);
    QVERIFY(!shown.find("alias.hint"));
}

void TestAliasPanel::asksTheNameServers()
{
    IssueState state = chosenState();
    state.order.names = {text("www.example.org"), text("alias.example.org")};
    state.preflight.clear();
    Shown shown(state);
    QTest::keyClick(shown.find<QPushButton>("alias.check"), Qt::Key_Space);
    QVERIFY(!shown.find<QPushButton>("alias.check")->isEnabled());
    QTRY_COMPARE(shown.host.state().aliases.sights.size(), 2);
    auto *hint = shown.find<ui::Notice>("alias.hint");
    QVERIFY(hint);
    QVERIFY2(hint->text().contains(text("_acme-challenge.www 3600 IN CNAME org-example-www.auth.example.net.")),
        qPrintable(hint->text()));
    shown.find<ui::ChoiceGroup>("alias.list")->setCurrent(text("alias.example.org"));
    QVERIFY2(hint->title().contains(text("CNAME c41f7.auth.example.net.")), qPrintable(hint->title()));
}

void TestAliasPanel::checksDnsAgainWhenAllAreRight()
{
    Shown shown(lookedState(AliasState::Missing));
    QVERIFY(!shown.find("alias.use"));
    shown.host.show(lookedState(AliasState::Right));
    QTest::keyClick(shown.find<QPushButton>("alias.use"), Qt::Key_Space);
    QVERIFY(shown.host.state().isRunning(Activity::Preflight));
    QVERIFY(!shown.find<QPushButton>("alias.use")->isEnabled());
}

void TestAliasPanel::changesNothingOnceTheOrderIsPlaced()
{
    IssueState state = lookedState(AliasState::Right);
    state.order.stage = store::OrderStage::Ordered;
    Shown shown(state);
    QVERIFY(!shown.find("alias.use")); // its places are fixed
    QVERIFY(shown.find<QPushButton>("alias.check")->isEnabled());
}

void TestAliasPanel::namesWhatCanHaveTheFocus()
{
    Shown shown(lookedState(AliasState::Elsewhere, "ns"));
    const QList<QWidget *> widgets = shown.panel.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

void TestAliasPanel::isDrawn_data()
{
    QTest::addColumn<AliasState>("outcome");
    QTest::addColumn<QString>("variant");
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<int>("width"); // of the right column in a window of 1280 and of 1024
    for (const auto &[name, mode] :
        {std::pair("light", ui::ThemeMode::Light), std::pair("dark", ui::ThemeMode::Dark)}) {
        for (const int width : {590, 540}) {
            QTest::addRow("alias-right-%s-%d", name, width) << AliasState::Right << text("cname") << mode << width;
            QTest::addRow("alias-elsewhere-%s-%d", name, width)
                << AliasState::Elsewhere << text("cname") << mode << width;
            QTest::addRow("alias-ns-missing-%s-%d", name, width) << AliasState::Missing << text("ns") << mode << width;
        }
    }
}

void TestAliasPanel::isDrawn()
{
    QFETCH(AliasState, outcome);
    QFETCH(QString, variant);
    QFETCH(ui::ThemeMode, mode);
    QFETCH(int, width);
    ui::applyTheme(*qApp, mode);
    Shown shown(lookedState(outcome, qPrintable(variant)), width);
    QVERIFY2(shown.panel.minimumSizeHint().width() <= width,
        qPrintable(QString::number(shown.panel.minimumSizeHint().width())));
    shown.panel.resize(width, shown.panel.layout()->totalHeightForWidth(width));
    QTest::qWait(0);
    const QDir folder(QStringLiteral(CERTWRIGHT_BINARY_DIR "/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(
        shown.panel.grab().save(folder.filePath(QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png"))));
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
}

QTEST_MAIN(TestAliasPanel)
#include "tst_aliaspanel.moc"
