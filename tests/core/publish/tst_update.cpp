// SPDX-License-Identifier: MIT
#include "dns/message.h"
#include "publish/manual.h"
#include "publish/update.h"

#include "support/nonote.h"

#include <QTest>

using namespace cw;
using namespace cw::publish;
using cw::test::NoNote;

namespace
{

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

TxtRecord record(const char *owner, const char *zone, const QByteArray &value)
{
    return {name(owner), name(zone), value, 60};
}

} // namespace

class TestUpdate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAsNsupdateDoes();
    void removesOneValueOnly();
    void rehearsesWithNothingButAPrerequisite();
    void makesOneUpdateAZone();
    void splitsWhatIsTooLongForAMessage();
    void leavesTheManualWayToTheUser();
};

void TestUpdate::addsAsNsupdateDoes()
{
    // nsupdate's bytes for: update add _acme-challenge.example.org 60 TXT "sha1"; it compresses the name, we do not.
    const UpdateBatch batch {name("example.org"), {record("_acme-challenge.example.org", "example.org", "sha1")}};
    QCOMPARE(makeUpdate(0xbf08, batch, Change::Add).toHex(),
             QByteArray("bf0828000001000000010000" "076578616d706c65036f72670000060001"
                        "0f5f61636d652d6368616c6c656e6765076578616d706c65036f726700" "001000010000003c00050473686131"));
}

void TestUpdate::removesOneValueOnly()
{
    const UpdateBatch batch {name("example.org"), {record("_acme-challenge.example.org", "example.org", "old"),
                                                   record("_acme-challenge.example.org", "example.org", "older")}};
    const auto message = dns::parseMessage(makeUpdate(1, batch, Change::Remove));
    QVERIFY(message);
    QCOMPARE(message->opcode, dns::Opcode::Update);
    QCOMPARE(message->authority.size(), 2);
    for (const dns::Record &each : message->authority) {
        QCOMPARE(each.klass, dns::Class::NONE);
        QCOMPARE(each.ttl, 0U);
    }
    QCOMPARE(dns::textOf(message->authority[1]), std::optional(QByteArray("older")));
}

void TestUpdate::rehearsesWithNothingButAPrerequisite()
{
    // nsupdate's bytes for: prereq yxdomain example.org; it compresses the name, we do not.
    const UpdateBatch batch {name("example.org"), {record("_acme-challenge.example.org", "example.org", "sha1")}};
    QCOMPARE(makeUpdate(0xbf08, batch, Change::None).toHex(),
             QByteArray("bf0828000001000100000000" "076578616d706c65036f72670000060001"
                        "076578616d706c65036f72670000ff00ff000000000000"));
}

void TestUpdate::makesOneUpdateAZone()
{
    const QList<UpdateBatch> batches = batchesOf({record("a.one.org", "one.org", "1"), record("b.two.org", "two.org", "2"),
                                                  record("c.one.org", "ONE.org", "3")});
    QCOMPARE(batches.size(), 2);
    QCOMPARE(batches[0].records.size(), 2);
    QCOMPARE(batches[0].records[1].value, QByteArray("3"));
    QCOMPARE(batches[1].zone, name("two.org"));
    QVERIFY(batchesOf({}).isEmpty());
}

void TestUpdate::splitsWhatIsTooLongForAMessage()
{
    QList<TxtRecord> records;
    for (int i = 0; i < 2000; ++i)
        records.append(record("_acme-challenge.a.rather.long.name.example.org", "example.org", QByteArray(43, 'x')));
    qsizetype count = 0;
    for (const UpdateBatch &batch : batchesOf(records)) {
        count += batch.records.size();
        QVERIFY(makeUpdate(1, batch, Change::Add).size() < 65000);
    }
    QCOMPARE(count, 2000);
}

void TestUpdate::leavesTheManualWayToTheUser()
{
    ManualPublisher manual;
    CancelToken token;
    const QList<TxtRecord> records {record("a.one.org", "one.org", "1")};
    QVERIFY(manual.present(records, NoNote, token) && manual.cleanUp(records, token));
    token.cancel();
    QVERIFY(isCanceled(manual.present(records, NoNote, token).failure()));
}

QTEST_GUILESS_MAIN(TestUpdate)
#include "tst_update.moc"
