// SPDX-License-Identifier: MIT
#include "checks/propagationcause.h"

#include "checks/propagationwords.h"

#include <QTest>

using namespace cw;
using namespace cw::checks;
using namespace Qt::StringLiterals;

namespace
{

const QByteArray Value("x8kQw0-one-one-one-one-one-one-one-one-_abc");
// RFC 8555 8.1: token, a point, the thumbprint of the account key; and the digest that belongs into DNS.
const QByteArray KeyAuthorization("evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA.nP1qzpXGymHBrUEepNY9HCsQk7K8KhOypzEt62jcerQ");
const QByteArray Digest("NGwKoXBgCT8JhEa0bK7AwfSqHyu_ZWeugV07fLGIVq0");

const QByteArray SlashDigest("pWaYDLqOiCrXNVgUPXXez1_XuS3cNjkYres-kxO1PNQ");

dns::Name name(const char *text)
{
    return dns::Name::parse(QString::fromLatin1(text)).value();
}

ServerSight server(SeenState state, const QList<QByteArray> &found = {})
{
    ServerSight sight;
    sight.server = u"ns1.example.org"_s;
    sight.address = u"192.0.2.1"_s;
    sight.state = state;
    sight.found = found;
    return sight;
}

struct Case {
    NameSight sight;
    ExpectedRecord expected;
    Clues clues;

    explicit Case(const QList<ServerSight> &servers = {server(SeenState::Missing)})
    {
        expected = {u"example.org"_s, name("_acme-challenge.example.org"), {Value}};
        sight.identifier = expected.identifier;
        sight.expected = expected.values;
        sight.owner = expected.validationName;
        sight.zone = name("example.org");
        sight.servers = servers;
    }
    QString cause() const { return causeOf(sight, expected, clues); }
    NameSight inWords() const
    {
        NameSight said = sight;
        said.cause = cause();
        putIntoWords(said, expected, clues);
        return said;
    }
};

} // namespace

class TestPropagationCause : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesHowAValueWasSpoilt_data();
    void seesHowAValueWasSpoilt();
    void knowsTheCauseFromTheClues_data();
    void knowsTheCauseFromTheClues();
    void saysEveryCauseInWords();
    void namesTheServerThatLags();
    void saysWhenServersWithOneSerialDiffer();
    void nothingIsWrongWithACompleteName();
};

void TestPropagationCause::seesHowAValueWasSpoilt_data()
{
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<int>("spoilt");
    const auto row = [](const char *what, const QByteArray &found, Spoilt spoilt, const QByteArray &expected = Value) {
        QTest::newRow(what) << found << expected << int(spoilt);
    };
    row("as it should be", Value, Spoilt::No);
    row("empty", QByteArray(), Spoilt::No);
    row("another one", QByteArray("Zt5vB1-two-two-two-two-two-two-two-two-_xyz"), Spoilt::No);
    row("an SPF record", QByteArray("v=spf1 -all"), Spoilt::No);
    row("in quotes", '"' + Value + '"', Spoilt::Quoted);
    row("in escaped quotes", "\\\"" + Value + "\\\"", Spoilt::Quoted);
    row("a blank in front", ' ' + Value, Spoilt::Blanks);
    row("in two pieces", Value.left(20) + ' ' + Value.mid(20), Spoilt::Blanks);
    row("padded", Value + '=', Spoilt::Padded);
    row("small letters", Value.toLower(), Spoilt::Case);
    row("the end cut off", Value.left(40), Spoilt::Cut);
    row("the beginning cut off", Value.mid(3), Spoilt::Cut);
    row("too short to know", Value.left(8), Spoilt::No);
    row("the name in front", "_acme-challenge TXT " + Value, Spoilt::Surrounded);
    row("both values in one record", Value + QByteArray(43, 'x'), Spoilt::Surrounded);
    row("dashes for hyphens", QByteArray(Value).replace("-", "\xe2\x80\x93"), Spoilt::LookAlike);
    row("in hex", QByteArray::fromBase64(Digest, QByteArray::Base64UrlEncoding).toHex(), Spoilt::Encoding, Digest);
    row("not for URLs", QByteArray(SlashDigest).replace('_', '/').replace('-', '+'), Spoilt::Encoding, SlashDigest);
    row("key authorization", KeyAuthorization, Spoilt::Undigested, Digest);
    row("key authorization in quotes", '"' + KeyAuthorization + '"', Spoilt::Undigested, Digest);
}

void TestPropagationCause::seesHowAValueWasSpoilt()
{
    QFETCH(QByteArray, found);
    QFETCH(QByteArray, expected);
    QFETCH(int, spoilt);
    QCOMPARE(int(howSpoilt(found, expected)), spoilt);
}

