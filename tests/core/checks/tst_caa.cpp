// SPDX-License-Identifier: MIT
#include "caacases.h"
#include "support/fakeclock.h"
#include "support/fakedns.h"
#include "support/fakezones.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

constexpr int ServFail = 2;
constexpr int NxDomain = 3;

// The case's records in one zone that reaches from the root to its leaves; a resolver sees no cuts.
test::Zones zonesOf(const test::CaaCase &one)
{
    QList<dns::Record> records{test::FakeDns::record(".", "@ SOA a. b. 1 3600 600 86400 300")};
    const auto add = [&records](const dns::Name &owner, dns::Type type, const QByteArray &rdata) {
        records.append({owner, type, dns::Class::IN, 300, rdata});
    };
    add(one.apex, dns::Type::TXT, "\1x");
    for (const auto &entry : one.entries) {
        const bool isAlias = entry.type == dns::Type::CNAME || entry.type == dns::Type::DNAME;
        add(entry.owner, entry.type, isAlias ? entry.target.toWire() : entry.rdata);
    }
    return {{dns::Name(), records}};
}

// What Let's Encrypt's resolver made of a fault at one of the names on the way; null when it answered nevertheless.
std::optional<int> rcodeOfFault(const test::CaaCase &one, const dns::Message &message)
{
    static const QStringList fatal{u"servfail"_s, u"notimp"_s, u"refused"_s, u"formerr"_s, u"timeout"_s, u"garbage"_s,
        u"tc-notcp"_s, u"lame-referral"_s};
    if (one.fault.value(u"types").toString() == u"A")
        return std::nullopt;
    const QString kind = one.fault.value(u"kind").toString();
    QList<dns::Name> way{message.questions.first().name};
    for (const dns::Record &record : message.answer) {
        if (record.type == dns::Type::CNAME)
            way.append(dns::targetOf(record).value());
    }
    for (const QJsonValue &value : one.fault.value(u"at").toArray()) {
        const QString owner = value.toString();
        const auto name = owner == u"@"
            ? one.apex
            : dns::Name::parse(owner.endsWith(u'.') ? owner : owner + u'.' + one.apex.toString());
        if (!way.contains(*name))
            continue;
        if (fatal.contains(kind))
            return ServFail;
        if (kind == u"nxdomain")
            return NxDomain;
        if (kind == u"emptynosoa" || kind == u"wrong-type")
            return 0;
    }
    return std::nullopt;
}

dns::Message answerTo(const test::CaaCase &one, const dns::Question &question)
{
    dns::Message message = test::answerFrom(zonesOf(one), question);
    const auto aliases = std::count_if(message.answer.cbegin(), message.answer.cend(),
        [](const dns::Record &record) { return record.type == dns::Type::CNAME; });
    const std::optional<int> rcode = aliases > 11 ? ServFail : rcodeOfFault(one, message);
    if (rcode) {
        message.rcode = *rcode;
        message.answer.clear();
    }
    return message;
}

bool canBeServedHere(const test::CaaCase &one)
{
    static const QStringList ofZones{u"lame"_s, u"self-referral"_s, u"unreachable"_s, u"nons"_s, u"dnssec"_s};
    return !one.isSigned && !ofZones.contains(one.fault.value(u"kind").toString()) && !one.fault.contains(u"servers");
}

struct World {
    test::FakeDns dns;
    test::FakeClock clock;
    ActivityLog log;
    CancelToken token;

    QList<CaaVerdict> check(const QStringList &names, const CaaPolicy &policy)
    {
        dns::Resolver resolver(dns, dns.settings(), clock, log);
        return checkCaa(resolver, names, policy, token);
    }

    CaaVerdict check(const QString &name, const CaaPolicy &policy = {{u"ca.example"_s}, u"https://ca.example/acct/1"_s})
    {
        return check(QStringList{name}, policy).first();
    }
};

// org and example.org with these records.
void addOrg(World &world, const char *records)
{
    world.dns.addRoot();
    world.dns.addZone("org", {"a0.nic.org=199.19.56.1"});
    world.dns.addZone("example.org", {"ns1.example.org=192.0.2.1"}, records);
}

// For a fault of the resolver itself at one name, whatever is asked about it.
void failAt(World &world, const char *name, int rcode, const QList<dns::Type> &types = {})
{
    const dns::Name at = dns::Name::parse(QString::fromLatin1(name)).value();
    world.dns.resolver().answers = [at, rcode, types](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        if (query.question.name != at || (!types.isEmpty() && !types.contains(query.question.type)))
            return std::nullopt;
        dns::Message message;
        message.questions = {query.question};
        message.isResponse = true;
        message.rcode = rcode;
        return message;
    };
}

} // namespace

class TestCaa : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void climbsAndDecidesAsLetsEncryptDoes_data();
    void climbsAndDecidesAsLetsEncryptDoes();
    void asksEveryLabelOnceForAllNames();
    void saysTheRecordToAdd_data();
    void saysTheRecordToAdd();
    void offersARecordWhenThereIsNone();
    void warnsWhenTheAccountIsNotKnownYet();
    void namesTheAliasWhoseRecordsCount();
    void tellsTheCausesOfAnErrorApart_data();
    void tellsTheCausesOfAnErrorApart();
    void anErrorAboveTheSetDoesNotMatter();
    void aSilentResolverSaysNothingAboutTheName();
    void allowsWhenTheCaDoesNotSayItsName();
    void givesADigCommandAsEvidence();
};

