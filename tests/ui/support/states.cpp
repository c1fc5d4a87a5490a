// SPDX-License-Identifier: MIT
#include "ui/support/states.h"

#include <QJsonArray>

namespace cw::test
{

using checks::SeenState;
using issuance::Activity;
using issuance::IssueState;
using issuance::Step;
using store::OrderStage;

namespace
{

constexpr auto FirstValue = "Qv3nB8sXw1LkT5yZ0pJd7RfHc2Gm9AeU4oViKtN6xYI";
constexpr auto SecondValue = "x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0";
constexpr auto ThirdValue = "Tr4Wm8Lq0ZxVb2NyKc6Jf9HsPd1Ga5Eu3oRiMtQ7vYs";
constexpr auto FourthValue = "Hn7Kd3Vs9TqLx1WzRb5Yc8JmFp2Ga6Eu4oNiMtQ0vXk";

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

dns::Name name(const char *latin)
{
    return dns::Name::parse(text(latin)).value_or(dns::Name());
}

store::NameRecord record(const char *identifier, const char *value, const char *validationName, const char *owner, const char *zone)
{
    store::NameRecord made;
    made.name = text(identifier);
    made.value = text(value);
    made.validationName = text(validationName);
    made.owner = text(owner);
    made.zone = text(zone);
    made.status = text("pending");
    made.publication = store::Publication::ByHand;
    return made;
}

QList<store::NameRecord> records()
{
    return {
        record("example.org", FirstValue, "_acme-challenge.example.org.", "_acme-challenge.example.org.", "example.org."),
        record("*.example.org", SecondValue, "_acme-challenge.example.org.", "_acme-challenge.example.org.", "example.org."),
        record("intranet.lab.example.org", ThirdValue, "_acme-challenge.intranet.lab.example.org.", "c41f7.auth.example.net.",
               "auth.example.net."),
        record("xn--bcher-kva.example", FourthValue, "_acme-challenge.xn--bcher-kva.example.",
               "_acme-challenge.xn--bcher-kva.example.", "xn--bcher-kva.example."),
    };
}

dns::Zone zone(const char *apex, const QList<const char *> &servers)
{
    dns::Zone made;
    made.apex = name(apex);
    int number = 1;
    for (const char *server : servers) {
        made.childServers << name(server);
        made.parentServers << name(server);
        made.servers << dns::ServerAddress { name(server), QHostAddress(QStringLiteral("192.0.2.%1").arg(number++)) };
    }
    made.soa.primary = name(servers.first());
    made.soa.serial = 2026112204;
    return made;
}

dns::RecordPlace place(const char *validationName, const char *owner, const dns::Zone &ownerZone, const char *firstZone)
{
    dns::RecordPlace made;
    made.validationName = name(validationName);
    made.owner = name(owner);
    made.zone = ownerZone;
    if (made.validationName == made.owner) {
        made.hops = { { made.owner, ownerZone.apex, dns::Type::TXT } };
    } else {
        made.hops = { { made.validationName, name(firstZone), dns::Type::CNAME }, { made.owner, ownerZone.apex, dns::Type::TXT } };
    }
    return made;
}

checks::CaaStep caaStep(const char *owner, checks::CaaStep::State state, const char *issuer = nullptr)
{
    checks::CaaStep step;
    step.name = name(owner);
    step.owner = step.name;
    step.state = state;
    if (issuer)
        step.records = { { 0, "issue", issuer } };
    return step;
}

checks::NamePreflight readyName(const char *ascii, const char *unicode, const dns::RecordPlace &where, const char *caaOwner)
{
    checks::NamePreflight made;
    made.name = { text(ascii), text(unicode), text(ascii).startsWith(u"*."), false };
    made.place = where;
    made.caa.decision = checks::CaaDecision::Allowed;
    made.caa.owner = name(caaOwner);
    made.caa.records = { text("0 issue \"letsencrypt.org\"") };
    made.caa.steps = { caaStep(caaOwner, checks::CaaStep::State::Records, "letsencrypt.org") };
    made.caa.finding.check = text("caa");
    made.caa.finding.severity = checks::Severity::Ok;
    made.caa.finding.where = text(caaOwner);
    made.caa.finding.saw = text("%1 has a CAA record set that names letsencrypt.org.").arg(text(caaOwner));
    made.caa.finding.means = text("Let's Encrypt may issue for this name.");
    made.caa.finding.evidence = { { text("dig CAA %1 @192.0.2.53").arg(text(caaOwner)), text("NOERROR, 0 issue \"letsencrypt.org\"") } };
    made.findings = { made.caa.finding };
    made.verdict = checks::Verdict::Ready;
    made.asked = exampleTime("14:06:31");
    made.duration = std::chrono::milliseconds(400);
    return made;
}

dns::Zone exampleZone()
{
    return zone("example.org.", { "ns1.example.org.", "ns2.example.org.", "ns3.dns.example." });
}

dns::RecordPlace intranetPlace()
{
    return place("_acme-challenge.intranet.lab.example.org.", "c41f7.auth.example.net.",
                 zone("auth.example.net.", { "ns-a.example.net.", "ns-b.example.net." }), "lab.example.org.");
}

checks::NamePreflight intranetReady()
{
    return readyName("intranet.lab.example.org", "intranet.lab.example.org", intranetPlace(), "example.org.");
}

checks::NamePreflight intranetRefused()
{
    checks::NamePreflight made = intranetReady();
    made.caa.decision = checks::CaaDecision::Error;
    made.caa.owner = name("intranet.lab.example.org.");
    made.caa.records.clear();
    checks::CaaStep failed = caaStep("intranet.lab.example.org.", checks::CaaStep::State::Error);
    failed.rcode = 2;
    failed.errorText = text("SERVFAIL");
    made.caa.steps = { failed, caaStep("lab.example.org.", checks::CaaStep::State::NotReached),
                       caaStep("example.org.", checks::CaaStep::State::NotReached) };
    made.caa.finding.severity = checks::Severity::Fail;
    made.caa.finding.cause = text("caa_servfail_nameserver");
    made.caa.finding.where = text("intranet.lab.example.org.");
    made.caa.finding.saw = text("Resolvers that check DNSSEC answer SERVFAIL for this question. With the check switched off the "
                                "answer is empty and correct. An address question for the same name works.");
    made.caa.finding.means = text("The zone lab.example.org is signed, but its proof that “there is no CAA record here” is "
                                  "broken. A CA must take no answer as a no, so it would refuse.");
    made.caa.finding.todo = {
        text("Lasting: sign the zone again, or update the name server. PowerDNS before 4.0.4 is known for this fault."),
        text("At once: publish a CAA record at this name, so that the answer is no longer empty."),
    };
    made.caa.finding.evidence = {
        { text("dig CAA intranet.lab.example.org @192.0.2.53 +dnssec"), text("SERVFAIL, EDE 12") },
        { text("dig CAA intranet.lab.example.org @192.0.2.53 +cd"), text("NOERROR, 0 answers") },
        { text("dig A   intranet.lab.example.org @192.0.2.53 +dnssec"), text("NOERROR, ad") },
    };
    made.findings = { made.caa.finding };
    made.verdict = checks::Verdict::Refused;
    return made;
}

QList<checks::NamePreflight> readyNames()
{
    const dns::RecordPlace example = place("_acme-challenge.example.org.", "_acme-challenge.example.org.", exampleZone(), "example.org.");
    const dns::Zone books = zone("xn--bcher-kva.example.", { "ns1.reg.example.", "ns2.reg.example." });
    return {
        readyName("example.org", "example.org", example, "example.org."),
        readyName("*.example.org", "*.example.org", example, "example.org."),
        intranetReady(),
        readyName("xn--bcher-kva.example", "bücher.example",
                  place("_acme-challenge.xn--bcher-kva.example.", "_acme-challenge.xn--bcher-kva.example.", books, "xn--bcher-kva.example."),
                  "xn--bcher-kva.example."),
    };
}

checks::ServerSight sight(const char *server, SeenState state, quint32 serial = 2026112204)
{
    checks::ServerSight made;
    made.server = text(server);
    made.address = text("192.0.2.1");
    made.state = state;
    made.isOwnValueSeen = state == SeenState::Seen;
    if (state != SeenState::NotAsked && state != SeenState::NoAnswer)
        made.serial = serial;
    return made;
}

QList<checks::ServerSight> resolvers(SeenState state)
{
    checks::ServerSight made;
    made.address = text("192.0.2.53");
    made.state = state;
    return { made };
}

checks::NameSight nameSight(const store::NameRecord &record, const QList<checks::ServerSight> &servers, SeenState atResolver)
{
    checks::NameSight made;
    made.identifier = record.name;
    made.owner = dns::Name::parse(record.owner).value_or(dns::Name());
    made.zone = dns::Name::parse(record.zone).value_or(dns::Name());
    made.expected = { record.value.toUtf8() };
    made.servers = servers;
    for (checks::ServerSight &server : made.servers) {
        if (server.state == SeenState::Seen)
            server.found = made.expected;
    }
    made.resolvers = resolvers(atResolver);
    made.isComplete = std::all_of(servers.begin(), servers.end(), [](const checks::ServerSight &server) {
        return server.state == SeenState::Seen;
    });
    return made;
}

checks::Look middleLook()
{
    const QList<store::NameRecord> wanted = records();
    const QList<checks::ServerSight> lagging = { sight("ns1.example.org", SeenState::Seen), sight("ns2.example.org", SeenState::Seen),
                                                 sight("ns3.dns.example", SeenState::Missing, 2026112203) };
    checks::Look look;
    look.time = exampleTime("14:21:05");
    look.names = {
        nameSight(wanted[0], lagging, SeenState::NotAsked),
        nameSight(wanted[1], lagging, SeenState::NotAsked),
        nameSight(wanted[2], { sight("ns-a.example.net", SeenState::Seen), sight("ns-b.example.net", SeenState::Seen) }, SeenState::Seen),
        nameSight(wanted[3], { sight("ns1.reg.example", SeenState::Missing), sight("ns2.reg.example", SeenState::Missing) },
                  SeenState::NotAsked),
    };
    look.names[3].cause = text("record_name_doubled");
    return look;
}

checks::Look completeLook()
{
    const QList<store::NameRecord> wanted = records();
    const QList<checks::ServerSight> example = { sight("ns1.example.org", SeenState::Seen), sight("ns2.example.org", SeenState::Seen),
                                                 sight("ns3.dns.example", SeenState::Seen) };
    checks::Look look;
    look.time = exampleTime("14:25:10");
    look.names = {
        nameSight(wanted[0], example, SeenState::Seen),
        nameSight(wanted[1], example, SeenState::Seen),
        nameSight(wanted[2], { sight("ns-a.example.net", SeenState::Seen), sight("ns-b.example.net", SeenState::Seen) }, SeenState::Seen),
        nameSight(wanted[3], { sight("ns1.reg.example", SeenState::Seen), sight("ns2.reg.example", SeenState::Seen) }, SeenState::Seen),
    };
    return look;
}

crypto::Certificate certificate(const char *subject, const char *issuer, int days)
{
    crypto::Certificate made;
    made.subject = text(subject);
    made.issuer = text(issuer);
    made.serial = text("04A1B2C3D4");
    made.notBefore = exampleTime("14:40:00");
    made.notAfter = made.notBefore.addDays(days);
    made.keyDescription = text("ECDSA P-256");
    made.sha256 = QByteArray::fromHex("9f2c710ed488a3b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b1bc6");
    return made;
}

} // namespace

QDateTime exampleTime(const char *time)
{
    return QDateTime(QDate(2026, 11, 22), QTime::fromString(text(time), Qt::ISODate), Qt::UTC);
}

IssueState draftState()
{
    IssueState state;
    state.order.id = text("2026-11-22-1a2b3c4d");
    state.order.created = exampleTime("14:05:00");
    state.order.authorityName = text("Let’s Encrypt");
    state.order.directoryUrl = text("https://acme.example/directory");
    state.order.contact = text("admin@example.org");
    state.order.names = { text("example.org"), text("*.example.org"), text("intranet.lab.example.org"), text("xn--bcher-kva.example") };
    state.step = Step::Preflight;
    return state;
}

IssueState preflightState()
{
    IssueState state = draftState();
    state.running = { Activity::Preflight };
    state.preflight = readyNames().mid(0, 2) + QList<checks::NamePreflight> { intranetRefused() };
    state.preflightTime = exampleTime("14:06:31");
    return state;
}

IssueState preflightReadyState()
{
    IssueState state = draftState();
    state.preflight = readyNames();
    state.preflightTime = exampleTime("14:06:31");
    state.zones = { text("auth.example.net."), text("example.org."), text("xn--bcher-kva.example.") };
    return state;
}

IssueState preflightWarningState()
{
    IssueState state = preflightReadyState();
    checks::NamePreflight &first = state.preflight.first();
    checks::Finding warning;
    warning.check = text("delegation");
    warning.severity = checks::Severity::Warning;
    warning.cause = text("delegation_wrong_or_lame");
    warning.where = text("example.org.");
    warning.server = text("ns3.dns.example (192.0.2.3:53)");
    warning.saw = text("ns3.dns.example does not answer for example.org.");
    warning.means = text("The CA may ask this server and get no answer.");
    warning.todo = { text("Start the server, or take it out of the NS records.") };
    warning.evidence = { { text("dig SOA example.org @ns3.dns.example +norecurse"), text("no answer after 3 tries") } };
    first.findings.prepend(warning);
    first.verdict = checks::Verdict::Warning;
    return state;
}

IssueState preflightOfflineState()
{
    IssueState state = draftState();
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::NoResolver;
    failure.question = text(". NS");
    state.failures.insert(Activity::Preflight, failure);
    return state;
}

IssueState methodState()
{
    IssueState state = preflightReadyState();
    state.step = Step::Method;
    return state;
}

IssueState methodUpdateState()
{
    IssueState state = methodState();
    state.order.publish.way = text("rfc2136");
    state.order.publish.server = text("ns-a.example.net");
    state.order.publish.port = 53;
    state.order.publish.keyName = text("acme-admin.");
    state.order.publish.algorithm = text("hmac-sha256");
    state.order.publish.secretId = text("tsig-1");
    state.trial = publish::Rfc2136Publisher::Trial { text("ns-a.example.net"), name("_certwright-test.auth.example.net."),
                                                     std::chrono::milliseconds(2100) };
    return state;
}

IssueState publishState()
{
    IssueState state = methodState();
    state.step = Step::Publish;
    state.order.stage = OrderStage::Published;
    state.order.orderUrl = text("https://acme.example/order/1");
    state.order.expires = exampleTime("14:05:00").addDays(7);
    state.order.records = records();
    state.order.records[2].publication = store::Publication::ByUs;
    state.watch.look = middleLook();
    state.watch.started = exampleTime("14:09:00");
    state.watch.nextLook = QDateTime::currentDateTimeUtc().addSecs(8);
    state.watch.history = {
        { exampleTime("14:09:00"), 0, 9 },  { exampleTime("14:13:00"), 2, 9 }, { exampleTime("14:15:30"), 4, 9 },
        { exampleTime("14:17:00"), 5, 9 },  { exampleTime("14:21:05"), 6, 9 },
    };
    return state;
}

IssueState publishSafeState()
{
    IssueState state = publishState();
    state.watch.look = completeLook();
    state.watch.isSafe = true;
    state.watch.history << issuance::SeenCount { exampleTime("14:25:10"), 9, 9 };
    return state;
}

IssueState publishByUpdateState()
{
    IssueState state = publishState();
    state.order.publish = methodUpdateState().order.publish;
    for (store::NameRecord &made : state.order.records)
        made.publication = store::Publication::ByUs;
    state.watch.look->names[3].cause.clear();
    return state;
}

IssueState resumedState()
{
    IssueState state = publishState();
    state.running = { Activity::Refresh };
    state.preflight.clear();
    state.watch.nextLook = QDateTime();
    return state;
}

IssueState expiredState()
{
    IssueState state = publishState();
    state.watch.nextLook = QDateTime();
    state.order.stage = OrderStage::Expired;
    return state;
}

IssueState validatingState()
{
    IssueState state = publishSafeState();
    state.step = Step::Validate;
    state.order.stage = OrderStage::Answered;
    state.running = { Activity::Validate };
    for (int i = 0; i < 3; ++i)
        state.order.records[i].answered = exampleTime("14:30:00");
    state.order.records[2].answered = QDateTime::currentDateTimeUtc().addSecs(-7);
    for (int i = 0; i < 2; ++i) {
        state.order.records[i].status = text("valid");
        state.order.records[i].validated = exampleTime("14:30:03").addSecs(i);
    }
    return state;
}

IssueState refusedState()
{
    IssueState state = validatingState();
    state.running.clear();
    state.order.stage = OrderStage::Failed;
    for (store::NameRecord &made : state.order.records) {
        made.answered = exampleTime("14:32:00");
        made.status = text("valid");
        made.validated = exampleTime("14:32:04");
    }
    store::NameRecord &refused = state.order.records[1];
    refused.status = text("invalid");
    refused.validated = QDateTime();
    refused.problem = {
        { text("type"), text("urn:ietf:params:acme:error:unauthorized") },
        { text("detail"), text("Incorrect TXT record \"7RbE1hUo9nXc-KzW5tMq0yGvJ2aPs4LdTf8HiNk3BwQ\" (and 1 more) found at "
                               "_acme-challenge.example.org") },
        { text("status"), 403 },
    };
    checks::Look look = middleLook();
    look.time = exampleTime("14:32:40");
    look.names[1].servers[2].state = SeenState::Other;
    look.names[1].servers[2].found = { "7RbE1hUo9nXc-KzW5tMq0yGvJ2aPs4LdTf8HiNk3BwQ" };
    state.freshLook = look;
    return state;
}

IssueState issuedState()
{
    IssueState state = validatingState();
    state.running.clear();
    state.step = Step::Certificate;
    state.order.stage = OrderStage::Issued;
    state.order.certificateId = text("cert-1");
    for (store::NameRecord &made : state.order.records) {
        made.status = text("valid");
        made.answered = exampleTime("14:32:00");
        made.validated = exampleTime("14:32:04");
    }
    state.order.records[2].publication = store::Publication::Removed;
    crypto::Certificate leaf = certificate("example.org", "Example Intermediate", 90);
    leaf.names = state.order.names;
    crypto::Certificate intermediate = certificate("Example Intermediate", "Example Root", 1000);
    state.chain = { leaf, intermediate };
    state.chainCheck = crypto::ChainCheck { true, true, true, true, true, {} };
    return state;
}

IssueState savedState()
{
    IssueState state = issuedState();
    state.order.isSaved = true;
    state.saved = issuance::SavedFiles { text("/srv/tls/example.org"), { text("fullchain.pem"), text("privkey.pem") } };
    return state;
}

IssueState inPractice(IssueState state)
{
    state.order.isPractice = true;
    state.order.isPrivateCa = true;
    state.order.authorityName = text("Practice CA");
    return state;
}

} // namespace cw::test
