// SPDX-License-Identifier: MIT
#include "publish/hook.h"

#include "base/explain.h"
#include "hookrecords.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;

namespace
{

// Writes down how it was called, and does what the file "plan-VALUE" says.
constexpr char Script[] = R"(#!/bin/sh
printf '%s|%s|%s\n' "$0" "$*" "${CERTBOT_AUTH_OUTPUT-unset}" >>"$FOLDER/calls"
for value; do :; done
[ ! -f "$FOLDER/plan-${CERTBOT_VALIDATION:-$value}" ] || . "$FOLDER/plan-${CERTBOT_VALIDATION:-$value}"
)";

QString presenceWord(Presence presence)
{
    return presence == Presence::Published ? QStringLiteral("published ") : QStringLiteral("may be there ");
}

} // namespace

// What the publisher makes of the hooks' runs.
class TestHook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void publishesOneAfterTheOther();
    void stopsAtTheFirstFailure_data();
    void stopsAtTheFirstFailure();
    void runsNothingWhenTheJournalCannotBeWritten();
    void handsTheOutputToTheCleanUp();
    void goesOnCleaningUp();
    void saysThatNothingCleansUp();
    void stopsWhenCanceled();
    void refusesWhatCannotBeRun_data();
    void refusesWhatCannotBeRun();
    void runsNothingToRehearse();
    void notesWhatEverybodyMayChange();
    void saysWhichInterpreterIsMissing();
    void keepsNoSecretAnywhere();
    void asksForKinitWhenAFreeIpaHookHasNoTicket();
    void runsAFreeIpaHookUnchanged();

private:
    HookPublisher publisher() { return HookPublisher(m_settings, m_order, m_clock, m_log, m_callbacks); }
    void plan(const char *value, const QByteArray &commands);
    QStringList calls() const;
    PublishFailure present(const QList<TxtRecord> &records);

    std::unique_ptr<QTemporaryDir> m_folder;
    HookSettings m_settings;
    QStringList m_order {QStringLiteral("a.test"), QStringLiteral("b.test"), QStringLiteral("c.test")};
    QList<TxtRecord> m_records;
    FakeClock m_clock;
    ActivityLog m_log;
    QStringList m_logLines;
    QList<HookRun> m_runs;
    HookCallbacks m_callbacks;
    QStringList m_notes;
    PresenceNote m_note;
    CancelToken m_token;
};

void TestHook::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = {};
    m_settings.program = writeHook(m_folder->filePath(QStringLiteral("hook")), Script);
    m_settings.cleanUpProgram = writeHook(m_folder->filePath(QStringLiteral("clean")), Script);
    m_settings.environment = {{QStringLiteral("FOLDER"), m_folder->path()}};
    m_settings.timeLimit = std::chrono::seconds(20);
    m_records = {hookRecord("a.test", "_acme-challenge.a.test", "a.test", "va"),
                 hookRecord("b.test", "_acme-challenge.b.test", "b.test", "vb"),
                 hookRecord("c.test", "_acme-challenge.c.test", "c.test", "vc")};
    m_logLines.clear();
    m_log.setListener([this](const LogEntry &entry) { m_logLines.append(entry.text); });
    m_runs.clear();
    m_callbacks = {[this](const HookRun &run) { m_runs.append(run); }, {}};
    m_notes.clear();
    m_note = [this](const QList<TxtRecord> &records, Presence presence) -> Result<Nothing> {
        for (const TxtRecord &record : records)
            m_notes.append(presenceWord(presence) + QString::fromLatin1(record.value));
        return Nothing();
    };
    m_token = CancelToken();
}

void TestHook::plan(const char *value, const QByteArray &commands)
{
    writeHook(m_folder->filePath(QStringLiteral("plan-") + QString::fromLatin1(value)), commands);
}

QStringList TestHook::calls() const
{
    return readText(m_folder->filePath(QStringLiteral("calls")))
        .remove(m_folder->path() + u'/')
        .split(u'\n', Qt::SkipEmptyParts);
}

PublishFailure TestHook::present(const QList<TxtRecord> &records)
{
    HookPublisher hooks = publisher();
    const Result<Nothing> result = hooks.present(records, m_note, m_token);
    const auto *failure = result ? nullptr : std::get_if<PublishFailure>(&result.failure());
    if (!failure)
        qFatal("present() did not fail as it should");
    return *failure;
}

