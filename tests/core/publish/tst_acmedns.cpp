// SPDX-License-Identifier: MIT
#include "publish/acmedns.h"

#include "base/explain.h"
#include "support/fakeclock.h"
#include "support/fakehttp.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace cw;
using namespace cw::publish;

using Kind = PublishFailure::Kind;

namespace
{

constexpr auto Update = "https://auth.example.net/update";
const QByteArray ValueA(43, 'a');
const QByteArray ValueB(43, 'b');
const QByteArray ValueC(43, 'c');

AcmeDnsAccount account(const char *subdomain, const char *domain)
{
    const QString label = QString::fromLatin1(subdomain);
    return {QString::fromLatin1(domain), label + QStringLiteral(".auth.example.net"), label, QStringLiteral("user-") + label,
            QStringLiteral("secret-word-") + label, QStringLiteral("https://auth.example.net")};
}

TxtRecord record(const char *label, const char *identifier, const QByteArray &value)
{
    TxtRecord record;
    record.owner = dns::Name::parse(QString::fromLatin1(label) + QStringLiteral(".auth.example.net")).value();
    record.zone = dns::Name::parse(u"auth.example.net").value();
    record.value = value;
    record.identifier = QString::fromLatin1(identifier);
    return record;
}

Result<net::HttpResponse> taken(const QByteArray &value)
{
    return test::FakeHttp::json(200, "{\"txt\": \"" + value + "\"}");
}

Result<net::HttpResponse> error(int status, const QByteArray &word)
{
    return test::FakeHttp::json(status, "{\"error\": \"" + word + "\"}");
}

QByteArray headerOf(const net::HttpRequest &request, const QByteArray &name)
{
    for (const auto &header : request.headers) {
        if (header.first == name)
            return header.second;
    }
    return {};
}

QJsonObject bodyOf(const net::HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

// Everything that present() told its caller, as text: "may_be a,b" or "published a".
struct Notes {
    QStringList lines;
    PresenceNote note()
    {
        return [this](const QList<TxtRecord> &records, Presence presence) -> Result<Nothing> {
            QStringList identifiers;
            for (const TxtRecord &each : records)
                identifiers.append(each.identifier);
            const QString word = presence == Presence::MayBeThere ? QStringLiteral("may_be ") : QStringLiteral("published ");
            lines.append(word + identifiers.join(u','));
            return Nothing();
        };
    }
};

PublishFailure publishFailure(const Result<Nothing> &result)
{
    if (result)
        return {};
    const auto *failure = std::get_if<PublishFailure>(&result.failure());
    return failure ? *failure : PublishFailure();
}

} // namespace

class TestAcmeDns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsOneUpdateAValue();
    void sendsValuesOfDifferentAccountsSideBySide();
    void sendsNothingWithoutAnAccount();
    void sendsNothingWhenAValueWouldPushAnotherOut();
    void sendsAPasswordOnlyToTheServerThatGaveItOut();
    void sendsNothingToAServerThatCannotKeepASecret();
    void stopsWhenTheJournalCannotBeWritten();
    void saysWhatWasTakenBeforeAFailure();
    void tellsWhyAnUpdateFailed_data();
    void tellsWhyAnUpdateFailed();
    void rehearsesWithoutChangingAnything();
    void rehearsalFindsAWrongKey();
    void rehearsesWithoutValues();
    void removesNothing();
    void endsWhenCanceled();
};

void TestAcmeDns::sendsOneUpdateAValue()
{
    test::FakeHttp http;
    http.expectPost(Update, taken(ValueA));
    http.expectPost(Update, taken(ValueB));
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "example.org")}}, clock);
    Notes notes;
    CancelToken token;
    QVERIFY(publisher.present({record("aa", "example.org", ValueA), record("AA", "*.example.org", ValueB)}, notes.note(), token));
    QVERIFY(http.isDone());
    // Whatever was sent before was sent in an earlier second.
    QCOMPARE(clock.sleeps.size(), 1);
    QVERIFY(clock.sleeps.first() > std::chrono::seconds(1));
    // One after the other: the server keeps the last two.
    QCOMPARE(http.batches, (QList<qsizetype> {1, 1}));
    QCOMPARE(headerOf(http.requests[0], "X-Api-User"), QByteArray("user-aa"));
    QCOMPARE(headerOf(http.requests[0], "X-Api-Key"), QByteArray("secret-word-aa"));
    QCOMPARE(bodyOf(http.requests[0]), (QJsonObject {{QStringLiteral("subdomain"), QStringLiteral("aa")},
                                                     {QStringLiteral("txt"), QString::fromLatin1(ValueA)}}));
    QCOMPARE(bodyOf(http.requests[1])[u"txt"].toString(), QString::fromLatin1(ValueB));
    QCOMPARE(notes.lines, (QStringList {QStringLiteral("may_be example.org"), QStringLiteral("published example.org"),
                                        QStringLiteral("may_be *.example.org"), QStringLiteral("published *.example.org")}));
}