void TestCaa::climbsAndDecidesAsLetsEncryptDoes_data()
{
    QTest::addColumn<int>("index");
    const QList<test::CaaCase> cases = test::readCaaCases();
    int count = 0;
    for (int i = 0; i < cases.size(); ++i) {
        if (!canBeServedHere(cases.at(i)))
            continue;
        QTest::newRow(qPrintable(cases.at(i).title)) << i;
        ++count;
    }
    QVERIFY(count > 360);
}

void TestCaa::climbsAndDecidesAsLetsEncryptDoes()
{
    static const QList<test::CaaCase> cases = test::readCaaCases();
    QFETCH(int, index);
    const test::CaaCase &one = cases.at(index);
    World world;
    world.dns.resolver().answers
        = [&one](const dns::Query &query) { return Result<dns::Message>(answerTo(one, query.question)); };

    const QString name = (one.isWildcard ? u"*."_s : QString()) + one.question.withoutFinalDot();
    const CaaVerdict verdict = world.check(name, one.policy);
    QCOMPARE(caaDecisionName(verdict.decision), one.verdict);
    if (one.foundAt)
        QCOMPARE(verdict.owner.toString().toLower(), one.foundAt->toString());
    QCOMPARE(verdict.finding.severity == Severity::Fail, one.verdict != u"allowed");
    QVERIFY(!verdict.finding.saw.isEmpty() && !verdict.finding.means.isEmpty());
}

void TestCaa::asksEveryLabelOnceForAllNames()
{
    World world;
    addOrg(world, "@ CAA 0 issue \"ca.example\"");
    const auto verdicts
        = world.check({u"www.example.org"_s, u"*.example.org"_s, u"example.org"_s}, {{u"ca.example"_s}, {}});
    QCOMPARE(verdicts.size(), 3);
    const auto isClimb = [](const dns::Query &query) {
        return query.flags.recursionDesired && query.question.type == dns::Type::CAA;
    };
    QCOMPARE(std::count_if(world.dns.asked.cbegin(), world.dns.asked.cend(), isClimb), 3);
    QCOMPARE(verdicts.at(0).steps.size(), 3);
    for (const CaaVerdict &verdict : verdicts)
        QCOMPARE(verdict.owner.toString(), u"example.org."_s);
    const dns::QueryFlags flags = world.dns.asked.first().flags;
    QVERIFY(flags.recursionDesired && flags.authenticData && !flags.checkingDisabled);
}

void TestCaa::saysTheRecordToAdd_data()
{
    QTest::addColumn<QByteArray>("records");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("todo");
    QTest::newRow("another CA") << QByteArray("@ CAA 0 issue \"other.example\"") << u"example.org"_s
                                << u"example.org. CAA 0 issue \"ca.example\""_s;
    QTest::newRow("set further up") << QByteArray("@ CAA 0 issue \";\"") << u"www.example.org"_s
                                    << u"www.example.org. CAA 0 issue \"ca.example\""_s;
    QTest::newRow("wildcard with issuewild") << QByteArray("@ CAA 0 issue \"ca.example\"\n@ CAA 0 issuewild \";\"")
                                             << u"*.example.org"_s << u"example.org. CAA 0 issuewild \"ca.example\""_s;
    QTest::newRow("wildcard without issuewild") << QByteArray("@ CAA 0 issue \"other.example\"") << u"*.example.org"_s
                                                << u"example.org. CAA 0 issue \"ca.example\""_s;
    QTest::newRow("another account")
        << QByteArray("@ CAA 0 issue \"ca.example; accounturi=https://ca.example/acct/2\"") << u"example.org"_s
        << u"example.org. CAA 0 issue \"ca.example; accounturi=https://ca.example/acct/1\""_s;
    QTest::newRow("another method") << QByteArray("@ CAA 0 issue \"ca.example; validationmethods=http-01\"")
                                    << u"example.org"_s << u"validationmethods=dns-01\""_s;
    QTest::newRow("critical") << QByteArray("@ CAA 128 policy \"x\"") << u"example.org"_s
                              << u"Remove the record 128 policy \"x\""_s;
    QTest::newRow("capitals") << QByteArray("@ CAA 0 issue \"CA.example\"") << u"example.org"_s
                              << u"Replace the record 0 issue \"CA.example\""_s;
}

void TestCaa::saysTheRecordToAdd()
{
    QFETCH(QByteArray, records);
    QFETCH(QString, name);
    QFETCH(QString, todo);
    World world;
    addOrg(world, records.constData());
    const CaaVerdict verdict = world.check(name);
    QCOMPARE(verdict.decision, CaaDecision::Forbidden);
    QCOMPARE(verdict.finding.severity, Severity::Fail);
    QCOMPARE(verdict.finding.cause, u"caa_forbids"_s);
    QVERIFY2(verdict.finding.todo.join(u'\n').contains(todo), qPrintable(verdict.finding.todo.join(u'\n')));
}