void TestHook::publishesOneAfterTheOther()
{
    m_settings.format = HookFormat::Lego;
    HookPublisher hooks = publisher();
    QVERIFY(hooks.present(m_records, m_note, m_token));
    QCOMPARE(calls(), QStringList({QStringLiteral("hook|present _acme-challenge.a.test. va|unset"),
                                   QStringLiteral("hook|present _acme-challenge.b.test. vb|unset"),
                                   QStringLiteral("hook|present _acme-challenge.c.test. vc|unset")}));
    QCOMPARE(m_notes, QStringList({QStringLiteral("may be there va"), QStringLiteral("published va"),
                                   QStringLiteral("may be there vb"), QStringLiteral("published vb"),
                                   QStringLiteral("may be there vc"), QStringLiteral("published vc")}));
    QCOMPARE(m_runs.size(), 3);
    QCOMPARE(m_runs[0].end, HookEnd::Exited);
    QVERIFY(m_runs[0].call.contains(QStringLiteral("present _acme-challenge.a.test. va")));
}

void TestHook::stopsAtTheFirstFailure_data()
{
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<PublishFailure::Kind>("kind");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words"); // of the explanation

    QTest::newRow("an exit code") << QByteArray("echo before; echo 'no such zone' >&2; exit 3") << 20
                                  << PublishFailure::Kind::HookFailed << 3 << QStringLiteral("exit code 3");
    QTest::newRow("a signal") << QByteArray("echo 'no such zone'; kill -SEGV $$") << 20 << PublishFailure::Kind::HookKilled
                              << SIGSEGV << QStringLiteral("signal 11 (SIGSEGV)");
    QTest::newRow("the time limit") << QByteArray("echo 'no such zone'; sleep 30") << 1
                                    << PublishFailure::Kind::HookTimedOut << 1 << QStringLiteral("after 1 second");
}

void TestHook::stopsAtTheFirstFailure()
{
    QFETCH(const QByteArray, commands);
    QFETCH(const int, seconds);
    QFETCH(const PublishFailure::Kind, kind);
    QFETCH(const int, code);
    QFETCH(const QString, words);
    m_settings.timeLimit = std::chrono::seconds(seconds);
    plan("vb", commands);
    const PublishFailure failure = present(m_records);
    QCOMPARE(failure.kind, kind);
    QCOMPARE(failure.exitCode, code);
    QCOMPARE(failure.program, m_settings.program);
    QCOMPARE(failure.name, QStringLiteral("_acme-challenge.b.test"));
    QVERIFY2(failure.output.contains(QStringLiteral("no such zone")), qPrintable(failure.output));
    // The third is not run, and the second is known to be possibly there.
    QCOMPARE(calls().size(), 2);
    QCOMPARE(m_notes, QStringList({QStringLiteral("may be there va"), QStringLiteral("published va"),
                                   QStringLiteral("may be there vb")}));
    QCOMPARE(m_runs.size(), 2);

    const QString text = explainInOneLine(failure);
    for (const QString &part : {m_settings.program, words, QStringLiteral("no such zone"), failure.name})
        QVERIFY2(text.contains(part), qPrintable(text));
}

void TestHook::runsNothingWhenTheJournalCannotBeWritten()
{
    const StoreFailure full {StoreFailure::Kind::DiskFull, QStringLiteral("/journal"), {}};
    m_note = [&](const QList<TxtRecord> &, Presence) -> Result<Nothing> { return Failure(full); };
    HookPublisher hooks = publisher();
    const Result<Nothing> result = hooks.present(m_records, m_note, m_token);
    QVERIFY(!result);
    QCOMPARE(result.failure(), Failure(full));
    QVERIFY(calls().isEmpty());
}

void TestHook::handsTheOutputToTheCleanUp()
{
    plan("va", "[ -n \"${CERTBOT_AUTH_OUTPUT+set}\" ] || { echo ' id 17 '; echo 'not this' >&2; }");
    QList<TxtRecord> published;
    m_note = [&](const QList<TxtRecord> &records, Presence presence) -> Result<Nothing> {
        if (presence == Presence::Published)
            published += records;
        return Nothing();
    };
    HookPublisher hooks = publisher();
    QVERIFY(hooks.present(m_records.first(2), m_note, m_token));
    QCOMPARE(published.value(0).output, QStringLiteral("id 17"));
    QVERIFY(hooks.cleanUp(published, m_token));
    QCOMPARE(calls(), QStringList({QStringLiteral("hook||unset"), QStringLiteral("hook||unset"),
                                   QStringLiteral("clean||id 17"), QStringLiteral("clean||")}));
}

