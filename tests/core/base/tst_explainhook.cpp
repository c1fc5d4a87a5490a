// SPDX-License-Identifier: MIT
#include "base/explain.h"

#include <QTest>

using namespace cw;

using Kind = PublishFailure::Kind;

namespace
{

PublishFailure hookFailure(Kind kind, int code, const char *output, const char *detail = "")
{
    PublishFailure failure;
    failure.kind = kind;
    failure.zone = QStringLiteral("example.org");
    failure.name = QStringLiteral("_acme-challenge.example.org");
    failure.program = QStringLiteral("/hooks/hook");
    failure.exitCode = code;
    failure.output = QString::fromUtf8(output);
    failure.detail = QString::fromLatin1(detail);
    return failure;
}

} // namespace

// What people are told when a hook does not do its work.
class TestExplainHook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhichHookAndWhy_data();
    void saysWhichHookAndWhy();
    void asksForATicket_data();
    void asksForATicket();
    void showsOnlyTheLastLines();
    void saysThatNothingWasWritten();
};

void TestExplainHook::saysWhichHookAndWhy_data()
{
    QTest::addColumn<PublishFailure>("failure");
    QTest::addColumn<QStringList>("words");

    const auto row = [](const char *name, const PublishFailure &failure, const QList<const char *> &words) {
        QStringList expected;
        for (const char *word : words)
            expected.append(QString::fromUtf8(word));
        QTest::newRow(name) << failure << expected;
    };
    row("exit code", hookFailure(Kind::HookFailed, 3, "no such zone\n"),
        {"The hook failed", "/hooks/hook", "exit code 3", "no such zone", "_acme-challenge.example.org"});
    row("program not found", hookFailure(Kind::HookFailed, 127, "nsupdate: not found\n"),
        {"exit code 127", "nsupdate: not found", "was not found"});
    row("signal", hookFailure(Kind::HookKilled, 9, "working\n"), {"The hook was killed", "9 (SIGKILL)", "working"});
    row("signal without a name", hookFailure(Kind::HookKilled, 30, ""), {"signal 30"});
    row("time limit", hookFailure(Kind::HookTimedOut, 300, "waiting\n"), {"took too long", "300 seconds", "waiting"});
    row("not started", hookFailure(Kind::HookNotStarted, 0, "", "Permission denied"), {"/hooks/hook", "Permission denied"});
    row("no interpreter", hookFailure(Kind::HookNotStarted, 0, "", "no-interpreter /usr/bin/python"),
        {"interpreter is missing", "/hooks/hook", "/usr/bin/python"});
    row("missing", hookFailure(Kind::HookUnusable, 0, "", "missing"), {"There is no program /hooks/hook"});
    row("folder", hookFailure(Kind::HookUnusable, 0, "", "folder"), {"/hooks/hook is not a file"});
    row("not executable", hookFailure(Kind::HookUnusable, 0, "", "not-executable"), {"/hooks/hook", "chmod +x"});
    row("not readable", hookFailure(Kind::HookUnusable, 0, "", "not-readable"), {"/hooks/hook cannot be read"});
    row("no function", hookFailure(Kind::HookUnusable, 0, "", "no-function"), {"_acme-challenge.example.org", "acme.sh"});
    row("no clean-up", hookFailure(Kind::HookUnusable, 0, "", "no-cleanup"),
        {"no clean-up hook", "_acme-challenge.example.org", "example.org by hand"});
}

void TestExplainHook::saysWhichHookAndWhy()
{
    QFETCH(const PublishFailure, failure);
    QFETCH(const QStringList, words);
    const QString text = explainInOneLine(failure);
    for (const QString &word : words)
        QVERIFY2(text.contains(word), qPrintable(word + QStringLiteral(" is not in: ") + text));
    QVERIFY(!explain(failure).nextStep.isEmpty());
}

void TestExplainHook::asksForATicket_data()
{
    QTest::addColumn<QString>("output");
    QTest::newRow("ipalib") << QStringLiteral("ipalib.errors.CCacheError: did not receive Kerberos credentials");
    QTest::newRow("GSSAPI, no cache")
        << QStringLiteral("Minor (2529639053): No Kerberos credentials available (default cache: KEYRING:persistent:0)");
    QTest::newRow("GSSAPI, expired") << QStringLiteral("Minor (2529638944): Ticket expired");
    QTest::newRow("a cache that is not there") << QStringLiteral("klist: Credentials cache file '/run/x' not found");
}

void TestExplainHook::asksForATicket()
{
    QFETCH(const QString, output);
    PublishFailure failure = hookFailure(Kind::HookFailed, 1, "");
    failure.output = QStringLiteral("Traceback (most recent call last):\n") + output + u'\n';
    const Explanation explanation = explain(failure);
    QCOMPARE(explanation.title, QStringLiteral("The hook has no Kerberos ticket"));
    QVERIFY(explanation.nextStep.contains(QStringLiteral("kinit")));
    QVERIFY(explanation.text.contains(output));
}

void TestExplainHook::showsOnlyTheLastLines()
{
    const Explanation explanation = explain(hookFailure(Kind::HookFailed, 1, "one\ntwo\n\nthree\nfour\n"));
    QVERIFY(!explanation.text.contains(QStringLiteral("one")));
    QVERIFY2(explanation.text.endsWith(QStringLiteral("“two \u23ce three \u23ce four”.")), qPrintable(explanation.text));
    QVERIFY(explanation.raw.startsWith(QStringLiteral("one\n")));
}

void TestExplainHook::saysThatNothingWasWritten()
{
    QVERIFY(explain(hookFailure(Kind::HookFailed, 1, "")).text.endsWith(QStringLiteral("It wrote nothing.")));
}

QTEST_GUILESS_MAIN(TestExplainHook)
#include "tst_explainhook.moc"