void TestPropagationCause::knowsTheCauseFromTheClues_data()
{
    QTest::addColumn<std::function<void(Case &)>>("change");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char *what, const std::function<void(Case &)> &change, const QString &cause) {
        QTest::newRow(what) << change << cause;
    };
    row("nothing known", [](Case &) { }, u"propagation_too_early"_s);
    row("at another name", [](Case &c) { c.clues.misplaced = name("acme-challenge.example.org"); }, u"record_name_doubled"_s);
    row("a wildcard alias", [](Case &c) { c.clues.wildcardTarget = name("elsewhere.org"); }, u"wildcard_cname_swallows"_s);
    row("a wildcard text", [](Case &c) { c.clues.isWildcardText = true; }, u"wildcard_cname_swallows"_s);
    row("an alias to nothing", [](Case &c) { c.clues.isAlias = c.clues.isOwnerMissing = true; }, u"cname_conflict_or_alias"_s);
    row("an alias to a name without the value", [](Case &c) { c.clues.isAlias = true; }, u"cname_conflict_or_alias"_s);
    row("an alias beside the TXT", [](Case &c) { c.clues.aliasBeside = name("elsewhere.org"); }, u"cname_conflict_or_alias"_s);
    row("broken signatures", [](Case &c) { c.clues.isBogus = true; }, u"dnssec_bogus"_s);
    row("a resolver that was told otherwise", [](Case &c) {
        c.sight.servers = {server(SeenState::Seen, {Value})};
        c.clues.contradictingResolver = u"192.0.2.53"_s;
    }, u"split_horizon"_s);
    row("a value of ours from before", [](Case &c) {
        c.sight.servers = {server(SeenState::Other, {"short"})};
        c.expected.formerValues = {"short"};
    }, u"stale_txt"_s);
    row("a value that looks like one", [](Case &c) { c.sight.servers = {server(SeenState::Other, {Digest})}; }, u"stale_txt"_s);
    row("the other value only", [](Case &c) {
        c.sight.servers = {server(SeenState::Missing, {Digest})};
        c.sight.expected = c.expected.values = {Value, Digest};
    }, u"single_txt_overwritten"_s);
    row("silent", [](Case &c) { c.sight.servers = {server(SeenState::NoAnswer)}; }, u"nameserver_timeout"_s);
    row("too slow", [](Case &c) {
        c.sight.servers = {server(SeenState::Seen, {Value})};
        c.sight.servers.first().trouble = Trouble::Doubtful;
    }, u"nameserver_timeout"_s);
    row("lame", [](Case &c) { c.sight.servers = {server(SeenState::Error)}; }, u"delegation_wrong_or_lame"_s);
    const auto failing = [](DnsFailure::Kind kind) {
        return [kind](Case &c) {
            DnsFailure failure;
            failure.kind = kind;
            c.sight.servers.clear();
            c.sight.failure = failure;
        };
    };
    row("no resolver", failing(DnsFailure::Kind::NoResolver), u"local_resolver"_s);
    row("a circle", failing(DnsFailure::Kind::Loop), u"cname_conflict_or_alias"_s);
    row("SERVFAIL everywhere", failing(DnsFailure::Kind::Rcode), u"delegation_wrong_or_lame"_s);
    row("no such domain", failing(DnsFailure::Kind::NotFound), u"delegation_wrong_or_lame"_s);
    row("an alias to no such domain", [failing](Case &c) {
        failing(DnsFailure::Kind::NotFound)(c);
        c.clues.isAlias = true;
    }, u"cname_conflict_or_alias"_s);
}

void TestPropagationCause::knowsTheCauseFromTheClues()
{
    QFETCH(std::function<void(Case &)>, change);
    QFETCH(QString, cause);
    Case one;
    change(one);
    QCOMPARE(one.cause(), cause);
    const NameSight said = one.inWords();
    QVERIFY(!said.detail.isEmpty());
    QVERIFY(!said.detail.contains(u'%') && !said.todo.join(u' ').contains(u'%'));
    QVERIFY(said.cause == u"local_resolver" || !said.todo.isEmpty());
}

void TestPropagationCause::saysEveryCauseInWords()
{
    Case spoilt({server(SeenState::Other, {'"' + Value + '"'})});
    QCOMPARE(spoilt.inWords().cause, u"txt_value_quoted"_s);
    QVERIFY(spoilt.inWords().detail.contains(u"quotation marks"));
    QVERIFY(spoilt.inWords().todo.first().contains(QString::fromLatin1(Value)));

    Case missing;
    QVERIFY(missing.inWords().todo.first().contains(u"_acme-challenge TXT \"x8kQw0"));

    Case doubled;
    doubled.clues.misplaced = name("_acme-challenge.example.org.example.org");
    QVERIFY(doubled.inWords().detail.contains(u"_acme-challenge.example.org.example.org;"));
}

void TestPropagationCause::namesTheServerThatLags()
{
    Case late({server(SeenState::Seen, {Value}), server(SeenState::Missing)});
    late.sight.servers.last().server = u"ns2.example.org"_s;
    late.sight.servers.last().behind = 3;
    QVERIFY(late.inWords().detail.startsWith(u"ns2.example.org"));
    QVERIFY(late.inWords().detail.contains(u"3 behind"));
    late.sight.servers.last().behind = 0;
    late.sight.servers.last().namedBy = NamedBy::Zone;
    QVERIFY(late.inWords().todo.first().contains(u"ns2.example.org stands in the zone's own NS records only"));
}

void TestPropagationCause::saysWhenServersWithOneSerialDiffer()
{
    Case late({server(SeenState::Seen, {Value}), server(SeenState::Missing)});
    for (ServerSight &one : late.sight.servers)
        one.serial = 7;
    QVERIFY(late.inWords().detail.contains(u"although its serial number"));
}

void TestPropagationCause::nothingIsWrongWithACompleteName()
{
    Case complete({server(SeenState::Seen, {Value}), server(SeenState::Error)});
    complete.sight.isComplete = true;
    QCOMPARE(complete.cause(), QString());
    QCOMPARE(complete.inWords().detail, QString());
    QCOMPARE(complete.inWords().note, QString());
    complete.sight.servers.last().server = u"ns2.example.org"_s;
    complete.sight.servers.last().isHarmless = true;
    QVERIFY(complete.inWords().note.startsWith(u"ns2.example.org"));
}

QTEST_GUILESS_MAIN(TestPropagationCause)
#include "tst_propagationcause.moc"
