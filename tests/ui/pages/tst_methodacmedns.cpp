// SPDX-License-Identifier: MIT
#include "ui/pages/acmednspanel.h"
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/statelabel.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using issuance::Activity;
using test::PageHost;

// Step 4, the panel of acme-dns.
class TestMethodAcmeDns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void asksForTheAddressBeforeItRegisters();
    void importsTheAccountsOfAnotherClient();
    void saysWhatIsWrongWithAFile();
    void saysWhichRecordsAreThere();
    void saysThatTheTestValueStays();
    void looksAgain();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

constexpr auto AccountsFile = R"({"example.org": {"fulldomain": "c41f7.auth.example.net", "subdomain": "c41f7",
  "username": "user-1", "password": "hush-hush", "server_url": "https://auth.example.net", "allowfrom": []}})";

issuance::IssueState emptyState()
{
    issuance::IssueState state = test::methodState();
    state.order.publish.way = text("acme-dns");
    return state;
}

QString written(const QTemporaryDir &folder, const QByteArray &content)
{
    const QString path = folder.filePath(text("accounts.json"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return path;
}

} // namespace

void TestMethodAcmeDns::asksForTheAddressBeforeItRegisters()
{
    PageHost host(emptyState());
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(host.page().whyNotComplete().contains(text("acme-dns")));
    host.press("how.register");
    QVERIFY(!host.state().isRunning(Activity::Register));
    auto *server = host.find<QLineEdit>("how.acmeServer");
    QVERIFY(server->hasFocus());
    QVERIFY(!server->accessibleDescription().isEmpty());
    QTest::keyClicks(server, text("https://auth.example.net"));
    host.press("how.register");
    QVERIFY(host.state().isRunning(Activity::Register));
    QCOMPARE(host.state().order.publish.acmeDns.server, text("https://auth.example.net"));
}

void TestMethodAcmeDns::importsTheAccountsOfAnotherClient()
{
    const QTemporaryDir folder;
    PageHost host(emptyState());
    host.find<ui::AcmeDnsPanel>("how.acmeDns")->importFile(written(folder, AccountsFile));
    QTRY_VERIFY(!host.state().isRunning(Activity::Register));
    QVERIFY(!host.state().failure(Activity::Register));
    QCOMPARE(host.state().acmeDns,
        QList<issuance::AcmeDnsName>({{text("example.org"), text("c41f7.auth.example.net")}}));
    QVERIFY(host.page().readiness().isReady);
    QCOMPARE(host.find<ui::CopyField>("how.cname")->value(), text("c41f7.auth.example.net."));
    QVERIFY(!host.words().contains(text("hush-hush")));
}

void TestMethodAcmeDns::saysWhatIsWrongWithAFile()
{
    const QTemporaryDir folder;
    PageHost host(emptyState());
    host.find<ui::AcmeDnsPanel>("how.acmeDns")->importFile(written(folder, "{\"password\": \"hush"));
    QTRY_VERIFY(host.state().failure(Activity::Register));
    const auto *notice = host.find("page.failure");
    QVERIFY(notice);
    QVERIFY(!host.words().contains(text("hush")));
    QVERIFY(!host.page().readiness().isReady);
}

void TestMethodAcmeDns::saysWhichRecordsAreThere()
{
    PageHost host(test::methodAcmeDnsState());
    QStringList said;
    const QList<ui::StateLabel *> labels = host.view().findChildren<ui::StateLabel *>(text("how.cnameState"));
    for (const ui::StateLabel *label : labels)
        said << label->text();
    QCOMPARE(said.size(), 3);
    QVERIFY2(said[0].contains(text("_acme-challenge.example.org: not yet")), qPrintable(said[0]));
    QVERIFY2(said[1].contains(text("seen")), qPrintable(said[1]));
    QVERIFY2(said[2].contains(text("not yet")), qPrintable(said[2]));
}

void TestMethodAcmeDns::saysThatTheTestValueStays()
{
    PageHost host(test::methodAcmeDnsState());
    QVERIFY(host.find<ui::Notice>("how.test")->text().contains(text("cannot remove")));
}

void TestMethodAcmeDns::looksAgain()
{
    PageHost host(test::methodAcmeDnsState());
    host.press("how.lookAgain");
    QVERIFY(host.state().isRunning(Activity::Preflight));
    QVERIFY(!host.find("how.lookAgain")->isEnabled());
}

QTEST_MAIN(TestMethodAcmeDns)
#include "tst_methodacmedns.moc"
