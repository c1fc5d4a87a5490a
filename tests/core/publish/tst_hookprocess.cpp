// SPDX-License-Identifier: MIT
#include "publish/hookprocess.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <thread>

using namespace cw;
using namespace cw::publish;
using namespace std::chrono_literals;

namespace
{

bool isAlive(const QString &pidFile)
{
    QFile file(pidFile);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const auto pid = pid_t(file.readAll().trimmed().toLongLong());
    QFile status(QStringLiteral("/proc/%1/stat").arg(pid));
    // A zombie that nobody has waited for yet is as dead as one that is gone.
    return pid > 0 && status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
}

} // namespace

// Real programs: how they end, what they write, and what becomes of their children.
class TestHookProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsHowItEnded_data();
    void tellsHowItEnded();
    void handsOverEveryByteOfAnArgument_data();
    void handsOverEveryByteOfAnArgument();
    void givesNothingToRead();
    void givesWhatItIsToRead();
    void isNotHeldUpByAProgramThatDoesNotRead();
    void hasNoTerminal();
    void tellsLinesAsTheyCome();
    void keepsTheBeginningAndTheEndOfMuchOutput();
    void keepsLittleOfALineWithoutEnd();
    void showsBytesThatAreNotText();
    void keepsNoMoreThanFitsIntoAVariable();
    void takesSecretsOut_data();
    void takesSecretsOut();
    void takesASecretOutOfAnEndlessLine();
    void endsTheWholeGroupWhenTimeIsOver();
    void killsWhatIgnoresTheFriendlySignal();
    void stopsWhenCanceled();
    void startsNothingWhenCanceledBefore();
    void doesNotWaitForTheBackground();

private:
    HookResult runScript(const QByteArray &script, const QStringList &arguments = {});

    HookCommand m_command;
    QStringList m_lines;
    CancelToken m_token;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestHookProcess::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_command = {};
    m_command.environment = QProcessEnvironment::systemEnvironment();
    m_command.environment.insert(QStringLiteral("FOLDER"), m_folder->path());
    m_command.timeLimit = 20s;
    m_lines.clear();
    m_token = CancelToken();
}

HookResult TestHookProcess::runScript(const QByteArray &script, const QStringList &arguments)
{
    QFile file(m_folder->filePath(QStringLiteral("hook")));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the hook");
    file.write("#!/bin/sh\n" + script);
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    file.close();
    m_command.program = file.fileName();
    m_command.arguments = arguments;
    return runHook(m_command, [this](const QString &line) { m_lines.append(line); }, m_token);
}

void TestHookProcess::tellsHowItEnded_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::addColumn<HookEnd>("end");
    QTest::addColumn<int>("code");

    QTest::newRow("well") << QByteArray("exit 0") << HookEnd::Exited << 0;
    QTest::newRow("with an exit code") << QByteArray("exit 77") << HookEnd::Exited << 77;
    QTest::newRow("by SIGKILL") << QByteArray("kill -KILL $$") << HookEnd::Killed << SIGKILL;
    QTest::newRow("by SIGTERM of its own") << QByteArray("kill -TERM $$") << HookEnd::Killed << SIGTERM;
}

void TestHookProcess::tellsHowItEnded()
{
    QFETCH(const QByteArray, script);
    QFETCH(const HookEnd, end);
    QFETCH(const int, code);
    const HookResult result = runScript(script);
    QCOMPARE(result.end, end);
    QCOMPARE(result.code, code);
}

void TestHookProcess::handsOverEveryByteOfAnArgument_data()
{
    QTest::addColumn<QString>("value");

    QTest::newRow("quotes") << QStringLiteral("'\"`");
    QTest::newRow("a command in brackets") << QStringLiteral("$(touch \"$FOLDER/evil\")");
    QTest::newRow("a command after a semicolon") << QStringLiteral("; touch \"$FOLDER/evil\"; #");
    QTest::newRow("a newline") << QStringLiteral("one\ntwo\n");
    QTest::newRow("an option") << QStringLiteral("--help");
    QTest::newRow("nothing") << QString();
    QTest::newRow("not ASCII") << QStringLiteral("\u00fc\u2028\U0001f600");
    QTest::newRow("a pattern") << QStringLiteral("* ? [a-z] ~ \\");
}

void TestHookProcess::handsOverEveryByteOfAnArgument()
{
    QFETCH(const QString, value);
    m_command.environment.insert(QStringLiteral("VALUE"), value);
    const HookResult result = runScript("printf '%s' \"$1\" >\"$FOLDER/argument\"; printf '%s' \"$VALUE\" >\"$FOLDER/variable\"",
                                        {value, QStringLiteral("next")});
    QCOMPARE(result.end, HookEnd::Exited);
    for (const QString &name : {QStringLiteral("argument"), QStringLiteral("variable")}) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), value.toUtf8());
    }
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("evil"))));
}

