// SPDX-License-Identifier: MIT
#include "publish/hookcall.h"

#include "hookrecords.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;

namespace
{

const QStringList Order {QStringLiteral("example.org"), QStringLiteral("*.example.org"), QStringLiteral("www.example.org")};

// A name, its wildcard, and a name whose record lies elsewhere.
QList<TxtRecord> records()
{
    return {hookRecord("example.org", "_acme-challenge.example.org", "example.org", "v1"),
            hookRecord("*.example.org", "_acme-challenge.example.org", "example.org", "v2"),
            hookRecord("www.example.org", "c41f7.auth.test", "auth.test", "v3")};
}

HookSettings settingsFor(HookFormat format, const QString &program = QStringLiteral("/hooks/hook"))
{
    HookSettings settings;
    settings.format = format;
    settings.program = program;
    settings.cleanUpProgram = QStringLiteral("/hooks/clean");
    return settings;
}

QStringList argumentsOf(const QList<HookCall> &calls)
{
    QStringList lines;
    for (const HookCall &call : calls)
        lines.append((QStringList {call.program} + call.arguments).join(u' '));
    return lines;
}

} // namespace

// What exactly is called, in each of the formats.
class TestHookCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsAsTheFormatWants_data();
    void callsAsTheFormatWants();
    void tellsCertbotHooksAllInVariables();
    void givesCertbotsCleanUpTheOutput();
    void cleansNothingWithoutACleanUpHook();
    void cleansUpWithAHookThatDoesBoth();
    void countsOnlyWhatIsLeftToCleanUp();
    void mapsAnAliasToADomain_data();
    void mapsAnAliasToADomain();
    void saysAlwaysWhereTheRecordGoes();
    void splitsACommandLine_data();
    void splitsACommandLine();
    void asksAShellToRunAScriptWithoutFirstLine();
    void usesBashWhereAScriptWantsIt();
    void leavesValuesAsTheyAre_data();
    void leavesValuesAsTheyAre();
    void showsTheCallWithoutSecrets();
};

void TestHookCall::callsAsTheFormatWants_data()
{
    QTest::addColumn<HookFormat>("format");
    QTest::addColumn<Deed>("deed");
    QTest::addColumn<bool>("isOther"); // chained, or raw
    QTest::addColumn<QStringList>("calls");

    const auto row = [](const char *name, HookFormat format, Deed deed, bool isOther, const QList<const char *> &calls) {
        QStringList expected;
        for (const char *call : calls)
            expected.append(QString::fromLatin1(call));
        QTest::newRow(name) << format << deed << isOther << expected;
    };
    row("certbot", HookFormat::Certbot, Deed::Present, false, {"/hooks/hook", "/hooks/hook", "/hooks/hook"});
    row("certbot, clean-up", HookFormat::Certbot, Deed::CleanUp, false, {"/hooks/clean", "/hooks/clean", "/hooks/clean"});
    row("dehydrated", HookFormat::Dehydrated, Deed::Present, false,
        {"/hooks/hook deploy_challenge example.org token-of-v1 v1", "/hooks/hook deploy_challenge example.org token-of-v2 v2",
         "/hooks/hook deploy_challenge www.example.org token-of-v3 v3"});
    row("dehydrated, clean-up", HookFormat::Dehydrated, Deed::CleanUp, false,
        {"/hooks/hook clean_challenge example.org token-of-v1 v1", "/hooks/hook clean_challenge example.org token-of-v2 v2",
         "/hooks/hook clean_challenge www.example.org token-of-v3 v3"});
    row("dehydrated, chained", HookFormat::Dehydrated, Deed::Present, true,
        {"/hooks/hook deploy_challenge example.org token-of-v1 v1 example.org token-of-v2 v2 www.example.org token-of-v3 v3"});
    row("dehydrated, chained clean-up", HookFormat::Dehydrated, Deed::CleanUp, true,
        {"/hooks/hook clean_challenge example.org token-of-v1 v1 example.org token-of-v2 v2 www.example.org token-of-v3 v3"});
    row("lego", HookFormat::Lego, Deed::Present, false,
        {"/hooks/hook present _acme-challenge.example.org. v1", "/hooks/hook present _acme-challenge.example.org. v2",
         "/hooks/hook present c41f7.auth.test. v3"});
    row("lego, clean-up", HookFormat::Lego, Deed::CleanUp, false,
        {"/hooks/hook cleanup _acme-challenge.example.org. v1", "/hooks/hook cleanup _acme-challenge.example.org. v2",
         "/hooks/hook cleanup c41f7.auth.test. v3"});
    row("lego, raw", HookFormat::Lego, Deed::Present, true,
        {"/hooks/hook present -- example.org token-of-v1 token-of-v1.thumbprint",
         "/hooks/hook present -- example.org token-of-v2 token-of-v2.thumbprint",
         "/hooks/hook present -- www.example.org token-of-v3 token-of-v3.thumbprint"});
    row("lego, raw clean-up", HookFormat::Lego, Deed::CleanUp, true,
        {"/hooks/hook cleanup -- example.org token-of-v1 token-of-v1.thumbprint",
         "/hooks/hook cleanup -- example.org token-of-v2 token-of-v2.thumbprint",
         "/hooks/hook cleanup -- www.example.org token-of-v3 token-of-v3.thumbprint"});
    const char *shell = R"(/bin/sh -c . "$CERTWRIGHT_HELPERS" && . "$1" && "$2" "$3" "$4" sh /hooks/dns_x.sh )";
    const auto acmeSh = [shell](const char *rest) { return QString::fromLatin1(shell) + QString::fromLatin1(rest); };
    QTest::newRow("acme.sh") << HookFormat::AcmeSh << Deed::Present << false
                             << QStringList {acmeSh("dns_x_add _acme-challenge.example.org v1"),
                                             acmeSh("dns_x_add _acme-challenge.example.org v2"),
                                             acmeSh("dns_x_add c41f7.auth.test v3")};
    QTest::newRow("acme.sh, clean-up") << HookFormat::AcmeSh << Deed::CleanUp << false
                                       << QStringList {acmeSh("dns_x_rm _acme-challenge.example.org v1"),
                                                       acmeSh("dns_x_rm _acme-challenge.example.org v2"),
                                                       acmeSh("dns_x_rm c41f7.auth.test v3")};
}

