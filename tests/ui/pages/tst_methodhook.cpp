// SPDX-License-Identifier: MIT
#include "ui/models/logmodel.h"
#include "ui/pages/orderpage.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace cw;
using issuance::Activity;
using test::PageHost;

// Step 4, the panel of hook scripts.
class TestMethodHook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void asksForTheProgram();
    void handsOverWhatIsEntered();
    void offersWhatTheFormatHas_data();
    void offersWhatTheFormatHas();
    void showsTheCallAndMasksSecrets();
    void refusesAVariableThatIsNone();
    void keepsSecretsOutOfTheState();
    void takesADroppedFile();
    void showsWhatTheHookSaysWhileItRuns();
    void dropsTheWordsOfTheRunBefore();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

issuance::IssueState emptyHookState()
{
    issuance::IssueState state = test::methodState();
    state.order.publish.way = text("hook");
    return state;
}

void enter(QLineEdit *edit, const char *content)
{
    QVERIFY(edit);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text(content));
    QTest::keyClick(edit, Qt::Key_Return);
}

void chooseFormat(PageHost &host, const char *format)
{
    QTest::mouseClick(host.find<ui::SegmentedControl>("how.format")->segment(text(format)), Qt::LeftButton);
}

void addVariable(PageHost &host, const char *name, const char *value)
{
    host.press("env.add");
    enter(qobject_cast<QLineEdit *>(QApplication::focusWidget()), name);
    const char *const field = host.find<QLineEdit>("env.secretValue") ? "env.secretValue" : "env.value";
    enter(host.find<QLineEdit>(field), value);
}

LogEntry line(LogEntry::Kind kind, const char *words)
{
    return {QDateTime::currentDateTimeUtc(), kind, text(words)};
}

} // namespace

void TestMethodHook::asksForTheProgram()
{
    PageHost host(emptyHookState());
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(host.page().whyNotComplete().contains(text("program")));
    host.find<ui::Notice>("how.test")->action()->click();
    QVERIFY(!host.state().isRunning(Activity::Trial));
    QVERIFY(host.find<QLineEdit>("how.program")->accessibleDescription().contains(text("program")));
    enter(host.find<QLineEdit>("how.program"), "/bin/true");
    QVERIFY(host.page().readiness().isReady);
}

void TestMethodHook::handsOverWhatIsEntered()
{
    PageHost host(emptyHookState());
    chooseFormat(host, "dehydrated");
    enter(host.find<QLineEdit>("how.program"), "/usr/local/bin/hook.sh");
    auto *chained = host.find<QCheckBox>("how.chained");
    chained->setFocus();
    QTest::keyClick(chained, Qt::Key_Space);
    auto *limit = host.find<QComboBox>("how.timeLimit");
    limit->setFocus();
    QTest::keyClick(limit, Qt::Key_End);
    addVariable(host, "API_URL", "https://dns.example");
    const store::HookSettings hook = host.state().order.publish.hook;
    QCOMPARE(hook.format, text("dehydrated"));
    QCOMPARE(hook.program, text("/usr/local/bin/hook.sh"));
    QVERIFY(hook.isChained);
    QCOMPARE(hook.timeLimitSeconds, 1800);
    QCOMPARE(hook.environment, QStringList({text("API_URL=https://dns.example")}));
}

void TestMethodHook::offersWhatTheFormatHas_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("shown");
    QTest::newRow("certbot") << text("certbot") << text("how.cleanUpProgram");
    QTest::newRow("dehydrated") << text("dehydrated") << text("how.chained");
    QTest::newRow("acme.sh") << text("acme.sh") << QString();
    QTest::newRow("lego") << text("lego") << text("how.raw");
}

void TestMethodHook::offersWhatTheFormatHas()
{
    QFETCH(QString, format);
    QFETCH(QString, shown);
    PageHost host(emptyHookState());
    chooseFormat(host, qPrintable(format));
    for (const char *option : {"how.cleanUpProgram", "how.chained", "how.raw"})
        QCOMPARE(host.find(option) != nullptr, shown == text(option));
    const QString note = host.find<QLabel>("how.shellNote")->text();
    QCOMPARE(note.contains(text("without a shell")), format != u"acme.sh");
    QCOMPARE(note.contains(text("read by sh")), format == u"acme.sh");
}

