// SPDX-License-Identifier: MIT
#include "publish/hook.h"

#include "base/explain.h"
#include "hookrecords.h"
#include "net/loopbackserver.h"
#include "support/fakeclock.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;

namespace
{

const QString Token = QStringLiteral("t0ken \"with\\ $(things)'");

} // namespace

// A dnsapi script of acme.sh, read by a shell with our helper functions, talking to a web server.
class TestAcmeSh : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void publishesThroughTheApi_data();
    void publishesThroughTheApi();
    void removesByValue();
    void givesSavedSettingsBack();
    void findsWhatWasSavedWithAcmeSh();
    void leavesNothingBehind();
    void showsNoSavedValue();
    void putsNoSecretOnACommandLine();
    void failsWithTheScript();
    void offersTheHelpers_data();
    void offersTheHelpers();

private:
    Result<Nothing> present(const TxtRecord &record);
    void serveZone(const QString &name);
    bool hasRequest(const QByteArray &begin, const QByteArray &part = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LoopbackServer> m_server;
    HookSettings m_settings;
    FakeClock m_clock;
    ActivityLog m_log;
    QStringList m_lines;
    QMap<QString, QString> m_saved;
    CancelToken m_token;
    const TxtRecord m_record
        = hookRecord("www.example.org", "_acme-challenge.www.example.org", "example.org", "va-l_ue");
};

void TestAcmeSh::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", m_folder->path().toUtf8()); // where the private folder goes
    m_server = std::make_unique<LoopbackServer>(LoopbackServer::Scheme::Http);
    m_settings = {};
    m_settings.format = HookFormat::AcmeSh;
    m_settings.program = QStringLiteral(CERTWRIGHT_SOURCE_DIR "/tests/core/publish/dnsapi/dns_fake.sh");
    m_settings.environment = {{QStringLiteral("FAKE_Url"), m_server->url(QString()).toString()},
                              {QStringLiteral("FAKE_Token"), Token}};
    m_settings.secretNames = {QStringLiteral("FAKE_Token")};
    m_lines.clear();
    m_log.setListener([this](const LogEntry &entry) { m_lines.append(entry.text); });
    m_saved.clear();
}

Result<Nothing> TestAcmeSh::present(const TxtRecord &record)
{
    HookPublisher hooks(m_settings, {}, m_clock, m_log, {{}, [this](const auto &saved) { m_saved = saved; }});
    return hooks.present({record}, [](const auto &, Presence) -> Result<Nothing> { return Nothing(); }, m_token);
}

void TestAcmeSh::serveZone(const QString &name)
{
    m_server->answer(QStringLiteral("/zones?name=www.example.org"), LoopbackServer::ok("{\"zones\": []}"));
    m_server->answer(QStringLiteral("/zones?name=example.org"),
                     LoopbackServer::ok("{ \"id\" : \"z17\",\n \"name\" : \"" + name.toUtf8() + "\" }"));
    m_server->answer(QStringLiteral("/zones/z17/records"), LoopbackServer::ok("{\"status\": \"created\"}"));
}

bool TestAcmeSh::hasRequest(const QByteArray &begin, const QByteArray &part) const
{
    const QList<QByteArray> &requests = m_server->requests;
    return std::any_of(requests.begin(), requests.end(), [&](const QByteArray &request) {
        return request.startsWith(begin) && request.contains(part);
    });
}

void TestAcmeSh::publishesThroughTheApi_data()
{
    QTest::addColumn<QString>("useWget");
    QTest::newRow("curl") << QStringLiteral("0");
    QTest::newRow("wget") << QStringLiteral("1");
}

void TestAcmeSh::publishesThroughTheApi()
{
    QFETCH(const QString, useWget);
    m_settings.environment[QStringLiteral("ACME_USE_WGET")] = useWget;
    serveZone(QStringLiteral("example.org"));
    const Result<Nothing> result = present(m_record);
    QVERIFY2(result, qPrintable(m_lines.join(u'\n')));
    QVERIFY(hasRequest("GET /zones?name=www.example.org ", "Authorization: Bearer " + Token.toUtf8() + "\r\n"));
    QVERIFY(hasRequest("POST /zones/z17/records ", "Content-Type: application/json\r\n"));
    QVERIFY(hasRequest("POST /zones/z17/records ",
                       "{\"name\":\"_acme-challenge.www\",\"type\":\"TXT\",\"content\":\"va-l_ue\"}"));
    QVERIFY2(m_lines.contains(QStringLiteral("Added, OK")), qPrintable(m_lines.join(u'\n')));
}

void TestAcmeSh::removesByValue()
{
    serveZone(QStringLiteral("example.org"));
    m_server->answer(QStringLiteral("/zones/z17/records?content=va-l_ue"), LoopbackServer::ok("{\"id\": \"r5\"}"));
    m_server->answer(QStringLiteral("/zones/z17/records/r5"), LoopbackServer::ok("{}"));
    HookPublisher hooks(m_settings, {}, m_clock, m_log);
    QVERIFY2(hooks.cleanUp({m_record}, m_token), qPrintable(m_lines.join(u'\n')));
    QVERIFY(hasRequest("DELETE /zones/z17/records/r5 "));
}

