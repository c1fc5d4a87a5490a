// SPDX-License-Identifier: MIT
#include "issuance/hookway.h"
#include "issuance/publishers.h"
#include "support/fakeworld.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace cw;
using namespace cw::issuance;

namespace
{

Result<Nothing> noNote(const QList<publish::TxtRecord> &, publish::Presence)
{
    return Nothing();
}

} // namespace

// What becomes of a hook's settings, its runs and what it saves.
class TestHookWay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsTheSecretsIn();
    void refusesWhatItDoesNotKnow_data();
    void refusesWhatItDoesNotKnow();
    void notesEachRunInTheOrder();
    void keepsTheLatestRunsOnly();
    void keepsWhatAScriptSaves_data();
    void keepsWhatAScriptSaves();

private:
    QString write(const QString &name, const QByteArray &content) const;

    QTemporaryDir m_folder;
};

QString TestHookWay::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the hook");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return file.fileName();
}

void TestHookWay::fillsTheSecretsIn()
{
    store::HookSettings kept;
    kept.format = QStringLiteral("lego");
    kept.program = QStringLiteral("/hooks/hook");
    kept.environment = {QStringLiteral("ZONE=a=b"), QStringLiteral("EMPTY=")};
    kept.secretNames = {QStringLiteral("TOKEN")};
    kept.isRaw = true;
    kept.timeLimitSeconds = 7;
    const Result<publish::HookSettings> settings
        = hookSettings(kept, R"({"environment": {"TOKEN": "s3cret"}, "saved": {"SAVED_X": "y"}})");
    QVERIFY(settings);
    QCOMPARE(settings->format, publish::HookFormat::Lego);
    QVERIFY(settings->isRaw);
    QCOMPARE(settings->timeLimit, std::chrono::seconds(7));
    const QMap<QString, QString> environment {{QStringLiteral("EMPTY"), QString()},
                                              {QStringLiteral("TOKEN"), QStringLiteral("s3cret")},
                                              {QStringLiteral("ZONE"), QStringLiteral("a=b")}};
    QCOMPARE(settings->environment, environment);
    QCOMPARE(settings->secretNames, QStringList {QStringLiteral("TOKEN")});
    QCOMPARE(settings->saved.value(QStringLiteral("SAVED_X")), QStringLiteral("y"));
}

void TestHookWay::refusesWhatItDoesNotKnow_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("a format of another time") << QStringLiteral("certbot-2040") << QByteArray();
    QTest::newRow("a secret that is no JSON") << QStringLiteral("certbot") << QByteArray("s3cret");
}

void TestHookWay::refusesWhatItDoesNotKnow()
{
    QFETCH(const QString, format);
    QFETCH(const QByteArray, secret);
    store::HookSettings kept;
    kept.format = format;
    QVERIFY(!hookSettings(kept, secret));
}

void TestHookWay::notesEachRunInTheOrder()
{
    test::FakeWorld world;
    store::OrderRecord order = world.draft({QStringLiteral("example.org")});
    order.publish.way = QStringLiteral("hook");
    order.publish.hook.format = QStringLiteral("lego");
    order.publish.hook.program = write(QStringLiteral("hook"), "#!/bin/sh\necho \"token $TOKEN\"\n[ \"$1\" = present ]\n");
    Tools tools(world.environment, order);
    const Result<OpenWay> way = openWay(tools, order, order.publish, R"({"environment": {"TOKEN": "s3cret"}})", tools.makeResolver());
    QVERIFY(way);
    publish::TxtRecord record;
    record.owner = dns::Name::parse(QStringLiteral("_acme-challenge.example.org")).value();
    record.value = "v";
    CancelToken token;
    QVERIFY(way->publisher->present({record}, noNote, token));
    QVERIFY(!way->publisher->cleanUp({record}, token));
    QCOMPARE(order.hookRuns.size(), 2);
    const QJsonObject first = order.hookRuns[0].toObject();
    QCOMPARE(first[u"deed"].toString(), QStringLiteral("present"));
    QCOMPARE(first[u"end"].toString(), QStringLiteral("exited"));
    QCOMPARE(first[u"output"].toString(), QStringLiteral("token \u2022\u2022\u2022\n"));
    QVERIFY(first[u"call"].toString().endsWith(QStringLiteral("present _acme-challenge.example.org. v")));
    QCOMPARE(order.hookRuns[1].toObject()[u"deed"].toString(), QStringLiteral("cleanup"));
    QCOMPARE(order.hookRuns[1].toObject()[u"code"].toInt(), 1);
    QVERIFY(!QJsonDocument(store::toJson(order)).toJson().contains("s3cret"));
}

