// SPDX-License-Identifier: MIT
#include "checks/propagation.h"

#include "checks/looker.h"

#include <algorithm>
#include <array>

namespace cw::checks
{

using namespace std::chrono_literals;

namespace
{

// No resolver, no network: says nothing about the names.
std::optional<Failure> whyNothingCouldBeAsked(const QList<NameSight> &names)
{
    const auto isWithoutResolver = [](const NameSight &name) {
        const auto *failure = name.failure ? std::get_if<DnsFailure>(&*name.failure) : nullptr;
        return failure && failure->kind == DnsFailure::Kind::NoResolver;
    };
    if (names.isEmpty() || !std::all_of(names.cbegin(), names.cend(), isWithoutResolver))
        return std::nullopt;
    return names.first().failure;
}

} // namespace

QString seenStateName(SeenState state)
{
    switch (state) {
    case SeenState::Seen:
        return QStringLiteral("seen");
    case SeenState::Missing:
        return QStringLiteral("missing");
    case SeenState::Other:
        return QStringLiteral("other");
    case SeenState::Error:
        return QStringLiteral("error");
    case SeenState::NoAnswer:
        return QStringLiteral("no_answer");
    case SeenState::NotAsked:
        break;
    }
    return QStringLiteral("not_asked");
}

bool Look::isComplete() const
{
    return !names.isEmpty()
        && std::all_of(names.cbegin(), names.cend(), [](const NameSight &name) { return name.isComplete; });
}

Result<Look> lookOnce(dns::DnsTransport &transport, const dns::DnsSettings &settings,
    const QList<ExpectedRecord> &expected, Clock &clock, ActivityLog &log, CancelToken &token)
{
    dns::Resolver resolver(transport, settings, clock, log);
    Looker looker(transport, settings, token);
    looker.findPlaces(resolver, expected);
    looker.askServers();
    looker.askAliases(resolver);
    Look look;
    look.time = clock.now();
    looker.askForDoubledNames();
    looker.askResolvers();
    if (token.isCanceled())
        return Failure(Canceled());
    look.names = looker.result();
    if (const auto failure = whyNothingCouldBeAsked(look.names))
        return *failure;
    return look;
}

std::chrono::milliseconds waitBeforeLook(int looksSoFar, std::chrono::milliseconds sinceStart)
{
    constexpr std::array<std::chrono::seconds, 6> first{2s, 3s, 5s, 8s, 13s, 20s};
    if (looksSoFar < 1)
        return 0ms;
    if (looksSoFar <= int(first.size()))
        return first.at(size_t(looksSoFar) - 1);
    return sinceStart < 15min ? 30s : 60s;
}

} // namespace cw::checks
