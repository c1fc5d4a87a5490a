// SPDX-License-Identifier: MIT
#include "shellhost.h"

#include "base/operation.h"
#include "issuance/publicresolvers.h"
#include "ui/shell/settingsdialog.h"
#include "ui/shell/windowsettings.h"
#include "ui/widgets/choicerow.h"

#include <QAccessible>
#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace cw;
using issuance::ResolverSettings;
using test::ShellHost;

class TestSettingsDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { test::applyLook(ui::ThemeMode::Light); }
    void init() { test::applyLook(ui::ThemeMode::Light); }
    void namesEveryThirdParty();
    void turnsThemOffByKey();
    void leavesOneOut();
    void anOwnResolverIsAskedAlone();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void changesNothingWhenCanceled();
    void remembersWhatWasSaved();
    void isDrawn_data();
    void isDrawn();

private:
    static ui::SettingsDialog *open(ShellHost &host)
    {
        host.key(Qt::Key_Comma, Qt::ControlModifier);
        return host.window.findChild<ui::SettingsDialog *>();
    }
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

template <typename T> T *in(ui::SettingsDialog *dialog, const char *name)
{
    return dialog->findChild<T *>(text(name));
}

QStringList idsIn(const issuance::Environment &environment)
{
    QStringList ids;
    for (const dns::PublicResolver &resolver : environment.dns.publicResolvers)
        ids << resolver.id;
    return ids;
}

} // namespace

void TestSettingsDialog::namesEveryThirdParty()
{
    ui::SettingsDialog dialog({}, issuance::knownPublicResolvers(), nullptr);
    for (const char *name : {"set.public.cloudflare", "set.public.google", "set.public.quad9"}) {
        auto *row = in<ui::ChoiceRow>(&dialog, name);
        QVERIFY2(row && row->isChecked(), name);
        QVERIFY(row->subtitle().contains(text("https://")));
    }
    QVERIFY(in<ui::ChoiceRow>(&dialog, "set.public")->subtitle().contains(text("learn the names")));
    dialog.QDialog::show();
    QCOMPARE(test::namelessIn(dialog), QStringList());
}

void TestSettingsDialog::turnsThemOffByKey()
{
    ui::SettingsDialog dialog({}, issuance::knownPublicResolvers(), nullptr);
    dialog.QDialog::show();
    auto *all = in<ui::ChoiceRow>(&dialog, "set.public");
    all->setFocus();
    QTest::keyClick(all, Qt::Key_Space);
    QVERIFY(!dialog.settings().asksPublicResolvers);
    QVERIFY(!in<ui::ChoiceRow>(&dialog, "set.public.quad9")->isEnabled());
    QVERIFY(!in<QLineEdit>(&dialog, "set.ownDoh")->isEnabled());
}

void TestSettingsDialog::leavesOneOut()
{
    ui::SettingsDialog dialog({}, issuance::knownPublicResolvers(), nullptr);
    in<ui::ChoiceRow>(&dialog, "set.public.google")->click();
    QCOMPARE(dialog.settings(), (ResolverSettings{true, {text("google")}, {}, {}}));
}

void TestSettingsDialog::anOwnResolverIsAskedAlone()
{
    ui::SettingsDialog dialog({}, issuance::knownPublicResolvers(), nullptr);
    in<QLineEdit>(&dialog, "set.ownResolver")->setText(text(" 192.0.2.53:5353 "));
    QVERIFY(!in<ui::ChoiceRow>(&dialog, "set.public")->isEnabled());
    QVERIFY(!in<ui::ChoiceRow>(&dialog, "set.public.google")->isEnabled());
    in<QPushButton>(&dialog, "set.save")->click();
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(dialog.settings().ownResolver, text("192.0.2.53:5353"));
    QVERIFY(dialog.settings().asksPublicResolvers); // comes back with the resolver of the system
}

void TestSettingsDialog::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("typed");
    QTest::newRow("DoH without https") << QByteArray("set.ownDoh") << text("http://dns.example/dns-query");
    QTest::newRow("DoH by name") << QByteArray("set.ownDoh") << text("dns.example");
    QTest::newRow("resolver by name") << QByteArray("set.ownResolver") << text("ns1.example.org");
    QTest::newRow("resolver with a bad port") << QByteArray("set.ownResolver") << text("192.0.2.53:99999");
}

void TestSettingsDialog::refusesWhatIsNoAddress()
{
    QFETCH(QByteArray, field);
    QFETCH(QString, typed);
    ui::SettingsDialog dialog({}, issuance::knownPublicResolvers(), nullptr);
    dialog.QDialog::show();
    auto *edit = in<QLineEdit>(&dialog, field.constData());
    edit->setText(typed);
    QTest::keyClick(edit, Qt::Key_Return);
    QVERIFY(dialog.isVisible());
    QCOMPARE(edit->property("error").toString(), text("true"));
    QVERIFY(edit->accessibleDescription().contains(text("https://")));
}

void TestSettingsDialog::changesNothingWhenCanceled()
{
    ShellHost host;
    ui::SettingsDialog *dialog = open(host);
    QVERIFY(dialog);
    in<ui::ChoiceRow>(dialog, "set.public")->click();
    in<QPushButton>(dialog, "set.cancel")->click();
    QTRY_VERIFY(!host.window.findChild<ui::SettingsDialog *>());
    const ui::WindowSettings settings(host.world.home.filePath(text("window.ini")));
    QCOMPARE(settings.resolvers(), ResolverSettings());
}

void TestSettingsDialog::remembersWhatWasSaved()
{
    test::FakeWorld world;
    world.environment->dns.publicResolvers = issuance::knownPublicResolvers();
    const QString file = world.home.filePath(text("window.ini"));
    {
        ui::MainWindow window(world.environment, file);
        window.show();
        QCOMPARE(idsIn(window.environment()).size(), 3);
        const QList<QAction *> actions = window.findChildren<QAction *>(text("menu.settings"));
        actions.first()->trigger();
        auto *dialog = window.findChild<ui::SettingsDialog *>();
        in<ui::ChoiceRow>(dialog, "set.public.google")->click();
        in<QLineEdit>(dialog, "set.ownDoh")->setText(text("https://dns.example/dns-query"));
        in<QPushButton>(dialog, "set.save")->click();
        QCOMPARE(idsIn(window.environment()), (QStringList{text("cloudflare"), text("quad9"), text("own")}));
    }
    ui::MainWindow again(world.environment, file);
    QCOMPARE(idsIn(again.environment()), (QStringList{text("cloudflare"), text("quad9"), text("own")}));
    Operation::waitForAll();
}

void TestSettingsDialog::isDrawn_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<bool>("isOwn");
    QTest::newRow("settings-light") << ui::ThemeMode::Light << false;
    QTest::newRow("settings-dark") << ui::ThemeMode::Dark << false;
    QTest::newRow("settings-own-light") << ui::ThemeMode::Light << true;
}

void TestSettingsDialog::isDrawn()
{
    QFETCH(ui::ThemeMode, mode);
    QFETCH(bool, isOwn);
    test::applyLook(mode);
    ResolverSettings settings;
    settings.ownResolver = isOwn ? text("192.0.2.53") : QString();
    ui::SettingsDialog dialog(settings, issuance::knownPublicResolvers(), nullptr);
    dialog.QDialog::show();
    QVERIFY(QTest::qWaitForWindowExposed(&dialog));
    QVERIFY(dialog.height() <= 660);
    QVERIFY(dialog.grab().save(test::pictureFile(QString::fromLatin1(QTest::currentDataTag()))));
}

QTEST_MAIN(TestSettingsDialog)
#include "tst_settingsdialog.moc"