void TestAcmeDns::sendsValuesOfDifferentAccountsSideBySide()
{
    QList<AcmeDnsAccount> accounts;
    QList<TxtRecord> records;
    for (int i = 0; i < 50; ++i) {
        const QByteArray label = 'n' + QByteArray::number(i);
        accounts.append(account(label.constData(), "x.example"));
        records.append(record(label.constData(), "x.example", ValueA));
        records.append(record(label.constData(), "*.x.example", ValueB));
    }
    test::FakeHttp http;
    for (const QByteArray &value : {ValueA, ValueB}) {
        for (int i = 0; i < 50; ++i)
            http.expectPost(Update, taken(value));
    }
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, accounts}, clock);
    Notes notes;
    CancelToken token;
    QVERIFY(publisher.present(records, notes.note(), token));
    QCOMPARE(http.batches, (QList<qsizetype> {50, 50})); // 100 names in two round trips
}

void TestAcmeDns::sendsNothingWithoutAnAccount()
{
    test::FakeHttp http;
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "example.org"), account("bb", "other.example")}}, clock);
    Notes notes;
    CancelToken token;
    const QList<TxtRecord> records {record("bb", "other.example", ValueA), record("old", "*.example.org", ValueB)};
    const Result<Nothing> presented = publisher.present(records, notes.note(), token);
    QCOMPARE(publishFailure(presented).kind, Kind::NoAccount);
    QCOMPARE(publishFailure(presented).name, QStringLiteral("old.auth.example.net."));
    const QString words = explainInOneLine(presented.failure());
    QVERIFY2(words.contains(QStringLiteral("_acme-challenge.example.org. IN CNAME aa.auth.example.net.")), qPrintable(words));
    QVERIFY(http.requests.isEmpty());
    QVERIFY(notes.lines.isEmpty());

    const Result<Nothing> unknown = publisher.rehearse({record("cc", "nobody.example", ValueA)}, token);
    QCOMPARE(publishFailure(unknown).kind, Kind::NoAccount);
    QVERIFY(publishFailure(unknown).detail.isEmpty());
    QVERIFY(explainInOneLine(unknown.failure()).contains(QStringLiteral("cc.auth.example.net.")));
}

void TestAcmeDns::sendsNothingWhenAValueWouldPushAnotherOut()
{
    test::FakeHttp http;
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "example.org")}}, clock);
    Notes notes;
    CancelToken token;
    const QList<TxtRecord> records {record("aa", "example.org", ValueA), record("aa", "*.example.org", ValueB),
                                    record("aa", "www.example.org", ValueC)};
    const Result<Nothing> presented = publisher.present(records, notes.note(), token);
    QCOMPARE(publishFailure(presented).kind, Kind::TooManyValues);
    QCOMPARE(publishFailure(presented).name, QStringLiteral("aa.auth.example.net."));
    QVERIFY(http.requests.isEmpty());
    QCOMPARE(publishFailure(publisher.rehearse(records, token)).kind, Kind::TooManyValues);
    QVERIFY(http.requests.isEmpty());
}

void TestAcmeDns::sendsAPasswordOnlyToTheServerThatGaveItOut()
{
    test::FakeHttp http;
    http.expectPost(Update, taken(ValueA));
    http.expectPost("https://other.example.com/api/update", taken(ValueB));
    AcmeDnsAccount unknown = account("bb", "b.example");
    unknown.serverUrl.clear();
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {QStringLiteral("https://other.example.com/api/"), {account("aa", "a.example"), unknown}}, clock);
    Notes notes;
    CancelToken token;
    // The accounts' servers differ; each script line is for one URL.
    QVERIFY(publisher.present({record("aa", "a.example", ValueA), record("bb", "b.example", ValueB)}, notes.note(), token));
    QVERIFY(clock.sleeps.isEmpty());
    QCOMPARE(headerOf(http.requests[0], "X-Api-Key"), QByteArray("secret-word-aa"));
    QCOMPARE(headerOf(http.requests[1], "X-Api-Key"), QByteArray("secret-word-bb"));
}