void TestHookWay::keepsTheLatestRunsOnly()
{
    test::FakeWorld world;
    store::OrderRecord order = world.draft({QStringLiteral("example.org")});
    for (int i = 0; i < 200; ++i)
        order.hookRuns.append(i);
    order.publish.way = QStringLiteral("hook");
    order.publish.hook.format = QStringLiteral("lego");
    order.publish.hook.program = write(QStringLiteral("hook"), "#!/bin/sh\n");
    Tools tools(world.environment, order);
    const Result<OpenWay> way = openWay(tools, order, order.publish, {}, tools.makeResolver());
    QVERIFY(way);
    CancelToken token;
    QVERIFY(way->publisher->present({publish::TxtRecord()}, noNote, token));
    QCOMPARE(order.hookRuns.size(), 200);
    QCOMPARE(order.hookRuns.first().toInt(), 1);
}

void TestHookWay::keepsWhatAScriptSaves_data()
{
    QTest::addColumn<bool>("hasSecret");
    QTest::newRow("beside its secret variables") << true;
    QTest::newRow("when it had no secret") << false;
}

void TestHookWay::keepsWhatAScriptSaves()
{
    QFETCH(const bool, hasSecret);
    test::FakeWorld world;
    store::OrderRecord order = world.draft({QStringLiteral("example.org")});
    order.id = QStringLiteral("2026-11-22-00000001");
    order.publish.way = QStringLiteral("hook");
    order.publish.hook.format = QStringLiteral("acme.sh");
    order.publish.hook.program = write(QStringLiteral("dns_t.sh"),
                                       "dns_t_add() { _savedomainconf Id \"${TOKEN:-none}-17\"; }\n"
                                       "dns_t_rm() { [ \"$(_readdomainconf Id)\" = \"${TOKEN:-none}-17\" ]; }\n");
    Tools tools(world.environment, order);
    if (hasSecret) {
        const WaySecrets secrets {{QString(), {QStringLiteral("hook"), R"({"environment": {"TOKEN": "s3cret"}})"}}};
        QVERIFY(keepSecrets(tools, order, secrets));
    }
    CancelToken token;
    for (const bool isCleanUp : {false, true}) { // the clean-up may be another program run, days later
        const Result<QByteArray> secret = secretFor(tools, order, QStringLiteral("example.org."), {});
        QVERIFY(secret);
        const Result<OpenWay> way = openWay(tools, order, order.publish, *secret, tools.makeResolver());
        QVERIFY(way);
        const QList<publish::TxtRecord> records {publish::TxtRecord()};
        QVERIFY(isCleanUp ? way->publisher->cleanUp(records, token) : way->publisher->present(records, noNote, token));
    }
    QVERIFY(order.publish.hasSecret());
    const Result<QByteArray> kept = world.environment->secrets->get(order.publish.secretId);
    QVERIFY(kept);
    QCOMPARE(kept->contains("s3cret-17"), hasSecret);
    QCOMPARE(kept->contains("\"TOKEN\":\"s3cret\""), hasSecret);
    QVERIFY(!QJsonDocument(store::toJson(order)).toJson().contains("-17"));
}

QTEST_GUILESS_MAIN(TestHookWay)
#include "tst_hookway.moc"
