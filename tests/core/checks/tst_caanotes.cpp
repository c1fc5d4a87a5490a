// SPDX-License-Identifier: MIT
#include "checks/caanotes.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

CaaStep stepWith(const QList<dns::Caa> &records, quint32 ttl = 300)
{
    CaaStep step;
    step.name = dns::Name::parse(u"example.org").value();
    step.owner = step.name;
    step.state = CaaStep::State::Records;
    step.records = records;
    step.ttl = ttl;
    return step;
}

} // namespace

class TestCaaNotes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notesWhatIsOdd_data();
    void notesWhatIsOdd();
    void namesTheAuthoritiesThatMayIssue_data();
    void namesTheAuthoritiesThatMayIssue();
};

void TestCaaNotes::notesWhatIsOdd_data()
{
    QTest::addColumn<CaaStep>("step");
    QTest::addColumn<QString>("says"); // empty: nothing
    QTest::newRow("nothing") << stepWith({{0, "issue", "ca.example"}}) << QString();
    QTest::newRow("parameter without a value") << stepWith({{0, "issue", "ca.example; account"}}) << u"does not count"_s;
    QTest::newRow("semicolon at the end") << stepWith({{0, "issue", "ca.example;"}}) << QString();
    QTest::newRow("nobody") << stepWith({{0, "issue", ";"}}) << QString();
    QTest::newRow("flag 1") << stepWith({{1, "issue", "ca.example"}}) << u"has the flag 1"_s;
    QTest::newRow("flag 129") << stepWith({{129, "issue", "ca.example"}}) << QString();
    QTest::newRow("large") << stepWith({{0, "issue", QByteArray(1300, 'a')}}) << u"one UDP message"_s;
    QTest::newRow("long TTL") << stepWith({{0, "issue", "ca.example"}}, 86400) << u"86400 second"_s;
}

void TestCaaNotes::notesWhatIsOdd()
{
    QFETCH(CaaStep, step);
    QFETCH(QString, says);
    const QList<Finding> notes = caaNotes(step, false);
    QCOMPARE(notes.size(), says.isEmpty() ? 0 : 1);
    if (!says.isEmpty())
        QVERIFY2(notes.first().saw.contains(says), qPrintable(notes.first().saw));
}

void TestCaaNotes::namesTheAuthoritiesThatMayIssue_data()
{
    QTest::addColumn<QList<dns::Caa>>("records");
    QTest::addColumn<bool>("isWildcard");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("two") << QList<dns::Caa>{{0, "issue", "sectigo.com"}, {0, "issue", "ssl.com; accounturi=x"}} << false
                         << QStringList{u"ZeroSSL"_s, u"SSL.com"_s};
    QTest::newRow("wildcards apart")
        << QList<dns::Caa>{{0, "issue", "sectigo.com"}, {0, "issuewild", "pki.goog"}} << true
        << QStringList{u"Google Trust Services"_s};
    QTest::newRow("nobody") << QList<dns::Caa>{{0, "issue", ";"}} << false << QStringList{};
}

void TestCaaNotes::namesTheAuthoritiesThatMayIssue()
{
    QFETCH(QList<dns::Caa>, records);
    QFETCH(bool, isWildcard);
    QTEST(authoritiesAllowedBy(records, isWildcard), "names");
}

QTEST_GUILESS_MAIN(TestCaaNotes)
#include "tst_caanotes.moc"