void TestMethodHook::showsTheCallAndMasksSecrets()
{
    PageHost host(emptyHookState());
    chooseFormat(host, "lego");
    enter(host.find<QLineEdit>("how.program"), "/bin/true");
    addVariable(host, "API_TOKEN", "hush-hush");
    const QString shown = host.find<ui::CodeBox>("how.preview")->text();
    QVERIFY2(shown.contains(text("present")), qPrintable(shown));
    QVERIFY2(shown.contains(text("/bin/true")), qPrintable(shown));
    QVERIFY2(shown.contains(text("_acme-challenge.example.org.")), qPrintable(shown));
    QVERIFY2(shown.contains(text("cleanup")), qPrintable(shown));
    QVERIFY2(shown.contains(text("API_TOKEN")), qPrintable(shown));
    QVERIFY2(!shown.contains(text("hush")), qPrintable(shown));
}

void TestMethodHook::refusesAVariableThatIsNone()
{
    PageHost host(emptyHookState());
    enter(host.find<QLineEdit>("how.program"), "/bin/true");
    addVariable(host, "1$(id)", "x");
    QVERIFY(!host.find<QLineEdit>("env.name")->accessibleDescription().isEmpty());
    QVERIFY(host.state().order.publish.hook.environment.isEmpty());
    host.press("foot.next");
    QVERIFY(!host.state().isRunning(Activity::Order));
}

void TestMethodHook::keepsSecretsOutOfTheState()
{
    PageHost host(emptyHookState());
    enter(host.find<QLineEdit>("how.program"), "/bin/true");
    addVariable(host, "API_TOKEN", "hush-hush");
    const store::PublishSettings &publish = host.state().order.publish;
    QCOMPARE(publish.hook.secretNames, QStringList({text("API_TOKEN")}));
    QVERIFY(!QJsonDocument(store::toJson(publish)).toJson().contains("hush"));
    QVERIFY(host.controller().knowsSecret());
    QVERIFY(!host.words().contains(text("hush-hush")));
}

void TestMethodHook::takesADroppedFile()
{
    PageHost host(emptyHookState());
    auto *program = host.find<QLineEdit>("how.program");
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(text("/etc/letsencrypt/my hook.py"))});
    QDragEnterEvent enterEvent(QPoint(5, 5), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(program, &enterEvent);
    QVERIFY(enterEvent.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(program, &drop);
    QCOMPARE(program->text(), text("/etc/letsencrypt/my hook.py"));
    QCOMPARE(host.state().order.publish.hook.program, text("/etc/letsencrypt/my hook.py"));
}

void TestMethodHook::showsWhatTheHookSaysWhileItRuns()
{
    ui::LogModel log;
    issuance::IssueState state = test::methodHookState();
    PageHost host(state);
    host.view().setLog(&log);
    QVERIFY(!host.find("how.output"));
    state.running = {Activity::Order};
    host.show(state);
    log.listener()(line(LogEntry::Kind::Hook, "adding the record \x1b[31m<b>now</b>"));
    log.listener()(line(LogEntry::Kind::Dns, "a question"));
    log.listener()(line(LogEntry::Kind::Hook, "done"));
    QTRY_VERIFY(host.find("how.output"));
    const QString shown = host.find<QPlainTextEdit>("how.outputText")->toPlainText();
    QVERIFY2(shown.contains(text("<b>now</b>")), qPrintable(shown)); // as it is, no markup
    QVERIFY2(shown.endsWith(text("\ndone")), qPrintable(shown));
    QVERIFY(!shown.contains(text("question")));
    // It stays when the run is over.
    state.running.clear();
    host.show(state);
    QVERIFY(host.find("how.output"));
}

void TestMethodHook::dropsTheWordsOfTheRunBefore()
{
    ui::LogModel log;
    issuance::IssueState state = test::methodHookState();
    PageHost host(state);
    host.view().setLog(&log);
    log.listener()(line(LogEntry::Kind::Hook, "first run"));
    QTRY_VERIFY(host.find("how.output"));
    state.running = {Activity::Trial};
    host.show(state);
    QVERIFY(!host.find("how.output"));
    for (int i = 0; i < 3000; ++i)
        log.listener()(line(LogEntry::Kind::Hook, "again"));
    QTRY_VERIFY(host.find("how.output"));
    const QString shown = host.find<QPlainTextEdit>("how.outputText")->toPlainText();
    QVERIFY(!shown.contains(text("first run")));
    QVERIFY(shown.count(text("again")) <= 1000);
}

QTEST_MAIN(TestMethodHook)
#include "tst_methodhook.moc"
