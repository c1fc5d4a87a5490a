// SPDX-License-Identifier: MIT
#include "publish/nsupdate.h"
#include "publish/nsupdatereply.h"
#include "publish/nsupdatescript.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"
#include "support/nonote.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace cw;
using namespace cw::publish;
using namespace cw::test;
using namespace std::chrono_literals;

namespace
{

using Kind = PublishFailure::Kind;

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

TxtRecord record(const char *owner, const char *zone, const QByteArray &value = "value")
{
    return {name(owner), name(zone), value, 60};
}

const dns::Endpoint Server {QHostAddress(QStringLiteral("192.0.2.1")), 5353};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

HookResult ended(int code, const char *words)
{
    HookResult result;
    result.end = HookEnd::Exited;
    result.code = code;
    result.output = QString::fromLatin1(words);
    return result;
}

} // namespace

// What nsupdate is told, and what its words mean; a script stands in for it.
class TestNsupdate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesCommandsForOneSend_data();
    void writesCommandsForOneSend();
    void leavesNoByteOfAValueAMeaning();
    void leavesNoByteOfANameAMeaning();
    void refusesAValueThatFitsInNoLine();
    void understandsItsWords_data();
    void understandsItsWords();
    void keepsTheLastLinesOfWhatItDoesNotUnderstand();
    void runsOnceAZoneWithoutAShell();
    void notesWhatMayBeThereBeforeItSends();
    void sendsNothingThatCouldNotBeNoted();
    void namesTheServerZoneAndRecord();
    void asksTheNextAddressWhenOneIsSilent();
    void goesOnRemovingWhenOneZoneFails();
    void saysThatTheProgramIsMissing();
    void endsItWhenTheTimeIsOver();
    void endsItWhenCanceled();

private:
    NsupdatePublisher publisher(const QByteArray &script, std::chrono::milliseconds timeLimit = 20s);
    QByteArrayList sent() const; // one a run

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeDns> m_dns;
    std::unique_ptr<dns::Resolver> m_resolver;
    FakeClock m_clock;
    ActivityLog m_log;
    CancelToken m_token;
};

void TestNsupdate::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_token = CancelToken();
    m_dns = std::make_unique<FakeDns>();
    m_dns->addRoot();
    m_dns->addZone("org", {"a0.org=199.19.56.1"});
    m_dns->addZone("example.org", {"ns1.example.org=192.0.2.1,192.0.2.2"});
    m_dns->addZone("other.org", {"ns.other.org=192.0.2.3"});
    m_resolver = std::make_unique<dns::Resolver>(*m_dns, m_dns->settings(), m_clock, m_log);
}

// The stand-in keeps its arguments and what it reads, and then does as `script` says ($1: the server it is sent to).
NsupdatePublisher TestNsupdate::publisher(const QByteArray &script, std::chrono::milliseconds timeLimit)
{
    NsupdateSettings settings;
    settings.program = m_folder->filePath(QStringLiteral("nsupdate"));
    settings.timeLimit = timeLimit;
    QFile file(settings.program);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write the stand-in");
    const QByteArray folder = m_folder->path().toUtf8();
    file.write("#!/bin/sh\n{ echo \"$@\" \"$LC_ALL\"; cat; } >" + folder + "/$$\nmv " + folder + "/$$ \"" + folder
               + "/run-$(ls " + folder + " | grep -c run-)\"\n" + script + '\n');
    file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    return {*m_resolver, settings, m_log};
}

QByteArrayList TestNsupdate::sent() const
{
    QByteArrayList runs;
    for (int i = 0; QFile::exists(m_folder->filePath(QStringLiteral("run-%1").arg(i))); ++i)
        runs.append(contentOf(m_folder->filePath(QStringLiteral("run-%1").arg(i))));
    return runs;
}

void TestNsupdate::writesCommandsForOneSend_data()
{
    QTest::addColumn<int>("change");
    QTest::addColumn<QByteArray>("commands");
    const QByteArray head = "server 192.0.2.1 5353\nzone example.org.\n";
    QTest::newRow("add") << int(Change::Add)
                         << head + "update add _acme-challenge.example.org. 60 IN TXT \"one\"\n"
                                   "update add *.example.org. 60 IN TXT \"two_-\"\nsend\n";
    QTest::newRow("remove") << int(Change::Remove)
                            << head + "update delete _acme-challenge.example.org. IN TXT \"one\"\n"
                                      "update delete *.example.org. IN TXT \"two_-\"\nsend\n";
    QTest::newRow("rehearse") << int(Change::None) << head + "prereq yxdomain example.org.\nsend\n";
}