void TestHookCall::callsAsTheFormatWants()
{
    QFETCH(const HookFormat, format);
    QFETCH(const Deed, deed);
    QFETCH(const bool, isOther);
    QFETCH(const QStringList, calls);
    HookSettings settings = settingsFor(format);
    if (format == HookFormat::AcmeSh)
        settings.program = QStringLiteral("/hooks/dns_x.sh");
    settings.isChained = isOther;
    settings.isRaw = isOther;
    QCOMPARE(argumentsOf(hookCalls(settings, records(), Order, deed)), calls);
}

void TestHookCall::tellsCertbotHooksAllInVariables()
{
    const QList<HookCall> calls = hookCalls(settingsFor(HookFormat::Certbot), records(), Order, Deed::Present);
    QCOMPARE(calls.size(), 3);
    QMap<QString, QString> expected {
        {QStringLiteral("CERTBOT_DOMAIN"), QStringLiteral("example.org")},
        {QStringLiteral("CERTBOT_IDENTIFIER"), QStringLiteral("example.org")},
        {QStringLiteral("CERTBOT_VALIDATION"), QStringLiteral("v2")},
        {QStringLiteral("CERTBOT_ALL_DOMAINS"), QStringLiteral("example.org,example.org,www.example.org")},
        {QStringLiteral("CERTBOT_ALL_IDENTIFIERS"), QStringLiteral("example.org,example.org,www.example.org")},
        {QStringLiteral("CERTBOT_REMAINING_CHALLENGES"), QStringLiteral("1")},
        {QStringLiteral("CERTWRIGHT_RECORD_NAME"), QStringLiteral("_acme-challenge.example.org")},
        {QStringLiteral("CERTWRIGHT_ZONE"), QStringLiteral("example.org")},
        {QStringLiteral("CERTWRIGHT_VALIDATION"), QStringLiteral("v2")},
    };
    QCOMPARE(calls[1].environment, expected);
    QCOMPARE(calls[0].environment.value(QStringLiteral("CERTBOT_REMAINING_CHALLENGES")), QStringLiteral("2"));
    QCOMPARE(calls[2].environment.value(QStringLiteral("CERTBOT_REMAINING_CHALLENGES")), QStringLiteral("0"));
    // certbot takes both out of the environment for dns-01; an outer certbot may have left them there.
    QCOMPARE(calls[1].unset, QStringList({QStringLiteral("CERTBOT_TOKEN"), QStringLiteral("CERTBOT_AUTH_OUTPUT")}));
}

void TestHookCall::givesCertbotsCleanUpTheOutput()
{
    QList<TxtRecord> published = records();
    published[1].output = QStringLiteral("record 17\nof 18");
    const QList<HookCall> calls = hookCalls(settingsFor(HookFormat::Certbot), published, Order, Deed::CleanUp);
    QCOMPARE(calls[1].environment.value(QStringLiteral("CERTBOT_AUTH_OUTPUT")), QStringLiteral("record 17\nof 18"));
    // Set also when there was none: hooks that do both look whether it is set.
    QVERIFY(calls[0].environment.contains(QStringLiteral("CERTBOT_AUTH_OUTPUT")));
    QCOMPARE(calls[0].unset, QStringList {QStringLiteral("CERTBOT_TOKEN")});
}

