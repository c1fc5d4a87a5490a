// SPDX-License-Identifier: MIT
#include "ui/support/watchstates.h"

#include "ui/support/stateparts.h"
#include "ui/support/states.h"

namespace cw::test
{

using checks::SeenState;
using issuance::Activity;
using issuance::IssueState;

IssueState rememberedState()
{
    IssueState state = publishSafeState();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    state.watch.look->time = now.addSecs(-5);
    for (int i = 0; i < 2; ++i) {
        checks::NameSight &name = state.watch.look->names[i];
        name.resolvers[2].state = SeenState::Missing;
        name.resolvers[2].goneIn = std::chrono::seconds(197);
        name.waiting = checks::Waiting{now.addSecs(421), checks::Waiting::Reason::NegativeAnswer};
        name.note = text("The resolver Quad9 still remembers the time before; it forgets in 3 minutes. That does not hold back the CA.");
    }
    state.watch.history.last().time = state.watch.look->time;
    state.watch.started = now.addSecs(-900);
    for (int i = 0; i < state.watch.history.size(); ++i)
        state.watch.history[i].time = now.addSecs(-900 + i * 180);
    state.watch.firstSights = {{now.addSecs(-700), text("ns1.example.org")}, {now.addSecs(-400), text("ns2.example.org")},
        {now.addSecs(-60), text("Cloudflare")}};
    return state;
}

IssueState harmlessState()
{
    IssueState state = publishSafeState();
    for (int i = 0; i < 2; ++i) {
        checks::NameSight &name = state.watch.look->names[i];
        name.servers[2].state = SeenState::NoAnswer;
        name.servers[2].isOwnValueSeen = false;
        name.servers[2].trouble = checks::Trouble::Silent;
        name.servers[2].isHarmless = true;
        name.note = text("ns3.dns.example does not answer as it should. The CA asks another server then, so this does no harm "
                         "now; it should be put right all the same.");
    }
    return state;
}

IssueState heldBackState()
{
    IssueState state = publishSafeState();
    state.watch.isSafe = false;
    checks::NameSight &name = state.watch.look->names[2];
    name.isComplete = false;
    name.cause = text("dnssec_bogus");
    name.detail = text("The signature over the TXT records of auth.example.net ended on 20 Nov 2026, 04:12.");
    name.todo = {text("Sign the zone again, and see why that did not happen by itself.")};
    return state;
}

IssueState blindState()
{
    IssueState state = publishState();
    for (checks::NameSight &name : state.watch.look->names) {
        name.servers.clear();
        name.resolvers.clear();
        name.zone = dns::Name();
        name.isComplete = false;
        name.cause = text("local_resolver");
        name.detail = text("This computer reaches no name server by port 53.");
        name.todo = {text("Allow DNS (port 53, UDP and TCP) to the outside.")};
    }
    return state;
}

IssueState restoredState()
{
    IssueState state = publishState();
    state.watch.isLookOld = true;
    state.watch.nextLook = QDateTime();
    state.running = {Activity::Watch};
    return state;
}

IssueState manyServersState()
{
    IssueState state = publishState();
    for (int i = 0; i < 2; ++i) {
        checks::NameSight &name = state.watch.look->names[i];
        for (int server = 4; server <= 8; ++server) {
            checks::ServerSight more = name.servers[0];
            more.server = text("ns%1.long-provider-name.example").arg(server);
            name.servers << more;
        }
    }
    return state;
}

} // namespace cw::test
