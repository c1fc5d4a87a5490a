// SPDX-License-Identifier: MIT
#include "issuance/refusednames.h"

#include <QTest>

using namespace cw;
using namespace cw::issuance;

class TestRefusedNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNames_data();
    void findsTheNames();
    void keepsWhatIsSaidAboutEach();
};

namespace
{

Problem about(const char *identifier, const char *detail)
{
    Problem problem;
    problem.type = QStringLiteral("urn:ietf:params:acme:error:rejectedIdentifier");
    problem.identifierType = QStringLiteral("dns");
    problem.identifierValue = QString::fromLatin1(identifier);
    problem.detail = QString::fromUtf8(detail);
    return problem;
}

Problem whole(const char *detail, const QList<Problem> &subproblems = {})
{
    Problem problem = about("", detail);
    problem.subproblems = subproblems;
    return problem;
}

} // namespace

void TestRefusedNames::findsTheNames_data()
{
    QTest::addColumn<Problem>("problem");
    QTest::addColumn<QString>("found"); // of a.example.org, *.example.org, example.org, *.example.net
    const auto row = [](const char *name, const Problem &problem, const char *found) {
        QTest::newRow(name) << problem << QString::fromLatin1(found);
    };
    row("one subproblem", whole("x", {about("a.example.org", "y")}), "a.example.org");
    row("two, in the order of the names", whole("x", {about("example.org", "y"), about("a.example.org", "y")}), "a.example.org example.org");
    row("a wildcard with its star", whole("x", {about("*.example.org", "y")}), "*.example.org");
    row("a wildcard without it", whole("x", {about("example.net", "y")}), "*.example.net");
    row("the plain name when both are there", whole("x", {about("example.org", "y")}), "example.org");
    row("capital letters", whole("x", {about("A.Example.org", "y")}), "a.example.org");
    row("the document itself", about("a.example.org", "x"), "a.example.org");
    row("a name that was not ordered", whole("a.example.org", {about("b.example.org", "y")}), "");
    row("boulder's words", whole("Error creating new order :: Cannot issue for \"a.example.org\": forbidden by policy"), "a.example.org");
    row("words about a wildcard", whole("Cannot issue for \"*.example.org\""), "*.example.org");
    row("words about a name at their end", whole("policy forbids issuing for a.example.org."), "a.example.org");
    row("words about a longer name", whole("Cannot issue for \"a.example.org.uk\" and xa.example.org"), "");
    row("no name at all", whole("Policy forbids it"), "");
}

void TestRefusedNames::findsTheNames()
{
    QFETCH(const Problem, problem);
    QFETCH(const QString, found);
    const QStringList names {QStringLiteral("a.example.org"), QStringLiteral("*.example.org"), QStringLiteral("example.org"),
                             QStringLiteral("*.example.net")};
    QStringList refused;
    for (const RefusedName &one : refusedNames(problem, names))
        refused.append(one.name);
    QCOMPARE(refused.join(u' '), found);
}

void TestRefusedNames::keepsWhatIsSaidAboutEach()
{
    const QStringList names {QStringLiteral("a.example.org"), QStringLiteral("b.example.org")};
    const QList<RefusedName> refused = refusedNames(whole("x", {about("b.example.org", "of b"), about("a.example.org", "of a")}), names);
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused[0].problem.detail, QStringLiteral("of a"));
    QCOMPARE(refused[1].problem.detail, QStringLiteral("of b"));
}

Q_DECLARE_METATYPE(cw::Problem)
QTEST_GUILESS_MAIN(TestRefusedNames)
#include "tst_refusednames.moc"