void TestAcmeDns::sendsNothingToAServerThatCannotKeepASecret()
{
    test::FakeHttp http;
    AcmeDnsAccount open = account("bb", "b.example");
    open.serverUrl = QStringLiteral("http://auth.example.net");
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example"), open}}, clock);
    Notes notes;
    CancelToken token;
    const QList<TxtRecord> records {record("aa", "a.example", ValueA), record("bb", "b.example", ValueB)};
    const Result<Nothing> presented = publisher.present(records, notes.note(), token);
    QVERIFY(!presented);
    QCOMPARE(std::get<BadInput>(presented.failure()).fault, BadInput::Fault::AcmeDnsNotHttps);
    QVERIFY(!publisher.rehearse(records, token));
    QVERIFY(http.requests.isEmpty());
    QVERIFY(notes.lines.isEmpty());
}

void TestAcmeDns::stopsWhenTheJournalCannotBeWritten()
{
    test::FakeHttp http;
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "example.org")}}, clock);
    CancelToken token;
    const PresenceNote note = [](const QList<TxtRecord> &, Presence) -> Result<Nothing> {
        return Failure(StoreFailure {StoreFailure::Kind::DiskFull, {}, {}});
    };
    const Result<Nothing> presented = publisher.present({record("aa", "example.org", ValueA)}, note, token);
    QVERIFY(!presented);
    QVERIFY(std::holds_alternative<StoreFailure>(presented.failure()));
    QVERIFY(http.requests.isEmpty());
}

void TestAcmeDns::saysWhatWasTakenBeforeAFailure()
{
    test::FakeHttp http;
    http.expectPost(Update, error(500, "db_error"));
    http.expectPost(Update, taken(ValueB));
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example"), account("bb", "b.example")}}, clock);
    Notes notes;
    CancelToken token;
    const QList<TxtRecord> records {record("aa", "a.example", ValueA), record("bb", "b.example", ValueB),
                                    record("bb", "*.b.example", ValueC)};
    const Result<Nothing> presented = publisher.present(records, notes.note(), token);
    QCOMPARE(publishFailure(presented).kind, Kind::ApiRefused);
    QCOMPARE(publishFailure(presented).name, QStringLiteral("aa.auth.example.net."));
    QCOMPARE(notes.lines, (QStringList {QStringLiteral("may_be a.example,b.example"), QStringLiteral("published b.example")}));
    QCOMPARE(http.requests.size(), 2); // nothing more after the failure
}

void TestAcmeDns::tellsWhyAnUpdateFailed_data()
{
    QTest::addColumn<Result<net::HttpResponse>>("answer");
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QStringList>("parts"); // of the explanation
    const QString server = QStringLiteral("https://auth.example.net");
    const QString name = QStringLiteral("aa.auth.example.net.");
    QTest::newRow("wrong key or address") << error(401, "forbidden") << int(Kind::ApiForbidden) << 401
                                          << QStringList {server, name, QStringLiteral("allowfrom"), QStringLiteral("192.0.2.0/24")};
    QTest::newRow("bad_txt") << error(400, "bad_txt") << int(Kind::ApiRefused) << 400
                             << QStringList {server, QStringLiteral("400"), QStringLiteral("“bad_txt”")};
    QTest::newRow("database") << error(500, "db_error") << int(Kind::ApiRefused) << 500
                              << QStringList {server, QStringLiteral("500"), QStringLiteral("log")};
    QTest::newRow("another web server") << test::FakeHttp::body(404, "text/html", "<html>Not here</html>")
                                        << int(Kind::ApiRefused) << 404 << QStringList {server, QStringLiteral("404")};
    QTest::newRow("moved") << test::FakeHttp::body(301, "text/html", "", {{"Location", "https://new.example.net/update"}})
                           << int(Kind::ApiRefused) << 301 << QStringList {server, QStringLiteral("https://new.example.net/update")};
    QTest::newRow("a login page") << test::FakeHttp::body(200, "text/html", "<html>Log in</html>") << int(Kind::ApiMisbehaves)
                                  << 200 << QStringList {server};
    QTest::newRow("another value") << taken(ValueB) << int(Kind::ApiMisbehaves) << 200 << QStringList {server};
    QTest::newRow("a page that repeats the request")
        << test::FakeHttp::body(400, "text/plain", "X-Api-Key: secret-word-aa") << int(Kind::ApiRefused) << 400
        << QStringList {server};
    QTest::newRow("connection cut") << test::FakeHttp::lost() << int(Kind::ApiUnreachable) << 0 << QStringList {server};
    QTest::newRow("too much") << Result<net::HttpResponse>(Failure(
        ProtocolFailure {ProtocolFailure::Kind::TooLarge, {}, 200, {}, {}})) << int(Kind::ApiMisbehaves) << 200 << QStringList {server};
}

