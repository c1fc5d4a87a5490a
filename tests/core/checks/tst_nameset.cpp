// SPDX-License-Identifier: MIT
#include "checks/nameset.h"

#include <QSet>
#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;
using Kind = NameHint::Kind;

namespace
{

QList<CheckedName> checked(const QStringList &texts)
{
    QList<CheckedName> names;
    for (const QString &text : texts)
        names.append(checkName(text, CaScope::Public).value());
    return names;
}

} // namespace

class TestNameSet : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheOthersMeanForAName_data();
    void saysWhatTheOthersMeanForAName();
    void countsValuesAndRecordNames();
    void namesOverTheLimitAreRefused();
    void everyHintHasItsSentence();
};

void TestNameSet::saysWhatTheOthersMeanForAName_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QList<NameHint>>("hints");
    QTest::newRow("strangers") << QStringList{u"a.org"_s, u"b.org"_s} << QList<NameHint>{};
    QTest::newRow("twice") << QStringList{u"a.org"_s, u"A.org."_s}
                           << QList<NameHint>{{Kind::Duplicate, 1, u"a.org"_s, false}};
    QTest::newRow("covered") << QStringList{u"www.a.org"_s, u"*.a.org"_s}
                             << QList<NameHint>{{Kind::CoveredByWildcard, 0, u"*.a.org"_s, true}};
    QTest::newRow("star stands for one label") << QStringList{u"*.a.org"_s, u"x.y.a.org"_s}
                                               << QList<NameHint>{{Kind::NotCoveredByWildcard, 1, u"*.a.org"_s, false}};
    QTest::newRow("name and wildcard share the record name")
        << QStringList{u"a.org"_s, u"*.a.org"_s}
        << QList<NameHint>{
               {Kind::SharesRecordName, 0, u"*.a.org"_s, false}, {Kind::SharesRecordName, 1, u"a.org"_s, false}};
    QTest::newRow("wildcard below a wildcard") << QStringList{u"*.a.org"_s, u"*.b.a.org"_s}
                                               << QList<NameHint>{{Kind::NotCoveredByWildcard, 1, u"*.a.org"_s, false}};
    QTest::newRow("name that only ends alike") << QStringList{u"*.a.org"_s, u"www.ba.org"_s} << QList<NameHint>{};
    QTest::newRow("suffix that others share")
        << QStringList{u"github.io"_s} << QList<NameHint>{{Kind::PrivateSuffix, 0, u"github.io"_s, false}};
    QTest::newRow("mixed scripts") << QStringList{u"p\u0430ypal.com"_s}
                                   << QList<NameHint>{{Kind::LooksLikeAnother, 0, u"xn--pypal-4ve.com"_s, false}};
}

void TestNameSet::saysWhatTheOthersMeanForAName()
{
    QFETCH(QStringList, names);
    QFETCH(QList<NameHint>, hints);
    QCOMPARE(summarizeNames(checked(names)).hints, hints);
}

void TestNameSet::countsValuesAndRecordNames()
{
    const NameSetSummary summary = summarizeNames(checked({u"a.org"_s, u"*.a.org"_s, u"www.b.org"_s, u"a.org"_s}));
    QCOMPARE(summary.valueCount, 3);
    QCOMPARE(summary.recordNameCount, 2);
}

void TestNameSet::namesOverTheLimitAreRefused()
{
    const NameSetSummary summary = summarizeNames(checked({u"a.org"_s, u"b.org"_s, u"c.org"_s}), 2);
    QCOMPARE(summary.hints, QList<NameHint>({{Kind::OverLimit, 2, u"2"_s, true}}));
}

void TestNameSet::everyHintHasItsSentence()
{
    QSet<QString> sentences;
    const int count = int(Kind::LooksLikeAnother) + 1;
    for (int kind = 0; kind < count; ++kind) {
        const QString sentence = hintText({Kind(kind), 0, u"OTHER"_s});
        QVERIFY(sentence.contains(u"OTHER"));
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), count);
}

QTEST_GUILESS_MAIN(TestNameSet)
#include "tst_nameset.moc"
