// SPDX-License-Identifier: MIT
#include "caacases.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;
using Reason = CaaRuling::Reason;

namespace
{

// Only what Let's Encrypt's resolver would hand over: flags, length of the tag, tag, value.
dns::Caa split(const QByteArray &rdata)
{
    if (rdata.size() < 2)
        return {quint8(rdata.isEmpty() ? 0 : rdata.at(0)), {}, {}};
    const int length = quint8(rdata.at(1));
    return {quint8(rdata.at(0)), rdata.mid(2, length), rdata.mid(2 + length)};
}

CaaPolicy policy(const QString &account = QString())
{
    return {{u"ca.example"_s}, account, u"dns-01"_s};
}

} // namespace

class TestCaaRuling : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decidesAsLetsEncryptDoes_data();
    void decidesAsLetsEncryptDoes();
    void saysWhy_data();
    void saysWhy();
    void allowsWhenTheCaDoesNotSayItsName();
    void pointsToTheRecordThatCameClosest();
};

// Every case whose deciding set stands at its own name, so that no DNS is needed to find it.
void TestCaaRuling::decidesAsLetsEncryptDoes_data()
{
    QTest::addColumn<QList<dns::Caa>>("set");
    QTest::addColumn<bool>("isWildcard");
    QTest::addColumn<CaaPolicy>("policy");
    QTest::addColumn<bool>("isAllowed");
    int count = 0;
    for (const test::CaaCase &one : test::readCaaCases()) {
        if (!one.foundAt || one.verdict == u"error" || !one.fault.isEmpty())
            continue;
        QList<dns::Caa> set;
        for (const auto &entry : one.entries) {
            if (entry.type == dns::Type::CAA && entry.owner == *one.foundAt)
                set.append(split(entry.rdata));
        }
        if (set.isEmpty())
            continue; // reached through an alias or a wildcard of the zone
        QTest::newRow(qPrintable(one.title)) << set << one.isWildcard << one.policy << (one.verdict == u"allowed");
        ++count;
    }
    QVERIFY(count >= 250);
}

void TestCaaRuling::decidesAsLetsEncryptDoes()
{
    QFETCH(QList<dns::Caa>, set);
    QFETCH(bool, isWildcard);
    QFETCH(CaaPolicy, policy);
    QFETCH(bool, isAllowed);
    const CaaRuling ruling = ruleCaa(set, isWildcard, policy);
    QCOMPARE(ruling.isAllowed, isAllowed);
    QCOMPARE(ruling.reason == Reason::Allowed, isAllowed);
}

void TestCaaRuling::saysWhy_data()
{
    QTest::addColumn<QList<dns::Caa>>("set");
    QTest::addColumn<bool>("isWildcard");
    QTest::addColumn<Reason>("reason");
    const QByteArray mine = "ca.example";
    const auto row = [](const char *name, const QList<dns::Caa> &set, Reason reason, bool isWildcard = false) {
        QTest::newRow(name) << set << isWildcard << reason;
    };
    row("none at all", {}, Reason::Allowed);
    row("ours", {{0, "issue", mine}}, Reason::Allowed);
    row("nobody", {{0, "issue", ";"}}, Reason::Nobody);
    row("empty", {{0, "issue", ""}}, Reason::Nobody);
    row("another CA", {{0, "issue", "other.example"}}, Reason::OtherIssuer);
    row("nobody beside another CA", {{0, "issue", ";"}, {0, "issue", "other.example"}}, Reason::OtherIssuer);
    row("capitals", {{0, "issue", "CA.example"}}, Reason::IssuerForm);
    row("final dot", {{0, "issue", "ca.example."}}, Reason::IssuerForm);
    row("URL", {{0, "issue", "https://ca.example/"}}, Reason::IssuerForm);
    row("parameter without a value", {{0, "issue", "ca.example; foo"}}, Reason::Syntax);
    row("another account", {{0, "issue", "ca.example; accounturi=https://ca.example/acct/2"}}, Reason::Account);
    row("another method", {{0, "issue", "ca.example; validationmethods=http-01"}}, Reason::Method);
    row("issuewild without us", {{0, "issue", mine}, {0, "issuewild", ";"}}, Reason::OnlyWithoutWildcard, true);
    row("both without us", {{0, "issue", ";"}, {0, "issuewild", ";"}}, Reason::Nobody, true);
    row("critical", {{128, "policy", "x"}, {0, "issue", mine}}, Reason::Critical);
    row("critical by mistake", {{1, "policy", "x"}}, Reason::Critical);
}

void TestCaaRuling::saysWhy()
{
    QFETCH(QList<dns::Caa>, set);
    QFETCH(bool, isWildcard);
    QFETCH(Reason, reason);
    QCOMPARE(ruleCaa(set, isWildcard, policy(u"https://ca.example/acct/1"_s)).reason, reason);
}

void TestCaaRuling::allowsWhenTheCaDoesNotSayItsName()
{
    QVERIFY(ruleCaa({{0, "issue", ";"}}, false, CaaPolicy()).isAllowed);
}

void TestCaaRuling::pointsToTheRecordThatCameClosest()
{
    const QList<dns::Caa> set{{0, "iodef", "mailto:a@b"}, {0, "issue", "other.example"},
        {0, "issue", "ca.example; accounturi=https://ca.example/acct/1"}};
    const CaaRuling unknown = ruleCaa(set, false, policy());
    QVERIFY(unknown.isAllowed);
    QCOMPARE(unknown.reason, Reason::AccountUnknown);
    QCOMPARE(unknown.record, 2);
    QCOMPARE(ruleCaa(set, false, policy(u"https://ca.example/acct/9"_s)).record, 2);
}

QTEST_GUILESS_MAIN(TestCaaRuling)
#include "tst_caaruling.moc"
