// SPDX-License-Identifier: MIT
#include "ui/pages/notready.h"

#include "issuance/recordtexts.h"
#include "ui/pages/pagewords.h"
#include "ui/pages/recordstate.h"
#include "ui/pages/watchtable.h"

#include <QCoreApplication>

namespace cw::ui
{

using checks::NameSight;
using checks::ServerSight;

namespace
{

struct NotReadyWords {
    Q_DECLARE_TR_FUNCTIONS(NotReadyWords)
};

struct NameFact {
    Tone tone = Tone::Pend;
    QString text;
};

QStringList lackingServers(const NameSight &name)
{
    QStringList lacking;
    for (const ServerSight &server : name.servers) {
        if (!server.isOwnValueSeen && checks::lacksValue(server) && !lacking.contains(server.server))
            lacking << server.server;
    }
    return lacking;
}

int serverCount(const NameSight &name)
{
    QStringList hosts;
    for (const ServerSight &server : name.servers)
        hosts << server.server;
    hosts.removeDuplicates();
    return int(hosts.size());
}

NameFact factOf(const issuance::IssueState &state, const store::NameRecord &record)
{
    const NameSight *name = sightOf(state, record.name);
    if (!name || name->servers.isEmpty())
        return {Tone::Warn, NotReadyWords::tr("not seen yet")};
    const QStringList lacking = lackingServers(*name);
    const int count = serverCount(*name);
    if (lacking.isEmpty() && !name->isComplete && !name->detail.isEmpty())
        return {Tone::Warn, readableText(name->detail)};
    if (lacking.isEmpty())
        return {Tone::Ok, NotReadyWords::tr("ready")};
    for (const ServerSight &server : name->servers) {
        const Slip slip = slipOf(*name, server);
        if (slip == Slip::WrongPlace)
            return {
                Tone::Fail, NotReadyWords::tr("in the wrong place at %1 of %2 servers").arg(lacking.size()).arg(count)};
        if (slip != Slip::None)
            return {Tone::Fail,
                NotReadyWords::tr("not the right value at %1 of %2 servers").arg(lacking.size()).arg(count)};
    }
    return {Tone::Warn,
        NotReadyWords::tr("missing at %1 (%2 of %3)")
            .arg(lacking.join(QStringLiteral(", ")))
            .arg(lacking.size())
            .arg(count)};
}

} // namespace

ConfirmDialog::Content notReadyContent(const issuance::IssueState &state)
{
    ConfirmDialog::Content content;
    content.title = NotReadyWords::tr("Ask the CA although DNS is not ready?");
    int notReady = 0;
    const QList<store::NameRecord> records = issuance::recordsToPublish(state.order);
    for (const store::NameRecord &record : records) {
        const NameFact fact = factOf(state, record);
        notReady += fact.tone == Tone::Ok ? 0 : 1;
        const auto same = std::find_if(content.facts.begin(), content.facts.end(),
            [&](const ConfirmDialog::Fact &other) { return other.text == fact.text; });
        if (same != content.facts.end())
            same->subject += QStringLiteral(", ") + readableName(record.name);
        else
            content.facts << ConfirmDialog::Fact{fact.tone, readableName(record.name), fact.text};
    }
    content.lead = notReady > 0
        ? NotReadyWords::tr("It will very likely refuse %1 of %2 names. This is what we know:")
              .arg(notReady)
              .arg(records.size())
        : NotReadyWords::tr("All servers had every value in the last look, but only once. This is what we know:");
    content.consequence = NotReadyWords::tr(
        "Each refusal counts against the limits of %1. An order with a refused name cannot be saved; a new "
        "one is needed, with new values.")
                              .arg(state.order.authorityName);
    content.doIt = NotReadyWords::tr("Ask the CA now");
    content.keep = NotReadyWords::tr("Keep waiting");
    return content;
}

} // namespace cw::ui