void TestAcmeSh::givesSavedSettingsBack()
{
    serveZone(QStringLiteral("example.org"));
    QVERIFY(present(m_record));
    const QMap<QString, QString> expected {{QStringLiteral("SAVED_FAKE_Token"), Token},
                                           {QStringLiteral("SAVED_FAKE_Url"), m_server->url(QString()).toString()}};
    QCOMPARE(m_saved, expected);

    // The next order needs no variables any more.
    m_settings.environment.clear();
    m_settings.secretNames.clear();
    m_settings.saved = m_saved;
    m_server->requests.clear();
    QVERIFY2(present(m_record), qPrintable(m_lines.join(u'\n')));
    QVERIFY(hasRequest("POST /zones/z17/records ", "Authorization: Bearer " + Token.toUtf8() + "\r\n"));
}

void TestAcmeSh::findsWhatWasSavedWithAcmeSh()
{
    // ".acme.sh/account.conf" and ".acme.sh/dnsapi/dns_fake.sh", as acme.sh lays them down.
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("dnsapi")));
    const QString script = m_folder->filePath(QStringLiteral("dnsapi/dns_fake.sh"));
    QVERIFY(QFile::copy(m_settings.program, script));
    const QString file = writeHook(m_folder->filePath(QStringLiteral("account.conf")),
                                   "LOG_FILE='/nonexistent/log'\nSAVED_FAKE_Url='" + m_server->url(QString()).toString().toUtf8()
                                       + "'\nSAVED_FAKE_Token='__ACME_BASE64__START_b2xkLXRva2Vu__ACME_BASE64__END_'\n");
    const QString before = readText(file);
    m_settings.program = script;
    m_settings.environment.clear();
    m_settings.secretNames.clear();
    serveZone(QStringLiteral("example.org"));
    QVERIFY2(present(m_record), qPrintable(m_lines.join(u'\n')));
    QVERIFY(hasRequest("POST /zones/z17/records ", "Authorization: Bearer old-token\r\n"));
    QCOMPARE(readText(file), before);
}

void TestAcmeSh::leavesNothingBehind()
{
    const QString home = m_folder->filePath(QStringLiteral("home"));
    QVERIFY(QDir().mkpath(home));
    m_settings.environment[QStringLiteral("HOME")] = home;
    serveZone(QStringLiteral("example.org"));
    QVERIFY(present(m_record));
    QVERIFY(QDir(home).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList {QStringLiteral("home")});
}

void TestAcmeSh::showsNoSavedValue()
{
    m_settings.environment = {{QStringLiteral("FAKE_Url"), m_server->url(QString()).toString()}};
    m_settings.secretNames.clear();
    m_settings.saved = {{QStringLiteral("SAVED_FAKE_Token"), QStringLiteral("s4ved-token")}};
    m_server->answer(QStringLiteral("/zones?name=www.example.org"), "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\n{}");
    const Result<Nothing> result = present(m_record);
    QVERIFY(!result);
    const QString all = m_lines.join(u'\n') + explainInOneLine(result.failure());
    QVERIFY2(!all.contains(QStringLiteral("s4ved-token")), qPrintable(all));
    QVERIFY2(all.contains(QStringLiteral("refuses the token \u2022\u2022\u2022")), qPrintable(all));
}

void TestAcmeSh::putsNoSecretOnACommandLine()
{
    // Programs named curl that note their command line; nothing after them would see more than that.
    const QString seen = m_folder->filePath(QStringLiteral("seen"));
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("bin")));
    writeHook(m_folder->filePath(QStringLiteral("bin/curl")),
              "#!/bin/sh\nprintf '%s\\n' \"$*\" >>'" + seen.toUtf8() + "'\nexec /usr/bin/curl \"$@\"\n");
    m_settings.environment[QStringLiteral("PATH")]
        = m_folder->filePath(QStringLiteral("bin:")) + qEnvironmentVariable("PATH");
    serveZone(QStringLiteral("example.org"));
    QVERIFY2(present(m_record), qPrintable(m_lines.join(u'\n')));
    const QString lines = readText(seen);
    QVERIFY(lines.contains(QStringLiteral("--config")));
    QVERIFY2(!lines.contains(QStringLiteral("t0ken")) && !lines.contains(QStringLiteral("va-l_ue")), qPrintable(lines));
}

void TestAcmeSh::failsWithTheScript()
{
    serveZone(QStringLiteral("another.org"));
    m_server->answer(QStringLiteral("/zones?name=org"), LoopbackServer::ok("{}"));
    const Result<Nothing> result = present(m_record);
    QVERIFY(!result);
    const auto failure = std::get<PublishFailure>(result.failure());
    QCOMPARE(failure.kind, PublishFailure::Kind::HookFailed);
    QCOMPARE(failure.exitCode, 1);
    QCOMPARE(failure.program, m_settings.program); // not the shell
    QVERIFY(failure.output.endsWith(QStringLiteral("invalid domain='_acme-challenge.www.example.org'")));
}