void TestNsupdate::writesCommandsForOneSend()
{
    QFETCH(int, change);
    QFETCH(QByteArray, commands);
    const UpdateBatch batch {name("example.org"), {record("_acme-challenge.example.org", "example.org", "one"),
                                                   record("*.example.org", "example.org", "two_-")}};
    QCOMPARE(nsupdateScript(Server, batch, Change(change)), std::optional(commands));
}

void TestNsupdate::leavesNoByteOfAValueAMeaning()
{
    QByteArray value;
    for (int byte = 0; byte < 256; ++byte)
        value += char(byte);
    const UpdateBatch batch {name("example.org"), {record("a.example.org", "example.org", value)}};
    const std::optional<QByteArray> script = nsupdateScript(Server, batch, Change::Add);
    QVERIFY(script);
    QCOMPARE(script->count('\n'), 4);
    QCOMPARE(script->count('"'), 4); // of two strings: one has at most 255 bytes
    QVERIFY(script->contains("\"\\000\\001\\002"));
    QVERIFY(script->contains("\\010"));
    QVERIFY(script->contains("\\034\\035\\036")); // " # $
    QVERIFY(script->contains("\\092")); // the backslash
    for (const char c : *script)
        QVERIFY2(c == '\n' || (c >= ' ' && c < 0x7f), qPrintable(QString::number(int(c))));
}

void TestNsupdate::leavesNoByteOfANameAMeaning()
{
    const TxtRecord odd {name("a\\032b\\;\\\"\\010$(id)\\.c.example.org"), name("example.org"), "", 60};
    const std::optional<QByteArray> script = nsupdateScript(Server, {name("example.org"), {odd}}, Change::Add);
    QVERIFY(script);
    QVERIFY2(script->contains("update add a\\032b\\059\\034\\010\\036\\040id\\041\\046c.example.org. 60 IN TXT \"\"\n"), *script);
}

void TestNsupdate::refusesAValueThatFitsInNoLine()
{
    const TxtRecord huge = record("a.example.org", "example.org", QByteArray(40000, 'x'));
    QVERIFY(!nsupdateScript(Server, {name("example.org"), {huge}}, Change::Add));
    const auto result = publisher("exit 0").present({huge}, NoNote, m_token);
    QCOMPARE(std::get<PublishFailure>(result.failure()).kind, Kind::NsupdateFailed);
    QVERIFY(sent().isEmpty());
}