void TestHook::goesOnCleaningUp()
{
    m_settings.format = HookFormat::Dehydrated;
    plan("va", "echo first; exit 4");
    plan("vb", "exit 5");
    HookPublisher hooks = publisher();
    const Result<Nothing> result = hooks.cleanUp(m_records, m_token);
    QCOMPARE(calls().size(), 3);
    QVERIFY(!result);
    QCOMPARE(std::get<PublishFailure>(result.failure()).exitCode, 4);
}

void TestHook::saysThatNothingCleansUp()
{
    m_settings.program = writeHook(m_folder->filePath(QStringLiteral("adds-only")), "#!/bin/sh\nadd \"$CERTBOT_DOMAIN\"\n");
    m_settings.cleanUpProgram.clear();
    HookPublisher hooks = publisher();
    const Result<Nothing> result = hooks.cleanUp(m_records, m_token);
    QVERIFY(!result);
    QCOMPARE(std::get<PublishFailure>(result.failure()).kind, PublishFailure::Kind::HookUnusable);
    QVERIFY(explainInOneLine(result.failure()).contains(QStringLiteral("_acme-challenge.a.test")));
    QVERIFY(hooks.cleanUp({}, m_token));
}

void TestHook::stopsWhenCanceled()
{
    m_log.setListener([this](const LogEntry &entry) {
        if (entry.text == u"waiting")
            m_token.cancel();
    });
    plan("va", "echo waiting; sleep 30");
    HookPublisher hooks = publisher();
    const Result<Nothing> result = hooks.present(m_records, m_note, m_token);
    QVERIFY(!result);
    QVERIFY(isCanceled(result.failure()));
    QCOMPARE(calls().size(), 1);
    QCOMPARE(m_notes, QStringList {QStringLiteral("may be there va")});
}

void TestHook::refusesWhatCannotBeRun_data()
{
    QTest::addColumn<HookFormat>("format");
    QTest::addColumn<QString>("program"); // in the test's folder
    QTest::addColumn<QString>("words");

    QTest::newRow("missing") << HookFormat::Lego << QStringLiteral("nothing") << QStringLiteral("There is no program");
    QTest::newRow("empty") << HookFormat::Lego << QString() << QStringLiteral("is not a file");
    QTest::newRow("not executable") << HookFormat::Lego << QStringLiteral("plain") << QStringLiteral("is not executable");
    QTest::newRow("an interpreter that is not there")
        << HookFormat::Lego << QStringLiteral("python2") << QStringLiteral("/usr/bin/python2.7-gone");
    QTest::newRow("acme.sh without the function")
        << HookFormat::AcmeSh << QStringLiteral("dns_z.sh") << QStringLiteral("dns_z_add");
    QTest::newRow("a clean-up hook that is missing")
        << HookFormat::Certbot << QStringLiteral("hook") << QStringLiteral("no-cleaner");
}

void TestHook::refusesWhatCannotBeRun()
{
    QFETCH(const HookFormat, format);
    QFETCH(const QString, program);
    QFETCH(const QString, words);
    writeHook(m_folder->filePath(QStringLiteral("python2")), "#!/usr/bin/python2.7-gone -u\nprint 1\n");
    writeHook(m_folder->filePath(QStringLiteral("dns_z.sh")), "#!/usr/bin/env sh\n# dns_z_add() {\ndns_y_add() {\n:\n}\n");
    QFile plain(m_folder->filePath(QStringLiteral("plain")));
    QVERIFY(plain.open(QIODevice::WriteOnly));
    plain.close();

    m_settings.format = format;
    m_settings.program = m_folder->filePath(program);
    m_settings.cleanUpProgram = m_folder->filePath(QStringLiteral("no-cleaner"));
    HookPublisher hooks = publisher();
    const Result<Nothing> result = hooks.rehearse(m_records, m_token);
    QVERIFY(!result);
    QCOMPARE(std::get<PublishFailure>(result.failure()).kind, PublishFailure::Kind::HookUnusable);
    const QString text = explainInOneLine(result.failure());
    QVERIFY2(text.contains(words) && text.contains(m_folder->path()), qPrintable(text));
}

void TestHook::runsNothingToRehearse()
{
    HookPublisher hooks = publisher();
    QVERIFY(hooks.rehearse(m_records, m_token));
    QVERIFY(calls().isEmpty());
    QVERIFY2(m_logLines.isEmpty(), qPrintable(m_logLines.join(u'\n'))); // the folder for temporary files is everybody's, but sticky
}