void TestCaa::offersARecordWhenThereIsNone()
{
    World world;
    addOrg(world, "");
    const CaaVerdict verdict = world.check(u"*.example.org"_s);
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QVERIFY(verdict.owner.isRoot());
    QCOMPARE(verdict.finding.severity, Severity::Info);
    QVERIFY(verdict.finding.todo.first().contains(u"example.org. CAA 0 issuewild \"ca.example\""));
}

void TestCaa::warnsWhenTheAccountIsNotKnownYet()
{
    World world;
    addOrg(world, "@ CAA 0 issue \"ca.example; accounturi=https://ca.example/acct/2\"");
    const CaaVerdict verdict = world.check(u"example.org"_s, {{u"ca.example"_s}, QString()});
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QCOMPARE(verdict.finding.severity, Severity::Warning);
}

void TestCaa::namesTheAliasWhoseRecordsCount()
{
    World world;
    addOrg(world, "www CNAME cdn.example.org.\ncdn CAA 0 issue \"other.example\"");
    const CaaVerdict verdict = world.check(u"www.example.org"_s);
    QCOMPARE(verdict.owner.toString(), u"www.example.org."_s);
    QCOMPARE(verdict.steps.first().owner.toString(), u"cdn.example.org."_s);
    QVERIFY(verdict.finding.saw.contains(u"alias of cdn.example.org."));
    QVERIFY(verdict.finding.todo.first().contains(u"cdn.example.org. CAA 0 issue \"ca.example\""));
}

void TestCaa::tellsTheCausesOfAnErrorApart_data()
{
    QTest::addColumn<QString>("failing");
    QTest::addColumn<bool>("isOnlyCaa");
    QTest::addColumn<bool>("isOnlyChecked");
    QTest::addColumn<QString>("cause");
    QTest::newRow("now all is well") << u"example.org"_s << true << false << u"caa_servfail_nameserver"_s;
    QTest::newRow("only with DNSSEC") << u"example.org"_s << true << true << u"dnssec_bogus"_s;
    QTest::newRow("TLD") << u"org"_s << true << false << u"caa_parent_or_tld_failure"_s;
}

void TestCaa::tellsTheCausesOfAnErrorApart()
{
    QFETCH(QString, failing);
    QFETCH(bool, isOnlyCaa);
    QFETCH(bool, isOnlyChecked);
    QFETCH(QString, cause);
    World world;
    addOrg(world, "");
    const dns::Name at = dns::Name::parse(failing).value();
    world.dns.resolver().answers = [=](const dns::Query &query) -> std::optional<Result<dns::Message>> {
        const bool isFine = query.question.name != at || (isOnlyCaa && query.question.type != dns::Type::CAA)
            || (isOnlyChecked && query.flags.checkingDisabled);
        if (isFine)
            return std::nullopt;
        dns::Message message;
        message.questions = {query.question};
        message.rcode = ServFail;
        return message;
    };
    const CaaVerdict verdict = world.check(u"www.example.org"_s);
    QCOMPARE(verdict.decision, CaaDecision::Error);
    QCOMPARE(verdict.owner, at);
    QCOMPARE(verdict.finding.cause, cause);
    QCOMPARE(verdict.finding.severity, Severity::Fail);
    QVERIFY(verdict.finding.saw.contains(u"SERVFAIL"));
    QVERIFY(verdict.finding.evidence.size() >= 2);
}

void TestCaa::anErrorAboveTheSetDoesNotMatter()
{
    World world;
    addOrg(world, "@ CAA 0 issue \"ca.example\"");
    failAt(world, "org", ServFail);
    const CaaVerdict verdict = world.check(u"www.example.org"_s);
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QCOMPARE(verdict.steps.last().state, CaaStep::State::Error);
}

void TestCaa::aSilentResolverSaysNothingAboutTheName()
{
    World world;
    addOrg(world, "");
    world.dns.resolver().isSilent = true;
    const CaaVerdict verdict = world.check(u"www.example.org"_s);
    QCOMPARE(verdict.decision, CaaDecision::Error);
    QCOMPARE(verdict.finding.severity, Severity::Unknown);
}

void TestCaa::allowsWhenTheCaDoesNotSayItsName()
{
    World world;
    addOrg(world, "@ CAA 0 issue \";\"");
    const CaaVerdict verdict = world.check(u"www.example.org"_s, CaaPolicy());
    QCOMPARE(verdict.decision, CaaDecision::Allowed);
    QCOMPARE(verdict.finding.severity, Severity::Info);
}

void TestCaa::givesADigCommandAsEvidence()
{
    World world;
    addOrg(world, "@ CAA 0 issue \"ca.example\"");
    const Evidence evidence = world.check(u"www.example.org"_s).finding.evidence.first();
    QCOMPARE(evidence.command, u"dig CAA example.org. @192.0.2.53"_s);
    QCOMPARE(evidence.result, u"0 issue \"ca.example\""_s);
}

QTEST_GUILESS_MAIN(TestCaa)
#include "tst_caa.moc"