void TestAcmeDns::tellsWhyAnUpdateFailed()
{
    QFETCH(Result<net::HttpResponse>, answer);
    QFETCH(int, kind);
    QFETCH(int, status);
    QFETCH(QStringList, parts);
    test::FakeHttp http;
    http.expectPost(Update, answer);
    AcmeDnsAccount limited = account("aa", "example.org");
    limited.allowFrom = QStringList {QStringLiteral("192.0.2.0/24")};
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {limited}}, clock);
    Notes notes;
    CancelToken token;
    const Result<Nothing> presented = publisher.present({record("aa", "example.org", ValueA)}, notes.note(), token);
    const PublishFailure failure = publishFailure(presented);
    QCOMPARE(int(failure.kind), kind);
    QCOMPARE(failure.httpStatus, status);
    QCOMPARE(failure.name, QStringLiteral("aa.auth.example.net."));
    const Explanation words = explain(presented.failure());
    const QString all = explainInOneLine(presented.failure()) + words.raw;
    for (const QString &part : parts)
        QVERIFY2(all.contains(part), qPrintable(all));
    QVERIFY2(!all.contains(u"secret-word"), qPrintable(all));
    QVERIFY(!failure.detail.contains(u"secret-word"));
}

void TestAcmeDns::rehearsesWithoutChangingAnything()
{
    test::FakeHttp http;
    http.expectPost(Update, error(400, "bad_txt"));
    http.expectPost(Update, error(400, "bad_txt"));
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example"), account("bb", "b.example")}}, clock);
    CancelToken token;
    QVERIFY(publisher.rehearse({record("aa", "a.example", ValueA), record("aa", "*.a.example", ValueB),
                                record("bb", "b.example", ValueC)}, token));
    QCOMPARE(http.batches, (QList<qsizetype> {2}));
    for (const net::HttpRequest &request : std::as_const(http.requests)) {
        // "txt must be exactly 43 characters": any other value is refused, after the account was looked at.
        QVERIFY(bodyOf(request)[u"txt"].toString().size() != 43);
        QVERIFY(!headerOf(request, "X-Api-Key").isEmpty());
    }
}

void TestAcmeDns::rehearsalFindsAWrongKey()
{
    test::FakeHttp http;
    http.expectPost(Update, error(401, "forbidden"));
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example")}}, clock);
    CancelToken token;
    QCOMPARE(publishFailure(publisher.rehearse({record("aa", "a.example", ValueA)}, token)).kind, Kind::ApiForbidden);
    http.expectPost(Update, test::FakeHttp::lost(NetworkFailure::Stage::Refused));
    QCOMPARE(publishFailure(publisher.rehearse({record("aa", "a.example", ValueA)}, token)).kind, Kind::ApiUnreachable);
}

void TestAcmeDns::rehearsesWithoutValues()
{
    test::FakeHttp http;
    http.expectPost(Update, error(400, "bad_txt"));
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example")}}, clock);
    CancelToken token;
    QVERIFY(publisher.rehearse({record("aa", "a.example", {}), record("aa", "*.a.example", {})}, token));
    QCOMPARE(publishFailure(publisher.rehearse({record("aa", "a.example", {}), record("aa", "*.a.example", {}),
                                                record("aa", "b.example", {})}, token)).kind, Kind::TooManyValues);
}

void TestAcmeDns::removesNothing()
{
    test::FakeHttp http;
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example")}}, clock);
    CancelToken token;
    QVERIFY(publisher.cleanUp({record("aa", "a.example", ValueA)}, token));
    QVERIFY(http.requests.isEmpty());
}

void TestAcmeDns::endsWhenCanceled()
{
    test::FakeHttp http;
    test::FakeClock clock;
    AcmeDnsPublisher publisher(http, {{}, {account("aa", "a.example")}}, clock);
    Notes notes;
    CancelToken token;
    token.cancel();
    QVERIFY(isCanceled(publisher.present({record("aa", "a.example", ValueA)}, notes.note(), token).failure()));
    QVERIFY(isCanceled(publisher.rehearse({record("aa", "a.example", ValueA)}, token).failure()));
}

QTEST_GUILESS_MAIN(TestAcmeDns)
#include "tst_acmedns.moc"
