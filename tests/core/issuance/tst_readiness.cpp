// SPDX-License-Identifier: MIT
#include "issuance/issuestate.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;
using checks::SeenState;

namespace
{

checks::ServerSight server(SeenState state, bool isHarmless = false)
{
    checks::ServerSight sight;
    sight.server = QStringLiteral("ns1.example.org");
    sight.state = state;
    sight.isHarmless = isHarmless;
    return sight;
}

} // namespace

class TestReadiness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatHoldsTheOrderBack_data();
    void saysWhatHoldsTheOrderBack();
};

void TestReadiness::saysWhatHoldsTheOrderBack_data()
{
    using Servers = QList<checks::ServerSight>;
    QTest::addColumn<QList<checks::ServerSight>>("servers");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("reason");
    const checks::ServerSight seen = server(SeenState::Seen);
    const checks::ServerSight missing = server(SeenState::Missing);
    QTest::newRow("a value is missing")
        << Servers {seen, missing} << QStringLiteral("Late.") << QStringLiteral("1 of 2 answers lack a value");
    QTest::newRow("a server that others make up for")
        << Servers {seen, server(SeenState::NoAnswer, true)} << QString() << QStringLiteral("one more look");
    QTest::newRow("an address that cannot be asked from here")
        << Servers {seen, missing, server(SeenState::NotAsked)} << QString() << QStringLiteral("1 of 2 answers");
    QTest::newRow("CAA") << Servers {seen} << QStringLiteral("CAA forbids it.") << QStringLiteral("the hint says why");
    QTest::newRow("nobody could be asked") << Servers {} << QStringLiteral("Blocked.") << QStringLiteral("the hint says why");
}

void TestReadiness::saysWhatHoldsTheOrderBack()
{
    QFETCH(QList<checks::ServerSight>, servers);
    QFETCH(QString, detail);
    QFETCH(QString, reason);
    checks::NameSight name;
    name.servers = servers;
    name.detail = detail;
    name.isComplete = detail.isEmpty();
    IssueState state;
    state.order.stage = store::OrderStage::Published;
    store::NameRecord record;
    record.name = QStringLiteral("www.example.org");
    record.validationName = QStringLiteral("_acme-challenge.www.example.org.");
    record.value = QStringLiteral("value");
    state.order.records = {record}; // without one there would be nothing to see
    state.watch.look = checks::Look {{}, {name}};
    const Readiness ready = readiness(state, Step::Publish);
    QVERIFY(!ready.isReady);
    QVERIFY2(ready.reason.contains(reason), qPrintable(ready.reason));
    state.watch.isSafe = true;
    QVERIFY(readiness(state, Step::Publish).isReady);
}

QTEST_GUILESS_MAIN(TestReadiness)
#include "tst_readiness.moc"
