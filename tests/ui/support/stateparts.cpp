// SPDX-License-Identifier: MIT
#include "ui/support/stateparts.h"

#include "ui/support/states.h"

namespace cw::test
{

using checks::SeenState;

namespace
{

constexpr auto FirstValue = "Qv3nB8sXw1LkT5yZ0pJd7RfHc2Gm9AeU4oViKtN6xYI";
constexpr auto SecondValue = "x8kQm2vT0aZp-5sRj3LdYw7NfEcB1uHgKq4oVi9XtM0";
constexpr auto ThirdValue = "Tr4Wm8Lq0ZxVb2NyKc6Jf9HsPd1Ga5Eu3oRiMtQ7vYs";
constexpr auto FourthValue = "Hn7Kd3Vs9TqLx1WzRb5Yc8JmFp2Ga6Eu4oNiMtQ0vXk";

} // namespace

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

dns::Name name(const char *latin)
{
    return dns::Name::parse(text(latin)).value_or(dns::Name());
}

namespace
{

store::NameRecord record(
    const char *identifier, const char *value, const char *validationName, const char *owner, const char *zone)
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

} // namespace

QList<store::NameRecord> exampleRecords()
{
    return {
        record(
            "example.org", FirstValue, "_acme-challenge.example.org.", "_acme-challenge.example.org.", "example.org."),
        record("*.example.org", SecondValue, "_acme-challenge.example.org.", "_acme-challenge.example.org.",
            "example.org."),
        record("intranet.lab.example.org", ThirdValue, "_acme-challenge.intranet.lab.example.org.",
            "c41f7.auth.example.net.", "auth.example.net."),
        record("xn--bcher-kva.example", FourthValue, "_acme-challenge.xn--bcher-kva.example.",
            "_acme-challenge.xn--bcher-kva.example.", "xn--bcher-kva.example."),
    };
}

namespace
{

dns::Zone zone(const char *apex, const QList<const char *> &servers)
{
    dns::Zone made;
    made.apex = name(apex);
    int number = 1;
    for (const char *server : servers) {
        made.childServers << name(server);
        made.parentServers << name(server);
        made.servers << dns::ServerAddress{name(server), QHostAddress(QStringLiteral("192.0.2.%1").arg(number++))};
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
        made.hops = {{made.owner, ownerZone.apex, dns::Type::TXT}};
    } else {
        made.hops
            = {{made.validationName, name(firstZone), dns::Type::CNAME}, {made.owner, ownerZone.apex, dns::Type::TXT}};
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
        step.records = {{0, "issue", issuer}};
    return step;
}

checks::NamePreflight readyName(
    const char *ascii, const char *unicode, const dns::RecordPlace &where, const char *caaOwner)
{
    checks::NamePreflight made;
    made.name = {text(ascii), text(unicode), text(ascii).startsWith(u"*."), false};
    made.place = where;
    made.caa.decision = checks::CaaDecision::Allowed;
    made.caa.owner = name(caaOwner);
    made.caa.records = {text("0 issue \"letsencrypt.org\"")};
    made.caa.steps = {caaStep(caaOwner, checks::CaaStep::State::Records, "letsencrypt.org")};
    made.caa.finding.check = text("caa");
    made.caa.finding.severity = checks::Severity::Ok;
    made.caa.finding.where = text(caaOwner);
    made.caa.finding.saw = text("%1 has a CAA record set that names letsencrypt.org.").arg(text(caaOwner));
    made.caa.finding.means = text("Let's Encrypt may issue for this name.");
    made.caa.finding.evidence
        = {{text("dig CAA %1 @192.0.2.53").arg(text(caaOwner)), text("NOERROR, 0 issue \"letsencrypt.org\"")}};
    made.findings = {made.caa.finding};
    made.verdict = checks::Verdict::Ready;
    made.asked = exampleTime("14:06:31");
    made.duration = std::chrono::milliseconds(400);
    return made;
}

dns::Zone exampleZone()
{
    return zone("example.org.", {"ns1.example.org.", "ns2.example.org.", "ns3.dns.example."});
}

dns::RecordPlace intranetPlace()
{
    return place("_acme-challenge.intranet.lab.example.org.", "c41f7.auth.example.net.",
        zone("auth.example.net.", {"ns-a.example.net.", "ns-b.example.net."}), "lab.example.org.");
}

checks::NamePreflight intranetReady()
{
    return readyName("intranet.lab.example.org", "intranet.lab.example.org", intranetPlace(), "example.org.");
}

} // namespace

checks::NamePreflight intranetRefused()
{
    checks::NamePreflight made = intranetReady();
    made.caa.decision = checks::CaaDecision::Error;
    made.caa.owner = name("intranet.lab.example.org.");
    made.caa.records.clear();
    checks::CaaStep failed = caaStep("intranet.lab.example.org.", checks::CaaStep::State::Error);
    failed.rcode = 2;
    failed.errorText = text("SERVFAIL");
    made.caa.steps = {failed, caaStep("lab.example.org.", checks::CaaStep::State::NotReached),
        caaStep("example.org.", checks::CaaStep::State::NotReached)};
    made.caa.finding.severity = checks::Severity::Fail;
    made.caa.finding.cause = text("caa_servfail_nameserver");
    made.caa.finding.where = text("intranet.lab.example.org.");
    made.caa.finding.saw
        = text("Resolvers that check DNSSEC answer SERVFAIL for this question. With the check switched off the "
               "answer is empty and correct. An address question for the same name works.");
    made.caa.finding.means
        = text("The zone lab.example.org is signed, but its proof that “there is no CAA record here” is "
               "broken. A CA must take no answer as a no, so it would refuse.");
    made.caa.finding.todo = {
        text("Lasting: sign the zone again, or update the name server. PowerDNS before 4.0.4 is known for this fault."),
        text("At once: publish a CAA record at this name, so that the answer is no longer empty."),
    };
    made.caa.finding.evidence = {
        {text("dig CAA intranet.lab.example.org @192.0.2.53 +dnssec"), text("SERVFAIL, EDE 12")},
        {text("dig CAA intranet.lab.example.org @192.0.2.53 +cd"), text("NOERROR, 0 answers")},
        {text("dig A   intranet.lab.example.org @192.0.2.53 +dnssec"), text("NOERROR, ad")},
    };
    made.findings = {made.caa.finding};
    made.verdict = checks::Verdict::Refused;
    return made;
}

QList<checks::NamePreflight> readyNames()
{
    const dns::RecordPlace example
        = place("_acme-challenge.example.org.", "_acme-challenge.example.org.", exampleZone(), "example.org.");
    const dns::Zone books = zone("xn--bcher-kva.example.", {"ns1.reg.example.", "ns2.reg.example."});
    return {
        readyName("example.org", "example.org", example, "example.org."),
        readyName("*.example.org", "*.example.org", example, "example.org."),
        intranetReady(),
        readyName("xn--bcher-kva.example", "bücher.example",
            place("_acme-challenge.xn--bcher-kva.example.", "_acme-challenge.xn--bcher-kva.example.", books,
                "xn--bcher-kva.example."),
            "xn--bcher-kva.example."),
    };
}

namespace
{

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
    QList<checks::ServerSight> all;
    const QList<std::pair<const char *, const char *>> known{{"Cloudflare", "https://1.1.1.1/dns-query"},
        {"Google", "https://8.8.8.8/dns-query"}, {"Quad9", "https://9.9.9.9/dns-query"}, {"192.0.2.53", "192.0.2.53"}};
    for (const auto &[who, address] : known) {
        checks::ServerSight made;
        made.server = text(who);
        made.address = text(address);
        made.state = state;
        all << made;
    }
    return all;
}

checks::NameSight nameSight(
    const store::NameRecord &record, const QList<checks::ServerSight> &servers, SeenState atResolver)
{
    checks::NameSight made;
    made.identifier = record.name;
    made.owner = dns::Name::parse(record.owner).value_or(dns::Name());
    made.zone = dns::Name::parse(record.zone).value_or(dns::Name());
    made.expected = {record.value.toUtf8()};
    made.servers = servers;
    for (checks::ServerSight &server : made.servers) {
        if (server.state == SeenState::Seen)
            server.found = made.expected;
    }
    made.resolvers = resolvers(atResolver);
    made.isComplete = std::all_of(servers.begin(), servers.end(),
        [](const checks::ServerSight &server) { return server.state == SeenState::Seen; });
    return made;
}

} // namespace

checks::Look middleLook()
{
    const QList<store::NameRecord> wanted = exampleRecords();
    const QList<checks::ServerSight> oneBehind = {sight("ns1.example.org", SeenState::Seen),
        sight("ns2.example.org", SeenState::Seen), sight("ns3.dns.example", SeenState::Missing, 2026112203)};
    checks::Look look;
    look.time = exampleTime("14:21:05");
    look.names = {
        nameSight(wanted[0], oneBehind, SeenState::NotAsked),
        nameSight(wanted[1], oneBehind, SeenState::NotAsked),
        nameSight(wanted[2], {sight("ns-a.example.net", SeenState::Seen), sight("ns-b.example.net", SeenState::Seen)},
            SeenState::Seen),
        nameSight(wanted[3],
            {sight("ns1.reg.example", SeenState::Missing), sight("ns2.reg.example", SeenState::Missing)},
            SeenState::NotAsked),
    };
    for (int lagging = 0; lagging < 2; ++lagging) {
        look.names[lagging].cause = text("propagation_too_early");
        look.names[lagging].detail
            = text("ns3.dns.example has not taken over the change yet: its serial number is 1 behind.");
        look.names[lagging].todo = {text("Wait. If it does not follow, look at its zone transfer.")};
        look.names[lagging].servers[2].behind = 1;
    }
    look.names[3].cause = text("record_name_doubled");
    look.names[3].detail = text("The value is at _acme-challenge.xn--bcher-kva.example.xn--bcher-kva.example; it has to be at "
                                "_acme-challenge.xn--bcher-kva.example.");
    look.names[3].todo = {text("Panels often add the zone themselves: enter _acme-challenge as the name of the record.")};
    return look;
}

checks::Look completeLook()
{
    const QList<store::NameRecord> wanted = exampleRecords();
    const QList<checks::ServerSight> example = {sight("ns1.example.org", SeenState::Seen),
        sight("ns2.example.org", SeenState::Seen), sight("ns3.dns.example", SeenState::Seen)};
    checks::Look look;
    look.time = exampleTime("14:25:10");
    look.names = {
        nameSight(wanted[0], example, SeenState::Seen),
        nameSight(wanted[1], example, SeenState::Seen),
        nameSight(wanted[2], {sight("ns-a.example.net", SeenState::Seen), sight("ns-b.example.net", SeenState::Seen)},
            SeenState::Seen),
        nameSight(wanted[3], {sight("ns1.reg.example", SeenState::Seen), sight("ns2.reg.example", SeenState::Seen)},
            SeenState::Seen),
    };
    return look;
}

crypto::Certificate exampleCertificate(const char *subject, const char *issuer, int days)
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

} // namespace cw::test