void TestAcmeSh::offersTheHelpers_data()
{
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<QString>("output");

    const auto row = [](const char *name, const char *commands, const char *output) {
        QTest::newRow(name) << QByteArray(commands) << QString::fromUtf8(output);
    };
    row("_url_encode", "printf 'a b/\\303\\274~' | _url_encode", "a%20b%2f%c3%bc~");
    row("_url_encode in capitals", "printf 'a b/' | _url_encode upper-hex", "a%20b%2F");
    row("_base64 and back", "printf 'a b' | _base64; printf YSBi | _dbase64", "YSBia b");
    row("_digest", "printf abc | _digest sha1 hex", "a9993e364706816aba3e25717850c26c9cd0d89d");
    // RFC 4231 4.3 and 4.7: a short key, and one longer than the block.
    row("_hmac", "printf 'what do ya want for nothing?' | _hmac sha256 4a656665 hex",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    row("_hmac with a long key",
        "printf 'Test Using Larger Than Block-Size Key - Hash Key First' | _hmac sha256 $(printf 'aa%.0s' $(seq 131)) hex",
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    row("_hmac in bytes", "printf abc | _hmac sha256 4a | _hex_dump | wc -w", "32");
    row("_h2b", "printf 48692100ff | _h2b | od -An -tx1", "48 69 21 00 ff");
    row("_math", "_math 2 + 3 \\* 4", "14");
    row("_hasfield", "_hasfield a,b,c b && ! _hasfield a,b,c d && _hasfield 'a b' b ' ' && echo yes", "yes");
    row("_getfield", "_getfield a,b,c 2; _getfield a 3", "ba");
    row("comparisons", "_startswith abc ab && _endswith abc bc && _contains a-b -b && ! _startswith abc b && echo yes", "yes");
    row("_egrep_o", "echo 'x12y3' | _egrep_o '[0-9]+' | _head_n 1", "12");
    row("_json_encode", "printf 'a\"b\\nc' | _json_encode", "a\\\"b\\nc");
    row("_normalizeJson", "printf '{ \"a\" : \"b\",\\n\"c\" : {} }' | _normalizeJson", "{ \"a\":\"b\",\"c\":{} }");
    row("_sed_i", "f=$(_mktemp); echo abc >\"$f\"; _sed_i s/b/x/ \"$f\"; cat \"$f\"", "axc");
    row("saved for the account", "_saveaccountconf Key \"'\\$(x)\"; _readaccountconf Key", "'$(x)");
    row("saved, then cleared", "_saveaccountconf_mutable K v; _clearaccountconf_mutable K; echo \"<$(_readaccountconf_mutable K)>\"", "<>");
    row("saved for the domain", "_savedomainconf K v; _readdomainconf K; _readaccountconf K", "v");
    row("_getdeployconf", "_savedeployconf K v; _getdeployconf K; echo \"$K\"", "v");
    row("a saved setting comes back as a variable", "echo \"$OLD\"", "from before");
    row("_exists", "_exists sh && ! _exists no-such-program && _exists _math && echo yes", "yes");
    row("_debug says nothing and keeps $?", "false; _debug a b; echo $?", "1");
    row("_secure_debug hides", "DEBUG=2; _secure_debug2 key hunter2", "key='[hidden]'");
    row("_err fails", "_err no || echo failed", "no\nfailed");
    row("_time and _utc_date", "[ $(_time) -gt 1700000000 ] && _utc_date | grep -c '^20..-..-.. ..:..:..$'", "1");
    row("no name leads out of the folder", "_saveaccountconf ../evil x 2>/dev/null || echo refused", "refused");
}

void TestAcmeSh::offersTheHelpers()
{
    QFETCH(const QByteArray, commands);
    QFETCH(const QString, output);
    m_settings.saved = {{QStringLiteral("OLD"), QStringLiteral("from before")}};
    // Both in the shell that is sh here and, if there is one, in bash.
    for (const QByteArray shell : {"sh", "bash"}) {
        m_settings.program = writeHook(m_folder->filePath(QStringLiteral("dns_t.sh")),
                                       "#!/usr/bin/env " + shell + "\ndns_t_add() {\n{ " + commands + "; } 2>&1 || return 3\n}\n");
        QString written;
        HookPublisher hooks(m_settings, {}, m_clock, m_log,
                            {[&](const HookRun &run) { written = run.output.trimmed(); }, {}});
        const Result<Nothing> result
            = hooks.present({m_record}, [](const auto &, Presence) -> Result<Nothing> { return Nothing(); }, m_token);
        QCOMPARE(written.replace(QStringLiteral("\u2022\u2022\u2022"), QStringLiteral("from before")), output);
        QVERIFY2(result, shell.constData());
    }
}

QTEST_GUILESS_MAIN(TestAcmeSh)
#include "tst_acmesh.moc"
