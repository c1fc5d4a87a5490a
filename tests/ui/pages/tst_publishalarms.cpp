// SPDX-License-Identifier: MIT
#include "base/operation.h"
#include "issuance/recordtexts.h"
#include "ui/pages/handoverpanel.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace cw;
using issuance::IssueState;
using test::PageHost;

// By hand, made hard to get wrong: what step 5 says at once when a record is not as it should be, and what is handed
// over to a colleague.
class TestPublishAlarms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void tellsASlipWhileItHappens_data();
    void tellsASlipWhileItHappens();
    void saysUntilWhenTheOrderWaits_data();
    void saysUntilWhenTheOrderWaits();
    void handsOverAMailAndATable();
    void writesAMailThatIsShortEnough();
    void savesWhatIsShown();
    void isDrawn_data();
    void isDrawn();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

const QByteArray Own = "Qv3nB8sXw1LkT5yZ0pJd7RfHc2Gm9AeU4oViKtN6xYI";
const QByteArray Sibling = "x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0";

// An order that waits for somebody to put its records into a fake DNS, with the page of step 5.
class LivePage
{
public:
    LivePage()
    {
        IssueState state;
        state.order = m_world.draft({text("example.org"), text("*.example.org")});
        state.order.id = text("2026-11-22-1a2b3c4d");
        state.order.stage = store::OrderStage::Published;
        for (const QByteArray &value : {Own, Sibling}) {
            store::NameRecord record;
            record.name = state.order.names.at(state.order.records.size());
            record.value = QString::fromLatin1(value);
            record.validationName = record.owner = text("_acme-challenge.example.org.");
            record.zone = text("example.org.");
            record.status = text("pending");
            record.publication = store::Publication::ByHand;
            state.order.records << record;
        }
        state.step = issuance::Step::Publish;
        auto controller = std::make_unique<test::ShownController>(m_world.environment, state);
        m_controller = controller.get();
        m_view = std::make_unique<ui::OrderView>(std::move(controller));
        m_view->resize(1280, 770);
    }
    ~LivePage()
    {
        m_view.reset();
        Operation::waitForAll();
    }
    void enter(const QByteArray &owner, const QByteArray &value)
    {
        m_world.dns.addRecord("example.org", (owner + " 60 TXT \"" + value + '"').constData());
    }
    void look()
    {
        m_view->show();
        m_controller->startWatching();
    }
    QString hint() const
    {
        const auto *notice = m_view->findChild<ui::Notice *>(text("watch.hint"));
        return notice && notice->isVisible() ? notice->title() + u' ' + notice->text() : QString();
    }

private:
    test::FakeWorld m_world;
    test::ShownController *m_controller = nullptr;
    std::unique_ptr<ui::OrderView> m_view;
};

} // namespace

void TestPublishAlarms::tellsASlipWhileItHappens_data()
{
    QTest::addColumn<QByteArray>("owner");
    QTest::addColumn<QList<QByteArray>>("values");
    QTest::addColumn<QString>("said");
    const QByteArray right = "_acme-challenge";
    const auto row = [](const char *name, const QByteArray &owner, const QList<QByteArray> &values, const char *said) {
        QTest::newRow(name) << owner << values << QString::fromUtf8(said);
    };
    row("the zone was added twice", "_acme-challenge.example.org", {Own, Sibling},
        "_acme-challenge.example.org.example.org");
    row("quotes within the value", right, {"\\\"" + Own + "\\\"", Sibling}, "quotation marks");
    row("a blank within the value", right, {Own.left(20) + ' ' + Own.mid(20), Sibling}, "blanks");
    row("the end of the value is missing", right, {Own.left(39), Sibling}, "cut");
    row("the second value replaced the first", right, {Sibling}, "replaced the one before");
}

void TestPublishAlarms::tellsASlipWhileItHappens()
{
    QFETCH(QByteArray, owner);
    QFETCH(QList<QByteArray>, values);
    QFETCH(QString, said);
    LivePage page;
    for (const QByteArray &value : values)
        page.enter(owner, value);
    page.look();
    QTRY_VERIFY2(!page.hint().isEmpty(), "no hint");
    QVERIFY2(page.hint().contains(said), qPrintable(page.hint()));
}

void TestPublishAlarms::saysUntilWhenTheOrderWaits_data()
{
    QTest::addColumn<int>("hours");
    QTest::addColumn<QString>("said");
    QTest::newRow("days") << 24 * 6 + 1 << text("6 days left");
    QTest::newRow("hours") << 30 << text("hours left");
    QTest::newRow("over") << -1 << QString();
}