void TestHook::notesWhatEverybodyMayChange()
{
    QFile::setPermissions(m_settings.program,
                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::WriteOther | QFile::ReadOther);
    HookPublisher hooks = publisher();
    QVERIFY(hooks.rehearse(m_records, m_token));
    QVERIFY(m_logLines.value(0).contains(m_settings.program));
}

void TestHook::saysWhichInterpreterIsMissing()
{
    // Gone between the rehearsal and the run.
    writeHook(m_settings.program, "#!/usr/bin/python2.7-gone\n");
    const PublishFailure failure = present(m_records);
    QCOMPARE(failure.kind, PublishFailure::Kind::HookNotStarted);
    QVERIFY2(explainInOneLine(failure).contains(QStringLiteral("/usr/bin/python2.7-gone")),
             qPrintable(explainInOneLine(failure)));
}

void TestHook::keepsNoSecretAnywhere()
{
    m_settings.environment[QStringLiteral("API_TOKEN")] = QStringLiteral("s3cret");
    m_settings.secretNames = {QStringLiteral("API_TOKEN")};
    plan("va", "echo \"using $API_TOKEN\"; echo \"bad token $API_TOKEN\" >&2; exit 1");
    const PublishFailure failure = present(m_records);
    QString all = failure.output + explainInOneLine(failure) + explain(failure).raw + m_logLines.join(u'\n');
    for (const HookRun &run : std::as_const(m_runs))
        all += run.call + run.output;
    QVERIFY2(!all.contains(QStringLiteral("s3cret")), qPrintable(all));
    QVERIFY(all.contains(QStringLiteral("bad token \u2022\u2022\u2022")));
}

void TestHook::asksForKinitWhenAFreeIpaHookHasNoTicket()
{
    const QString folder = QStringLiteral(CERTWRIGHT_SOURCE_DIR "/tests/core/publish/freeipa/");
    m_settings.program = folder + QStringLiteral("hook.py");
    m_settings.environment = {{QStringLiteral("PYTHONPATH"), folder + QStringLiteral("modules")},
                              {QStringLiteral("PYTHONDONTWRITEBYTECODE"), QStringLiteral("1")},
                              {QStringLiteral("KRB5CCNAME"), QStringLiteral("FILE:/nonexistent/ccache")},
                              {QStringLiteral("IPA_RECORDS"), m_folder->filePath(QStringLiteral("records"))}};
    const PublishFailure failure = present(m_records);
    QCOMPARE(failure.kind, PublishFailure::Kind::HookFailed);
    QCOMPARE(failure.exitCode, 1);
    const Explanation explanation = explain(failure);
    QCOMPARE(explanation.title, QStringLiteral("The hook has no Kerberos ticket"));
    QVERIFY2(explanation.nextStep.contains(QStringLiteral("kinit")), qPrintable(explanation.nextStep));
    QVERIFY2(explanation.text.contains(QStringLiteral("did not receive Kerberos credentials")), qPrintable(explanation.text));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("records"))));
}

void TestHook::runsAFreeIpaHookUnchanged()
{
    const QString folder = QStringLiteral(CERTWRIGHT_SOURCE_DIR "/tests/core/publish/freeipa/");
    const QString cache = writeHook(m_folder->filePath(QStringLiteral("ccache")), "ticket");
    m_settings.program = folder + QStringLiteral("hook.py");
    m_settings.cleanUpProgram = m_settings.program;
    m_settings.environment = {{QStringLiteral("PYTHONPATH"), folder + QStringLiteral("modules")},
                              {QStringLiteral("PYTHONDONTWRITEBYTECODE"), QStringLiteral("1")},
                              {QStringLiteral("KRB5CCNAME"), QStringLiteral("FILE:") + cache},
                              {QStringLiteral("IPA_RECORDS"), m_folder->filePath(QStringLiteral("records"))}};
    const TxtRecord record = hookRecord("*.www.b.test", "_acme-challenge.www.b.test", "b.test", "vb");
    HookPublisher hooks = publisher();
    QVERIFY(hooks.present({record}, m_note, m_token));
    QVERIFY(hooks.cleanUp({record}, m_token));
    QCOMPARE(readText(m_folder->filePath(QStringLiteral("records"))),
             QStringLiteral("[\"dnsrecord_add\", \"b.test.\", \"_acme-challenge.www\", [\"vb\"]]\n"
                            "[\"dnsrecord_del\", \"b.test.\", \"_acme-challenge.www\", [\"vb\"]]\n"));
}

QTEST_GUILESS_MAIN(TestHook)
#include "tst_hook.moc"
