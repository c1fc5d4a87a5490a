// SPDX-License-Identifier: MIT
#include "checks/propagation.h"

#include "checks/looker.h"

#include <algorithm>
#include <array>

namespace cw::checks
{

namespace
{

constexpr std::array<std::pair<SeenState, QLatin1String>, 6> StateNames{{
    {SeenState::Seen, QLatin1String("seen")},
    {SeenState::Missing, QLatin1String("missing")},
    {SeenState::Other, QLatin1String("other")},
    {SeenState::Error, QLatin1String("error")},
    {SeenState::NoAnswer, QLatin1String("no_answer")},
    {SeenState::NotAsked, QLatin1String("not_asked")},
}};

// Passes everything on, and knows whether any name server (not a resolver) ever answered.
class AttentiveTransport final : public dns::DnsTransport
{
public:
    explicit AttentiveTransport(dns::DnsTransport &transport) : m_transport(transport) { }

    QList<dns::Reply> askAll(const QList<dns::Query> &queries, CancelToken &token) override
    {
        const QList<dns::Reply> replies = m_transport.askAll(queries, token);
        for (const dns::Reply &reply : replies)
            m_hasHeardAServer = m_hasHeardAServer || (reply.message && !reply.query.flags.recursionDesired);
        return replies;
    }
    bool hasHeardAServer() const { return m_hasHeardAServer; }

private:
    dns::DnsTransport &m_transport;
    bool m_hasHeardAServer = false;
};

// No network, no resolver, or port 53 is closed on the way: says nothing about the names.
std::optional<Failure> whyNothingCouldBeAsked(const QList<NameSight> &names, bool hasHeardAServer)
{
    const auto isWithoutResolver = [](const NameSight &name) {
        const auto *failure = name.failure ? std::get_if<DnsFailure>(&*name.failure) : nullptr;
        return failure && failure->kind == DnsFailure::Kind::NoResolver;
    };
    if (names.isEmpty())
        return std::nullopt;
    if (hasHeardAServer && !std::all_of(names.cbegin(), names.cend(), isWithoutResolver))
        return std::nullopt;
    return names.first().failure;
}

} // namespace

QString seenStateName(SeenState state)
{
    for (const auto &[known, name] : StateNames) {
        if (known == state)
            return name;
    }
    return {};
}

SeenState seenStateFromName(QStringView name)
{
    for (const auto &[state, known] : StateNames) {
        if (name == known)
            return state;
    }
    return SeenState::NotAsked;
}

bool lacksValue(const ServerSight &server)
{
    return server.state != SeenState::Seen && server.state != SeenState::NotAsked && !server.isHarmless;
}

bool Look::isComplete() const
{
    return !names.isEmpty()
        && std::all_of(names.cbegin(), names.cend(), [](const NameSight &name) { return name.isComplete; });
}

Result<Look> lookOnce(dns::DnsTransport &transport, const dns::DnsSettings &settings,
    const QList<ExpectedRecord> &expected, Clock &clock, ActivityLog &log, CancelToken &token)
{
    AttentiveTransport attentive(transport);
    dns::Resolver resolver(attentive, settings, clock, log);
    Looker looker(attentive, settings, clock, token);
    looker.findPlaces(resolver, expected);
    looker.askServers();
    looker.askAliases(resolver);
    looker.askAgain();
    looker.checkSignatures(resolver);
    Look look;
    look.time = clock.now();
    looker.lookElsewhere();
    looker.askResolvers();
    if (token.isCanceled())
        return Failure(Canceled());
    look.names = looker.result();
    if (const auto failure = whyNothingCouldBeAsked(look.names, attentive.hasHeardAServer()))
        return *failure;
    return look;
}

} // namespace cw::checks