void TestPublishAlarms::saysUntilWhenTheOrderWaits()
{
    QFETCH(int, hours);
    QFETCH(QString, said);
    IssueState state = test::publishState();
    state.order.expires = QDateTime::currentDateTimeUtc().addSecs(hours * 3600 + 60);
    PageHost host(state);
    auto *until = host.find<QLabel>("rec.until");
    QCOMPARE(until != nullptr, !said.isEmpty());
    if (until)
        QVERIFY2(until->text().contains(said), qPrintable(until->text()));
}

void TestPublishAlarms::handsOverAMailAndATable()
{
    PageHost host(test::publishState());
    host.find<QTabBar>("rec.tabs")->setCurrentIndex(4);
    auto *box = host.find<ui::CodeBox>("rec.handover.text");
    QVERIFY(box);
    for (const store::NameRecord &record : host.state().order.records)
        QVERIFY2(box->text().contains(record.value), qPrintable(record.name)); // all at once
    QVERIFY(!host.find("rec.nameMode"));
    box->button()->click();
    QCOMPARE(QApplication::clipboard()->text(), box->text());
    host.find<ui::SegmentedControl>("rec.handover.form")->setCurrent(text("csv"));
    QCOMPARE(box->text().section(u',', 0, 1), text("For,Zone"));
    QVERIFY(!host.find("rec.handover.write"));
}

void TestPublishAlarms::writesAMailThatIsShortEnough()
{
    IssueState state = test::publishState();
    ui::HandOverPanel panel(state);
    panel.showState();
    const QUrl url = panel.mailUrl();
    QCOMPARE(url.scheme(), text("mailto"));
    QVERIFY(url.path().isEmpty()); // to whom, the user knows
    const QUrlQuery query(url);
    const QString body = query.queryItemValue(text("body"), QUrl::FullyDecoded);
    QVERIFY(body.contains(state.order.records.last().value));
    QVERIFY(body.contains(text("\r\n"))); // RFC 6068 5
    QVERIFY(query.queryItemValue(text("subject"), QUrl::FullyDecoded).contains(text("example.org")));
    for (int i = 0; i < 30; ++i) {
        store::NameRecord more = state.order.records.first();
        more.name = text("host%1.example.org").arg(i);
        more.owner = more.validationName = text("_acme-challenge.%1.").arg(more.name);
        state.order.records << more;
    }
    panel.showState();
    QVERIFY(panel.mailUrl().isEmpty()); // would be cut
    auto *write = panel.findChild<QPushButton *>(text("rec.handover.write"));
    QVERIFY(!write->isEnabled());
    QVERIFY(!write->accessibleDescription().isEmpty());
}

void TestPublishAlarms::savesWhatIsShown()
{
    const IssueState state = test::publishState();
    ui::HandOverPanel panel(state);
    panel.showState();
    const QTemporaryDir folder;
    const QString path = folder.filePath(text("dns-records.txt"));
    QCOMPARE(panel.saveTo(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains(Own));
    QVERIFY(!panel.saveTo(folder.filePath(text("not/there.txt"))).isEmpty());
}

void TestPublishAlarms::isDrawn_data()
{
    QTest::addColumn<ui::ThemeMode>("mode");
    QTest::addColumn<QSize>("size");
    QTest::newRow("handover-light-1280x800") << ui::ThemeMode::Light << QSize(1280, 770);
    QTest::newRow("handover-dark-1280x800") << ui::ThemeMode::Dark << QSize(1280, 770);
    QTest::newRow("handover-light-1024x700") << ui::ThemeMode::Light << QSize(1024, 670);
    QTest::newRow("handover-dark-1024x700") << ui::ThemeMode::Dark << QSize(1024, 670);
}

void TestPublishAlarms::isDrawn()
{
    QFETCH(ui::ThemeMode, mode);
    QFETCH(QSize, size);
    ui::applyTheme(*qApp, mode);
    IssueState state = test::publishState();
    state.order.expires = QDateTime::currentDateTimeUtc().addDays(6).addSecs(3600);
    PageHost host(state, size);
    host.find<QTabBar>("rec.tabs")->setCurrentIndex(4);
    // The first tab is seen whole again, and so is the text, when all is laid out.
    QTRY_COMPARE(host.find<QTabBar>("rec.tabs")->tabRect(0).left(), 0);
    QTRY_VERIFY(host.find("rec.handover.text")->height() > 400);
    const QDir folder(QStringLiteral(CERTWRIGHT_BINARY_DIR "/pictures"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    QVERIFY(
        host.view().grab().save(folder.filePath(QString::fromUtf8(QTest::currentDataTag()) + QStringLiteral(".png"))));
    ui::applyTheme(*qApp, ui::ThemeMode::Light);
}

QTEST_MAIN(TestPublishAlarms)
#include "tst_publishalarms.moc"