void TestNsupdate::understandsItsWords_data()
{
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("rcode");
    const QByteArray gss = "tkey query failed: GSSAPI error: Major = Unspecified GSS failure.  Minor code may provide more "
                           "information, Minor = ";
    QTest::newRow("refused") << QByteArray("update failed: REFUSED\n") << int(Kind::Refused) << 5;
    QTest::newRow("a secondary") << QByteArray("update failed: NOTAUTH\n") << int(Kind::NotAuthoritative) << 9;
    QTest::newRow("outside the zone") << QByteArray("update failed: NOTZONE\n") << int(Kind::NotInZone) << 10;
    QTest::newRow("journal") << QByteArray("update failed: SERVFAIL\n") << int(Kind::ServerFailed) << 2;
    QTest::newRow("NSD") << QByteArray("; TSIG error with server: expected a TSIG or SIG(0)\nupdate failed: NOTIMP\n")
                         << int(Kind::NotImplemented) << 4;
    QTest::newRow("clock of the server") << QByteArray("update failed: NOTAUTH(BADTIME)\n") << int(Kind::BadTime) << 9;
    QTest::newRow("signature") << QByteArray("update failed: NOTAUTH(BADSIG)\n") << int(Kind::NsupdateFailed) << 9;
    QTest::newRow("rcode unknown to us") << QByteArray("update failed: YXRRSET\n") << int(Kind::NsupdateFailed) << -1;
    QTest::newRow("the zone is not there")
        << QByteArray("; Communication with 127.0.0.1#15355 failed: REFUSED\ncould not reach any name server\n")
        << int(Kind::NotAuthoritative) << 5;
    QTest::newRow("nobody listens")
        << QByteArray("; Communication with 127.0.0.1#9 failed: connection refused\ncould not reach any name server\n")
        << int(Kind::NoAnswer) << -1;
    QTest::newRow("silence") << QByteArray("; Communication with 127.0.0.1#9 failed: timed out\ncould not reach any name server\n")
                             << int(Kind::NoAnswer) << -1;
    QTest::newRow("no ticket")
        << QByteArray("tkey query failed: GSSAPI error: Major = No credentials were supplied, or the credentials were unavailable or "
                      "inaccessible, Minor = SPNEGO cannot find mechanisms to negotiate.\n")
        << int(Kind::NoTicket) << -1;
    QTest::newRow("no cache") << gss + "No Kerberos credentials available (default cache: FILE:/tmp/krb5cc_0).\n"
                              << int(Kind::NoTicket) << -1;
    QTest::newRow("old ticket") << gss + "Ticket expired.\n" << int(Kind::NoTicket) << -1;
    QTest::newRow("clock of the realm") << gss + "Clock skew too great.\n" << int(Kind::BadTime) << -1;
    QTest::newRow("no such service") << gss + "Server DNS/ns.ex.test@EX.TEST not found in Kerberos database.\n"
                                     << int(Kind::NsupdateFailed) << -1;
    QTest::newRow("no KDC") << gss + "Cannot contact any KDC for realm 'EX.TEST'.\n" << int(Kind::NsupdateFailed) << -1;
    QTest::newRow("server without GSS-TSIG") << QByteArray("response to GSS-TSIG query was unsuccessful (REFUSED)\n")
                                             << int(Kind::NsupdateFailed) << -1;
    QTest::newRow("no words") << QByteArray() << int(Kind::NsupdateFailed) << -1;
}

void TestNsupdate::understandsItsWords()
{
    QFETCH(QByteArray, words);
    const PublishFailure failure = judgeNsupdate(ended(2, words.constData()));
    QTEST(int(failure.kind), "kind");
    QTEST(failure.rcode, "rcode");
    QCOMPARE(failure.exitCode, 2);
    QCOMPARE(failure.output, QString::fromLatin1(words).trimmed());
}

void TestNsupdate::keepsTheLastLinesOfWhatItDoesNotUnderstand()
{
    const PublishFailure failure = judgeNsupdate(ended(1, "1\n2\n3\n4\n5\n6\n7\n\n8\n"));
    QCOMPARE(failure.output, QStringLiteral("3\n4\n5\n6\n7\n8"));
}

void TestNsupdate::runsOnceAZoneWithoutAShell()
{
    const QByteArray value = "$(touch " + m_folder->path().toUtf8() + "/touched)`'\";\nsend\n";
    QVERIFY(publisher("exit 0").present({record("a.example.org", "example.org", value), record("b.other.org", "other.org"),
                                         record("c.example.org", "example.org")}, NoNote, m_token));
    const QByteArrayList runs = sent();
    QCOMPARE(runs.size(), 2);
    QVERIFY2(runs[0].startsWith("-g -t 10 C\nserver 192.0.2.1 53\nzone example.org.\nupdate add a.example.org. "), runs[0]);
    QVERIFY(runs[0].endsWith("\nupdate add c.example.org. 60 IN TXT \"value\"\nsend\n"));
    QCOMPARE(runs[0].count('\n'), 6);
    QVERIFY(runs[1].contains("zone other.org."));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("touched"))));
}

void TestNsupdate::notesWhatMayBeThereBeforeItSends()
{
    QStringList notes;
    const auto note = [&](const QList<TxtRecord> &records, Presence presence) -> Result<Nothing> {
        notes.append(QStringLiteral("%1 %2 %3").arg(records.first().zone.toString()).arg(int(presence)).arg(sent().size()));
        return Nothing();
    };
    QVERIFY(publisher("exit 0").present({record("a.example.org", "example.org"), record("b.other.org", "other.org")}, note, m_token));
    const int before = int(Presence::MayBeThere);
    const int after = int(Presence::Published);
    QCOMPARE(notes, (QStringList {QStringLiteral("example.org. %1 0").arg(before), QStringLiteral("example.org. %1 1").arg(after),
                                  QStringLiteral("other.org. %1 1").arg(before), QStringLiteral("other.org. %1 2").arg(after)}));
}

