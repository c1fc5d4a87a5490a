// SPDX-License-Identifier: MIT
#include "issuance/authorities.h"

#include <QSet>
#include <QTest>

using namespace cw;
using namespace cw::issuance;

class TestAuthorities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsThoseOfTheIssue();
    void hasDirectoriesWithHttpsAndIdsOfTheirOwn();
    void documentsLimitsOnlyWithTheirSource();
    void knowsTheLimitsOfLetsEncrypt();
    void findsByIdAndByDirectory();
};

void TestAuthorities::knowsThoseOfTheIssue()
{
    QStringList ids;
    for (const Authority &authority : knownAuthorities())
        ids.append(authority.id);
    QCOMPARE(ids, QStringList({QStringLiteral("letsencrypt"), QStringLiteral("zerossl"), QStringLiteral("google"),
                               QStringLiteral("sslcom"), QStringLiteral("actalis"), QStringLiteral("letsencrypt-staging")}));
}

void TestAuthorities::hasDirectoriesWithHttpsAndIdsOfTheirOwn()
{
    QSet<QString> seen;
    for (const Authority &authority : knownAuthorities()) {
        QVERIFY2(authority.directory.isValid() && authority.directory.scheme() == u"https", qPrintable(authority.id));
        QVERIFY(!authority.name.isEmpty() && !authority.hint.isEmpty());
        seen.insert(authority.id);
        seen.insert(authority.directory.toString());
    }
    QCOMPARE(seen.size(), 2 * knownAuthorities().size());
}

// "documented limits with source": a number without its source is not shown to anybody.
void TestAuthorities::documentsLimitsOnlyWithTheirSource()
{
    for (const Authority &authority : knownAuthorities()) {
        QCOMPARE(authority.limits.isEmpty(), authority.limitsSource.isEmpty());
        for (const AuthorityLimit &limit : authority.limits)
            QVERIFY(limit.most > 0 && limit.window.count() > 0);
    }
}

void TestAuthorities::knowsTheLimitsOfLetsEncrypt()
{
    const Authority authority = authorityById(u"letsencrypt").value();
    QVERIFY(authority.refusesRedundantNames);
    QCOMPARE(authority.mostNames, 100);
    const AuthorityLimit failed {LimitUse::Kind::FailedValidations, 5, std::chrono::hours(1)};
    QVERIFY(authority.limits.contains(failed));
}

void TestAuthorities::findsByIdAndByDirectory()
{
    QCOMPARE(authorityAt(QUrl(QStringLiteral("https://acme.zerossl.com/v2/DV90")))->id, QStringLiteral("zerossl"));
    QVERIFY(!authorityAt(QUrl(QStringLiteral("https://ca.example/dir"))));
    QVERIFY(!authorityById(u"buypass"));
}

QTEST_GUILESS_MAIN(TestAuthorities)
#include "tst_authorities.moc"