void TestHookCall::cleansNothingWithoutACleanUpHook()
{
    HookSettings settings = settingsFor(HookFormat::Certbot);
    settings.cleanUpProgram = QStringLiteral(" ");
    QVERIFY(hookCalls(settings, records(), Order, Deed::CleanUp).isEmpty());
}

void TestHookCall::cleansUpWithAHookThatDoesBoth()
{
    QTemporaryDir folder;
    HookSettings settings = settingsFor(HookFormat::Certbot, folder.filePath(QStringLiteral("both.sh")));
    settings.cleanUpProgram.clear();
    QFile file(settings.program);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\nif [ -z \"$CERTBOT_AUTH_OUTPUT\" ]; then add; else remove; fi\n");
    file.close();
    const QList<HookCall> calls = hookCalls(settings, records(), Order, Deed::CleanUp);
    QCOMPARE(calls.size(), 3);
    QCOMPARE(calls.first().program, settings.program);
    QVERIFY(calls.first().environment.contains(QStringLiteral("CERTBOT_AUTH_OUTPUT")));
    settings.program = QStringLiteral("/bin/sh ") + settings.program;
    QCOMPARE(hookCalls(settings, records(), Order, Deed::CleanUp).size(), 3);
}

void TestHookCall::countsOnlyWhatIsLeftToCleanUp()
{
    // Of three names one was begun: hooks that reload a server after the last one do so.
    const QList<HookCall> calls
        = hookCalls(settingsFor(HookFormat::Certbot), records().first(1), Order, Deed::CleanUp);
    QCOMPARE(calls.size(), 1);
    QCOMPARE(calls[0].environment.value(QStringLiteral("CERTBOT_REMAINING_CHALLENGES")), QStringLiteral("0"));
}

void TestHookCall::mapsAnAliasToADomain_data()
{
    QTest::addColumn<TxtRecord>("record");
    QTest::addColumn<QString>("domain");

    const auto row = [](const char *name, const char *identifier, const char *owner, const char *domain) {
        QTest::newRow(name) << hookRecord(identifier, owner, "test", "v") << QString::fromLatin1(domain);
    };
    row("no alias", "www.example.org", "_acme-challenge.www.example.org", "www.example.org");
    row("a wildcard", "*.example.org", "_acme-challenge.example.org", "example.org");
    row("an alias that begins the same way", "www.example.org", "_acme-challenge.www.auth.test", "www.auth.test");
    row("an alias of any name", "www.example.org", "c41f7.auth.test", "www.example.org");
    row("an alias of any name for a wildcard", "*.example.org", "c41f7.auth.test", "example.org");
}

void TestHookCall::mapsAnAliasToADomain()
{
    QFETCH(const TxtRecord, record);
    QFETCH(const QString, domain);
    const auto call = [&](HookFormat format, bool isRaw) {
        HookSettings settings = settingsFor(format);
        settings.isRaw = isRaw;
        return hookCalls(settings, {record}, Order, Deed::Present).value(0);
    };
    QCOMPARE(call(HookFormat::Certbot, false).environment.value(QStringLiteral("CERTBOT_DOMAIN")), domain);
    QCOMPARE(call(HookFormat::Dehydrated, false).arguments.value(1), domain);
    QCOMPARE(call(HookFormat::Lego, true).arguments.value(2), domain);
    QCOMPARE(call(HookFormat::Lego, false).arguments.value(1), record.owner.toString());
}

void TestHookCall::saysAlwaysWhereTheRecordGoes()
{
    HookSettings settings = settingsFor(HookFormat::Dehydrated);
    settings.isChained = true;
    const HookCall call = hookCalls(settings, records(), Order, Deed::Present).value(0);
    QCOMPARE(call.environment.value(QStringLiteral("CERTWRIGHT_RECORD_NAME")),
             QStringLiteral("_acme-challenge.example.org _acme-challenge.example.org c41f7.auth.test"));
    QCOMPARE(call.environment.value(QStringLiteral("CERTWRIGHT_ZONE")), QStringLiteral("example.org example.org auth.test"));
    QCOMPARE(call.environment.value(QStringLiteral("CERTWRIGHT_VALIDATION")), QStringLiteral("v1 v2 v3"));
}

