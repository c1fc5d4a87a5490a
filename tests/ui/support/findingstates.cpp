// SPDX-License-Identifier: MIT
#include "ui/support/findingstates.h"

#include "ui/support/stateparts.h"
#include "ui/support/states.h"

namespace cw::test
{

using checks::Finding;
using checks::NamePreflight;
using checks::Severity;
using checks::Verdict;
using issuance::Activity;
using issuance::IssueState;

Finding finding(const char *check, Severity severity, const char *where, const char *saw)
{
    Finding made;
    made.check = text(check);
    made.severity = severity;
    made.where = text(where);
    made.saw = text(saw);
    if (severity == Severity::Ok)
        return made;
    made.means = text("The CA may ask this server and get another answer than from the rest.");
    made.todo = {text("Look at the zone transfer of this server, or take it out of the NS records.")};
    made.evidence = {{text("dig SOA %1 @192.0.2.3 +norecurse").arg(text(where)), text("NOERROR, serial 2026112203")}};
    return made;
}

IssueState manyFindingsState()
{
    IssueState state = preflightReadyState();
    NamePreflight &first = state.preflight.first();
    Finding lame = finding("servers", Severity::Fail, "example.org.", "No server of example.org answers as a server of the zone has to.");
    lame.cause = text("delegation_wrong_or_lame");
    Finding serial = finding("serial", Severity::Warning, "example.org.", "ns3.dns.example has an older serial number than the others: 2026112203 instead of 2026112204.");
    serial.server = text("ns3.dns.example");
    first.findings = {
        lame,
        serial,
        finding("old_values", Severity::Warning, "_acme-challenge.example.org.", "There are 2 old values at _acme-challenge.example.org."),
        finding("tcp", Severity::Warning, "example.org.", "ns2.example.org does not take TCP connections."),
        finding("dnssec", Severity::Warning, "example.org.", "The signatures of example.org end in 2 days."),
        finding("negative_ttl", Severity::Info, "example.org.", "Who asks too early remembers for 15 minutes that there is nothing."),
        finding("caa", Severity::Info, "example.org.", "One record has an iodef property; no authority we know uses it."),
        first.caa.finding,
        finding("registered", Severity::Ok, "example.org.", "example.org is registered."),
        finding("delegation", Severity::Ok, "example.org.", "Parent and zone give the same three name servers."),
        finding("addresses", Severity::Ok, "example.org.", "Every name server has an address."),
        finding("edns", Severity::Ok, "example.org.", "All servers know EDNS."),
        finding("case", Severity::Ok, "example.org.", "All servers keep the letters of the question."),
        finding("negative_answer", Severity::Ok, "example.org.", "Answers that there is nothing are complete."),
        finding("pool", Severity::Ok, "example.org.", "Asked three times, each server says the same."),
    };
    first.verdict = Verdict::Refused;
    return state;
}

IssueState dnssecState()
{
    IssueState state = preflightReadyState();
    NamePreflight &name = state.preflight[2];
    Finding bogus = finding("dnssec", Severity::Fail, "lab.example.org.", "The signature over the DNSKEY records of lab.example.org ended on 20 Nov 2026, 04:12.");
    bogus.cause = text("dnssec_bogus");
    bogus.means = text("Resolvers that check signatures take nothing from this zone, so the CA gets SERVFAIL.");
    bogus.todo = {text("Sign the zone again, and see why that did not happen by itself.")};
    bogus.evidence = {{text("dig DNSKEY lab.example.org @192.0.2.53 +dnssec"), text("SERVFAIL (signature expired)")},
        {text("dig DNSKEY lab.example.org @192.0.2.53 +dnssec +cd"), text("NOERROR, 3 answers")}};
    name.findings = {bogus, name.caa.finding};
    name.verdict = Verdict::Refused;
    return state;
}

IssueState lostRecordState()
{
    IssueState state = preflightReadyState();
    NamePreflight &first = state.preflight.first();
    first.place.reset();
    Finding lost = finding("alias", Severity::Fail, "_acme-challenge.example.org.", "_acme-challenge.example.org is an alias of c41f7.gone.example, and there is no such zone.");
    lost.cause = text("cname_conflict_or_alias");
    first.findings = {lost, first.caa.finding};
    first.verdict = Verdict::Refused;
    return state;
}

IssueState workstationState()
{
    IssueState state = preflightReadyState();
    Finding split = finding("split_horizon", Severity::Warning, "example.org.", "Your network sees other name servers of example.org than the Internet does.");
    split.means = text("What is said here comes from the outside view, as the CA has it.");
    split.todo = {text("Enter the records in the zone that the Internet sees.")};
    Finding port = finding("port53", Severity::Info, "", "This computer reaches no name server by port 53.");
    port.means = text("So single servers could not be asked; public resolvers were asked instead.");
    state.workstation = {split, port, finding("resolver", Severity::Ok, "", "The resolver passes everything on.")};
    return state;
}

IssueState silentState()
{
    IssueState state = preflightReadyState();
    for (NamePreflight &name : state.preflight) {
        name.place.reset();
        name.caa.decision = checks::CaaDecision::Error;
        name.caa.finding.severity = Severity::Unknown;
        name.findings = {name.caa.finding};
        name.verdict = Verdict::Unknown;
    }
    return state;
}

IssueState allRefusedState()
{
    IssueState state = preflightReadyState();
    state.order.names = {text("intranet.lab.example.org")};
    state.preflight = {intranetRefused()};
    return state;
}

IssueState runningState()
{
    IssueState state = preflightState();
    state.preflightParts.insert(text("xn--bcher-kva.example"), {6, 9});
    return state;
}

IssueState droppedState()
{
    IssueState state = preflightReadyState();
    state.dropped = issuance::DroppedNames{state.order.names, {intranetRefused()}};
    state.order.names.removeAll(text("intranet.lab.example.org"));
    state.preflight.removeAt(2);
    return state;
}

} // namespace cw::test