void TestNsupdate::sendsNothingThatCouldNotBeNoted()
{
    const auto note = [](const QList<TxtRecord> &, Presence) -> Result<Nothing> {
        return Failure(StoreFailure {StoreFailure::Kind::DiskFull, {}, {}});
    };
    const auto result = publisher("exit 0").present({record("a.example.org", "example.org")}, note, m_token);
    QVERIFY(std::holds_alternative<StoreFailure>(result.failure()));
    QVERIFY(sent().isEmpty());
}

void TestNsupdate::namesTheServerZoneAndRecord()
{
    NsupdatePublisher nsupdate = publisher("echo update failed: REFUSED >&2; exit 2");
    for (const Result<Nothing> &result : {nsupdate.rehearse({record("a.example.org", "example.org")}, m_token),
                                          nsupdate.present({record("a.example.org", "example.org")}, NoNote, m_token),
                                          nsupdate.cleanUp({record("a.example.org", "example.org")}, m_token)}) {
        QVERIFY(!result);
        const auto failure = std::get<PublishFailure>(result.failure());
        QCOMPARE(failure.kind, Kind::Refused);
        QCOMPARE(failure.server, QStringLiteral("ns1.example.org (192.0.2.1)"));
        QCOMPARE(failure.zone, QStringLiteral("example.org"));
        QCOMPARE(failure.name, QStringLiteral("a.example.org"));
        QCOMPARE(failure.exitCode, 2);
    }
    QCOMPARE(sent().size(), 3);
}

void TestNsupdate::asksTheNextAddressWhenOneIsSilent()
{
    QVERIFY(publisher("grep -q 192.0.2.2 " + m_folder->path().toUtf8() + "/run-1 2>/dev/null && exit 0\n"
                      "echo '; Communication with 192.0.2.1#53 failed: timed out'; exit 1")
                .present({record("a.example.org", "example.org")}, NoNote, m_token));
    QCOMPARE(sent().size(), 2);
}

void TestNsupdate::goesOnRemovingWhenOneZoneFails()
{
    const auto result = publisher("test -e " + m_folder->path().toUtf8() + "/run-1 && exit 0; echo update failed: SERVFAIL; exit 2")
                            .cleanUp({record("a.example.org", "example.org"), record("b.other.org", "other.org")}, m_token);
    QCOMPARE(std::get<PublishFailure>(result.failure()).zone, QStringLiteral("example.org"));
    QCOMPARE(sent().size(), 2);
}

void TestNsupdate::saysThatTheProgramIsMissing()
{
    NsupdateSettings settings;
    settings.program = m_folder->filePath(QStringLiteral("nowhere"));
    NsupdatePublisher nsupdate(*m_resolver, settings, m_log);
    const auto result = nsupdate.rehearse({record("a.example.org", "example.org")}, m_token);
    const auto failure = std::get<PublishFailure>(result.failure());
    QCOMPARE(failure.kind, Kind::NsupdateMissing);
    QCOMPARE(failure.program, settings.program);
}

void TestNsupdate::endsItWhenTheTimeIsOver()
{
    QElapsedTimer timer;
    timer.start();
    const auto result = publisher("exec sleep 30", 100ms).rehearse({record("b.other.org", "other.org")}, m_token);
    QCOMPARE(std::get<PublishFailure>(result.failure()).kind, Kind::NoAnswer);
    QVERIFY(timer.elapsed() < 5000);
}

void TestNsupdate::endsItWhenCanceled()
{
    std::thread stopper([this] {
        std::this_thread::sleep_for(100ms);
        m_token.cancel();
    });
    QElapsedTimer timer;
    timer.start();
    const auto result = publisher("exec sleep 30").rehearse({record("a.example.org", "example.org")}, m_token);
    stopper.join();
    QVERIFY(isCanceled(result.failure()));
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_GUILESS_MAIN(TestNsupdate)
#include "tst_nsupdate.moc"