void TestHookCall::splitsACommandLine_data()
{
    QTest::addColumn<QString>("entered");
    QTest::addColumn<QStringList>("words");

    QTest::newRow("a path") << QStringLiteral("/hooks/hook") << QStringList {QStringLiteral("/hooks/hook")};
    QTest::newRow("arguments") << QStringLiteral("/hooks/hook auth --quiet")
                               << QStringList {QStringLiteral("/hooks/hook"), QStringLiteral("auth"), QStringLiteral("--quiet")};
    QTest::newRow("quotes") << QStringLiteral("\"/my hooks/hook\" \"a b\"")
                            << QStringList {QStringLiteral("/my hooks/hook"), QStringLiteral("a b")};
    QTest::newRow("what a shell would do") << QStringLiteral("/hooks/hook; rm -rf $HOME")
                                           << QStringList {QStringLiteral("/hooks/hook;"), QStringLiteral("rm"),
                                                           QStringLiteral("-rf"), QStringLiteral("$HOME")};
    QTest::newRow("a program of PATH") << QStringLiteral("env A=b")
                                       << QStringList {QStandardPaths::findExecutable(QStringLiteral("env")), QStringLiteral("A=b")};
    QTest::newRow("nothing") << QString() << QStringList {QString()};
}

void TestHookCall::splitsACommandLine()
{
    QFETCH(const QString, entered);
    QFETCH(const QStringList, words);
    const HookCall call
        = hookCalls(settingsFor(HookFormat::Lego, entered), records().first(1), Order, Deed::Present).value(0);
    QCOMPARE((QStringList {call.program} + call.arguments).first(words.size()), words);
}

void TestHookCall::asksAShellToRunAScriptWithoutFirstLine()
{
    QTemporaryDir folder;
    const QString path = writeHook(folder.filePath(QStringLiteral("my hook")), "echo hello\n");
    const HookCall call
        = hookCalls(settingsFor(HookFormat::Certbot, path), records().first(1), Order, Deed::Present).value(0);
    QCOMPARE(call.program, QStringLiteral("/bin/sh"));
    QCOMPARE(call.arguments, QStringList {path}); // one word, although there is a blank in it
}

void TestHookCall::usesBashWhereAScriptWantsIt()
{
    QTemporaryDir folder;
    const QString path = writeHook(folder.filePath(QStringLiteral("dns_y.sh")), "#!/usr/bin/env bash\n");
    const HookCall call
        = hookCalls(settingsFor(HookFormat::AcmeSh, path), records().first(1), Order, Deed::Present).value(0);
    QVERIFY2(call.program.endsWith(QStringLiteral("/bash")), qPrintable(call.program));
    QCOMPARE(call.arguments.value(4), QStringLiteral("dns_y_add"));
}

void TestHookCall::leavesValuesAsTheyAre_data()
{
    QTest::addColumn<HookFormat>("format");
    QTest::newRow("certbot") << HookFormat::Certbot;
    QTest::newRow("dehydrated") << HookFormat::Dehydrated;
    QTest::newRow("acme.sh") << HookFormat::AcmeSh;
    QTest::newRow("lego") << HookFormat::Lego;
}

void TestHookCall::leavesValuesAsTheyAre()
{
    QFETCH(const HookFormat, format);
    const QByteArray hostile = "a b'\"`$(id)\n;&|<>\\*?~#%\xc3\xbc--";
    const TxtRecord record = hookRecord("example.org", "_acme-challenge.example.org", "example.org", hostile);
    const HookCall call = hookCalls(settingsFor(format), {record}, Order, Deed::Present).value(0);
    const QString value = QString::fromUtf8(hostile);
    QCOMPARE(call.environment.value(QStringLiteral("CERTWRIGHT_VALIDATION")), value);
    if (format == HookFormat::Certbot)
        QCOMPARE(call.environment.value(QStringLiteral("CERTBOT_VALIDATION")), value);
    else
        QCOMPARE(call.arguments.last(), value);
}

void TestHookCall::showsTheCallWithoutSecrets()
{
    HookSettings settings = settingsFor(HookFormat::Lego, QStringLiteral("/hooks/hook --token hunter2"));
    settings.environment = {{QStringLiteral("API_TOKEN"), QStringLiteral("hunter2")},
                            {QStringLiteral("API_USER"), QStringLiteral("it's me\x1b[2J")}};
    settings.secretNames = {QStringLiteral("API_TOKEN")};
    const HookCall call = hookCalls(settings, records().last(1), Order, Deed::Present).value(0);
    QCOMPARE(previewText(call),
             QStringLiteral("API_TOKEN=\u2022\u2022\u2022\n"
                            "API_USER='it'\\''s me\u241b[2J'\n"
                            "CERTWRIGHT_RECORD_NAME=c41f7.auth.test\n"
                            "CERTWRIGHT_VALIDATION=v3\n"
                            "CERTWRIGHT_ZONE=auth.test\n"
                            "/hooks/hook --token \u2022\u2022\u2022 present c41f7.auth.test. v3"));
}

QTEST_GUILESS_MAIN(TestHookCall)
#include "tst_hookcall.moc"