void TestHookProcess::givesNothingToRead()
{
    const HookResult result = runScript("if read -r line; then echo \"read $line\"; else echo nothing; fi");
    QCOMPARE(result.standardOutput, QStringLiteral("nothing"));
}

void TestHookProcess::givesWhatItIsToRead()
{
    m_command.input = "$(id) \"one\"\n" + QByteArray(200000, 'x') + '\n';
    const HookResult result = runScript("wc -c; exit 3");
    QCOMPARE(result.code, 3);
    QCOMPARE(result.standardOutput, QStringLiteral("200013"));
}

void TestHookProcess::isNotHeldUpByAProgramThatDoesNotRead()
{
    m_command.input = QByteArray(1000000, 'x');
    const HookResult result = runScript("exit 3");
    QCOMPARE(result.end, HookEnd::Exited);
    QCOMPARE(result.code, 3);
}

void TestHookProcess::hasNoTerminal()
{
    const HookResult result = runScript("if (: </dev/tty) 2>/dev/null; then echo terminal; else echo none; fi");
    QCOMPARE(result.standardOutput, QStringLiteral("none"));
}

void TestHookProcess::tellsLinesAsTheyCome()
{
    // The program waits until its first line has been seen.
    m_command.environment.insert(QStringLiteral("SEEN"), m_folder->filePath(QStringLiteral("seen")));
    QFile file(m_folder->filePath(QStringLiteral("hook")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\necho first\nwhile [ ! -e \"$SEEN\" ]; do sleep 0.02; done\necho second >&2\nprintf third\n");
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    file.close();
    m_command.program = file.fileName();
    QStringList lines;
    const HookResult result = runHook(
        m_command,
        [&](const QString &line) {
            lines.append(line);
            QFile seen(m_folder->filePath(QStringLiteral("seen")));
            static_cast<void>(seen.open(QIODevice::WriteOnly));
        },
        m_token);
    QCOMPARE(result.end, HookEnd::Exited);
    lines.sort();
    QCOMPARE(lines, QStringList({QStringLiteral("first"), QStringLiteral("second"), QStringLiteral("third")}));
    QCOMPARE(result.standardOutput, QStringLiteral("first\nthird"));
}

void TestHookProcess::keepsTheBeginningAndTheEndOfMuchOutput()
{
    const HookResult result
        = runScript("echo begin; i=0; while [ $i -lt 40000 ]; do echo 'a line of some thirty letters'; i=$((i+1)); done; echo end");
    QCOMPARE(result.end, HookEnd::Exited);
    QVERIFY(result.output.startsWith(QStringLiteral("begin\n")));
    QVERIFY(result.output.endsWith(QStringLiteral("\nend\n")));
    QVERIFY2(result.output.toUtf8().size() < 65 * 1024, qPrintable(QString::number(result.output.size())));
    QVERIFY(result.output.contains(QStringLiteral("[\u2026 ")));
    QVERIFY(m_lines.size() < 6000); // told live, but not without limit
}

void TestHookProcess::keepsLittleOfALineWithoutEnd()
{
    const HookResult result = runScript("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end");
    QCOMPARE(result.end, HookEnd::Exited);
    QVERIFY(result.output.endsWith(QStringLiteral("\nend\n")));
    QVERIFY(result.output.toUtf8().size() < 66 * 1024);
    QVERIFY(result.standardOutput.toUtf8().size() <= 64 * 1024);
}

void TestHookProcess::showsBytesThatAreNotText()
{
    const HookResult result = runScript("printf 'bad \\377\\376 utf\\n\\033[2J\\033]0;title\\007\\n\\342\\200\\256turned\\000\\n'");
    QCOMPARE(m_lines.value(0), QStringLiteral("bad \ufffd\ufffd utf"));
    QCOMPARE(m_lines.value(1), QStringLiteral("\u241b[2J\u241b]0;title\u2407"));
    QCOMPARE(m_lines.value(2), QStringLiteral("\ufffdturned\u2400"));
    QVERIFY(!result.output.contains(QChar(0x1b)));
    QVERIFY(!result.standardOutput.contains(QChar(QChar::Null)));
}

void TestHookProcess::keepsNoMoreThanFitsIntoAVariable()
{
    const HookResult result = runScript("head -c 200000 /dev/zero | tr '\\0' '\\377'; head -c 200000 /dev/zero");
    QCOMPARE(result.end, HookEnd::Exited);
    QVERIFY2(result.standardOutput.toUtf8().size() <= 64 * 1024, qPrintable(QString::number(result.standardOutput.size())));
    QVERIFY(result.standardOutput.startsWith(QChar(QChar::ReplacementCharacter)));
}

void TestHookProcess::takesSecretsOut_data()
{
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QByteArray>("script");

    QTest::newRow("in a line") << QStringLiteral("s3cret") << QByteArray("echo \"token is $SECRET.\"");
    QTest::newRow("on the error output") << QStringLiteral("s3cret") << QByteArray("echo \"token is $SECRET.\" >&2");
    QTest::newRow("written in two pieces")
        << QStringLiteral("s3cret") << QByteArray("printf 'token is s3c'; sleep 0.1; printf 'ret\\n'");
    QTest::newRow("with blanks and quotes") << QStringLiteral("a 'b\" $(c)") << QByteArray("echo \"token is $SECRET.\"");
    QTest::newRow("of two lines") << QStringLiteral("first-s3cret\nsecond-s3cret") << QByteArray("echo \"$SECRET\"");
    QTest::newRow("in an address") << QStringLiteral("s3cret/+x") << QByteArray("echo 'https://x/?key=s3cret%2F%2Bx'");
}

void TestHookProcess::takesSecretsOut()
{
    QFETCH(const QString, secret);
    QFETCH(const QByteArray, script);
    m_command.secrets = {secret};
    m_command.environment.insert(QStringLiteral("SECRET"), secret);
    const HookResult result = runScript(script);
    const QString seen = result.output + result.standardOutput + m_lines.join(u'\n');
    QVERIFY2(!seen.contains(QStringLiteral("s3cret")) && !seen.contains(secret), qPrintable(seen));
    QVERIFY2(seen.contains(QStringLiteral("\u2022\u2022\u2022")), qPrintable(seen));
}

void TestHookProcess::takesASecretOutOfAnEndlessLine()
{
    // It lies across every place where a line that is too long may be cut.
    m_command.secrets = {QStringLiteral("abcdefghijklmnopqrstuvwxyz")};
    runScript("i=0; while [ $i -lt 2000 ]; do printf 'abcdefghijklmnopqrstuvwxyz'; i=$((i+1)); done");
    QVERIFY(!m_lines.isEmpty());
    QString told = m_lines.join(QString());
    QVERIFY2(told.remove(QStringLiteral("\u2022")).isEmpty(), qPrintable(told.left(200)));
}

void TestHookProcess::endsTheWholeGroupWhenTimeIsOver()
{
    m_command.timeLimit = 400ms;
    QElapsedTimer timer;
    timer.start();
    const HookResult result = runScript("sleep 60 & echo $! >\"$FOLDER/child\"; echo waiting; wait");
    QCOMPARE(result.end, HookEnd::TimedOut);
    QVERIFY(timer.elapsed() < 4000); // SIGTERM is enough for them
    QCOMPARE(result.output, QStringLiteral("waiting\n"));
    QVERIFY(!isAlive(m_folder->filePath(QStringLiteral("child"))));
}

void TestHookProcess::killsWhatIgnoresTheFriendlySignal()
{
    m_command.timeLimit = 400ms;
    m_command.grace = 300ms;
    const HookResult result = runScript("trap '' TERM\n(trap '' TERM; while :; do sleep 1; done) & echo $! >\"$FOLDER/child\"\n"
                                        "echo $$ >\"$FOLDER/self\"\nwhile :; do sleep 1; done");
    QCOMPARE(result.end, HookEnd::TimedOut);
    QVERIFY(!isAlive(m_folder->filePath(QStringLiteral("self"))));
    QVERIFY(!isAlive(m_folder->filePath(QStringLiteral("child"))));
}

void TestHookProcess::stopsWhenCanceled()
{
    std::thread canceler([token = m_token]() mutable {
        std::this_thread::sleep_for(300ms);
        token.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    const HookResult result = runScript("echo $$ >\"$FOLDER/self\"; sleep 60");
    canceler.join();
    QCOMPARE(result.end, HookEnd::Canceled);
    QVERIFY(timer.elapsed() < 4000);
    QVERIFY(!isAlive(m_folder->filePath(QStringLiteral("self"))));
}

void TestHookProcess::startsNothingWhenCanceledBefore()
{
    m_token.cancel();
    const HookResult result = runScript("touch \"$FOLDER/ran\"");
    QCOMPARE(result.end, HookEnd::Canceled);
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("ran"))));
}

void TestHookProcess::doesNotWaitForTheBackground()
{
    QElapsedTimer timer;
    timer.start();
    const HookResult result = runScript("sleep 30 & echo $! >\"$FOLDER/child\"; echo done");
    QCOMPARE(result.end, HookEnd::Exited);
    QCOMPARE(result.standardOutput, QStringLiteral("done"));
    QVERIFY(timer.elapsed() < 10000);
    QVERIFY(isAlive(m_folder->filePath(QStringLiteral("child")))); // not ours to end
    QFile child(m_folder->filePath(QStringLiteral("child")));
    QVERIFY(child.open(QIODevice::ReadOnly));
    ::kill(pid_t(child.readAll().trimmed().toLongLong()), SIGKILL);
}

QTEST_GUILESS_MAIN(TestHookProcess)
#include "tst_hookprocess.moc"
