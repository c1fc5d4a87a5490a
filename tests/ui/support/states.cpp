// SPDX-License-Identifier: MIT
#include "ui/support/states.h"

#include "ui/support/stateparts.h"

namespace cw::test
{

using checks::SeenState;
using issuance::Activity;
using issuance::IssueState;
using issuance::Step;
using store::OrderStage;

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
    state.order.names
        = {text("example.org"), text("*.example.org"), text("intranet.lab.example.org"), text("xn--bcher-kva.example")};
    state.step = Step::Preflight;
    return state;
}

IssueState preflightState()
{
    IssueState state = draftState();
    state.running = {Activity::Preflight};
    state.preflight = readyNames().mid(0, 2) + QList<checks::NamePreflight>{intranetRefused()};
    state.preflightTime = exampleTime("14:06:31");
    return state;
}

IssueState preflightReadyState()
{
    IssueState state = draftState();
    state.preflight = readyNames();
    state.preflightTime = exampleTime("14:06:31");
    state.zones = {text("auth.example.net."), text("example.org."), text("xn--bcher-kva.example.")};
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
    warning.todo = {text("Start the server, or take it out of the NS records.")};
    warning.evidence = {{text("dig SOA example.org @ns3.dns.example +norecurse"), text("no answer after 3 tries")}};
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

store::PublishSettings exampleUpdate()
{
    store::PublishSettings publish;
    publish.way = text("rfc2136");
    publish.server = text("ns-a.example.net");
    publish.port = 53;
    publish.keyName = text("acme-admin.");
    publish.algorithm = text("hmac-sha256");
    publish.secretId = text("tsig-1");
    publish.secretWay = text("rfc2136");
    return publish;
}

IssueState methodUpdateState()
{
    IssueState state = methodState();
    state.order.zoneWays.insert(text("auth.example.net."), exampleUpdate());
    state.trials = {publish::Trial{text("auth.example.net."), name("_certwright-test.auth.example.net."),
        {text("ns-a.example.net")}, std::chrono::milliseconds(2100)}};
    return state;
}

IssueState methodHookState()
{
    IssueState state = methodState();
    state.order.publish.way = text("hook");
    state.order.publish.hook.program = text("/etc/letsencrypt/dns-auth.py");
    state.order.publish.hook.cleanUpProgram = text("/etc/letsencrypt/dns-cleanup.py");
    state.order.publish.hook.environment = {text("API_URL=https://dns.example/v1")};
    state.order.publish.hook.secretNames = {text("API_TOKEN")};
    state.order.publish.secretId = text("hook-1");
    state.order.publish.secretWay = text("hook");
    return state;
}

IssueState methodAcmeDnsState()
{
    IssueState state = methodState();
    state.order.publish.way = text("acme-dns");
    state.order.publish.acmeDns.server = text("https://auth.example.net");
    state.order.publish.secretId = text("acme-dns-1");
    state.order.publish.secretWay = text("acme-dns");
    state.acmeDns = {{text("example.org"), text("d420c923-bbd7-4056-ab64-c3ca54c9b3cf.auth.example.net")},
        {text("intranet.lab.example.org"), text("c41f7.auth.example.net")},
        {text("xn--bcher-kva.example"), text("9e2d1a44-0d3b-4d75-8a6b-b1a4a1a6f2d1.auth.example.net")}};
    return state;
}

IssueState hookFailedState()
{
    IssueState state = methodHookState();
    state.order.stage = OrderStage::Ordered;
    state.order.orderUrl = text("https://acme.example/order/1");
    state.order.expires = exampleTime("14:05:00").addDays(7);
    state.order.records = exampleRecords();
    PublishFailure failure;
    failure.kind = PublishFailure::Kind::HookFailed;
    failure.zone = text("example.org.");
    failure.name = text("_acme-challenge.example.org");
    failure.program = text("/etc/letsencrypt/dns-auth.py");
    failure.exitCode = 1;
    QStringList lines;
    for (int i = 1; i <= 30; ++i)
        lines << text("  File \"/usr/lib/python3/dist-packages/ipalib/rpc.py\", line %1").arg(i * 30);
    lines << text("ipalib.errors.CCacheError: did not receive Kerberos credentials");
    failure.output = lines.join(u'\n');
    state.failures.insert(Activity::Order, failure);
    return state;
}

IssueState publishState()
{
    IssueState state = methodState();
    state.step = Step::Publish;
    state.order.stage = OrderStage::Published;
    state.order.orderUrl = text("https://acme.example/order/1");
    state.order.expires = exampleTime("14:05:00").addDays(7);
    state.order.records = exampleRecords();
    state.order.records[2].publication = store::Publication::ByUs;
    state.watch.look = middleLook();
    state.watch.started = exampleTime("14:09:00");
    state.watch.nextLook = QDateTime::currentDateTimeUtc().addSecs(8);
    state.watch.history = {
        {exampleTime("14:09:00"), 0, 9},
        {exampleTime("14:13:00"), 2, 9},
        {exampleTime("14:15:30"), 4, 9},
        {exampleTime("14:17:00"), 5, 9},
        {exampleTime("14:21:05"), 6, 9},
    };
    return state;
}

IssueState publishSafeState()
{
    IssueState state = publishState();
    state.watch.look = completeLook();
    state.watch.isSafe = true;
    state.watch.history << issuance::SeenCount{exampleTime("14:25:10"), 9, 9};
    return state;
}

IssueState publishByUpdateState()
{
    IssueState state = publishState();
    state.order.publish = exampleUpdate();
    for (store::NameRecord &made : state.order.records)
        made.publication = store::Publication::ByUs;
    state.watch.look->names[3].cause.clear();
    return state;
}

IssueState resumedState()
{
    IssueState state = publishState();
    state.running = {Activity::Refresh};
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
    state.running = {Activity::Validate};
    for (int i = 0; i < 3; ++i)
        state.order.records[i].answered = exampleTime("14:30:00");
    state.order.records[2].answered = QDateTime::currentDateTimeUtc().addSecs(-7);
    for (int i = 0; i < 2; ++i) {
        state.order.records[i].status = text("valid");
        state.order.records[i].validated = exampleTime("14:30:03").addSecs(i);
    }
    return state;
}

IssueState troubledState()
{
    IssueState state = validatingState();
    state.order.records[2].problem = {{text("type"), text("urn:ietf:params:acme:error:dns")},
        {text("detail"), text("DNS problem: SERVFAIL looking up TXT for this name.")}};
    return state;
}

IssueState namesRefusedState()
{
    IssueState state = methodState();
    const QString refused = state.order.names.last();
    Problem one;
    one.type = text("urn:ietf:params:acme:error:rejectedIdentifier");
    one.detail = text("The certificate authority's policy forbids it");
    one.identifierType = text("dns");
    one.identifierValue = refused;
    Problem problem = one;
    problem.identifierValue.clear();
    problem.detail = text("Cannot issue for one of the names");
    problem.subproblems = {one};
    state.failures.insert(Activity::Order, problem);
    using issuance::LimitUse;
    const QUrl source(text("https://acme.example/limits"));
    state.limits = {{LimitUse::Kind::FailedValidations, text("example.org"), 4, 5, std::chrono::hours(1), exampleTime("15:10:00"), source},
        {LimitUse::Kind::DuplicateCertificates, text("example.org"), 5, 5, std::chrono::hours(168), exampleTime("15:40:00"), source},
        {LimitUse::Kind::NewOrders, {}, 0, 300, std::chrono::hours(3), {}, source}};
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
        {text("type"), text("urn:ietf:params:acme:error:unauthorized")},
        {text("detail"),
            text("Incorrect TXT record \"7RbE1hUo9nXc-KzW5tMq0yGvJ2aPs4LdTf8HiNk3BwQ\" (and 1 more) found at "
                 "_acme-challenge.example.org")},
        {text("status"), 403},
    };
    checks::Look look = middleLook();
    look.time = exampleTime("14:32:40");
    look.names[1].servers[2].state = SeenState::Other;
    look.names[1].servers[2].found = {"7RbE1hUo9nXc-KzW5tMq0yGvJ2aPs4LdTf8HiNk3BwQ"};
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
    crypto::Certificate leaf = exampleCertificate("example.org", "Example Intermediate", 90);
    leaf.names = state.order.names;
    crypto::Certificate intermediate = exampleCertificate("Example Intermediate", "Example Root", 1000);
    state.chain = {leaf, intermediate};
    state.chainCheck = crypto::ChainCheck{true, true, true, true, true, {}};
    return state;
}

IssueState issuedInWindowState()
{
    IssueState state = issuedState();
    const QDateTime start = state.chain.first().notBefore.addDays(50);
    state.renewal = {start, start.addDays(4), text("https://ca.example/why"), start, start};
    crypto::Certificate other = exampleCertificate("Example Intermediate", "Another Root", 1000);
    other.sha256 = QByteArray(32, 7);
    state.otherChains.append(QList<crypto::Certificate> {state.chain.first(), other});
    return state;
}

IssueState savedState()
{
    IssueState state = issuedState();
    state.order.isSaved = true;
    state.saved = issuance::SavedFiles{text("/srv/tls/example.org"), {text("fullchain.pem"), text("privkey.pem")}};
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
