// SPDX-License-Identifier: MIT
#include "publish/trial.h"

#include <QRandomGenerator>

#include <array>

namespace cw::publish
{

namespace
{

constexpr std::chrono::milliseconds Patience { 60000 };
constexpr std::chrono::milliseconds Pause { 1000 };

struct Sight {
    QStringList having;
    QStringList lacking;
    bool isAsked() const { return !having.isEmpty() || !lacking.isEmpty(); }
};

// Servers that do not answer are no matter of the way to publish; the preflight tells of them.
Sight look(dns::Resolver &resolver, const dns::Zone &zone, const TxtRecord &record, CancelToken &token)
{
    Sight sight;
    const QList<dns::Reply> replies = resolver.askAllServers(zone, {{record.owner, dns::Type::TXT}}, token);
    for (qsizetype i = 0; i < replies.size() && i < zone.servers.size(); ++i) {
        if (!replies[i].message)
            continue;
        const QList<dns::Record> &answer = replies[i].message->answer;
        const bool isThere = std::any_of(answer.begin(), answer.end(),
                                         [&](const dns::Record &each) { return dns::textOf(each) == record.value; });
        const dns::ServerAddress &server = zone.servers[i];
        QStringList &list = isThere ? sight.having : sight.lacking;
        list.append(QStringLiteral("%1 (%2)").arg(server.host.withoutFinalDot(), server.address.toString()));
    }
    return sight;
}

enum class Goal { There, Gone };

// The last look: the goal was reached, or the patience is over.
Result<Sight> lookUntil(Goal goal, dns::Resolver &resolver, const dns::Zone &zone, const TxtRecord &record, CancelToken &token)
{
    const auto start = resolver.clock().ticks();
    for (;;) {
        Sight sight = look(resolver, zone, record, token);
        const QStringList &open = goal == Goal::There ? sight.lacking : sight.having;
        if (sight.isAsked() && open.isEmpty())
            return sight;
        if (token.isCanceled())
            return Failure(Canceled());
        if (resolver.clock().ticks() - start >= Patience)
            return sight;
        if (!resolver.clock().sleep(Pause, token))
            return Failure(Canceled());
    }
}

PublishFailure failureOf(PublishFailure::Kind kind, const TxtRecord &record, const QStringList &servers)
{
    PublishFailure failure;
    failure.kind = kind;
    failure.zone = record.zone.withoutFinalDot();
    failure.name = record.owner.withoutFinalDot();
    failure.server = servers.join(QStringLiteral(", "));
    return failure;
}

} // namespace

QByteArray newTestValue()
{
    std::array<quint32, 8> random {};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), qsizetype(sizeof(random)));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

Result<Trial> tryOut(Publisher &publisher, const TxtRecord &record, Removal removal, dns::Resolver &resolver, CancelToken &token)
{
    using Kind = PublishFailure::Kind;
    const auto start = resolver.clock().ticks();
    const Result<dns::Zone> zone = resolver.zoneOf(record.zone, token);
    if (!zone)
        return zone.failure();
    if (const Result<Nothing> rehearsed = publisher.rehearse({record}, token); !rehearsed)
        return rehearsed.failure();

    QList<TxtRecord> begun;
    const PresenceNote note = [&begun](const QList<TxtRecord> &records, Presence presence) -> Result<Nothing> {
        begun = presence == Presence::Declined ? QList<TxtRecord>() : records;
        return Nothing();
    };
    const Result<Nothing> presented = publisher.present({record}, note, token);
    const Result<Sight> seen
        = presented ? lookUntil(Goal::There, resolver, *zone, record, token) : Result<Sight>(presented.failure());
    CancelToken afresh; // what was put there is taken away, cancel or not
    const Result<Nothing> removed = begun.isEmpty() ? Nothing() : publisher.cleanUp(begun, afresh);
    if (!seen)
        return seen.failure();
    if (!seen->isAsked())
        return Failure(failureOf(Kind::NoServer, record, {}));
    if (!seen->lacking.isEmpty())
        return Failure(failureOf(Kind::NotSeen, record, seen->lacking));
    if (!removed)
        return removed.failure();
    if (removal == Removal::ByUs) {
        const Result<Sight> left = lookUntil(Goal::Gone, resolver, *zone, record, token);
        if (!left)
            return left.failure();
        if (!left->having.isEmpty())
            return Failure(failureOf(Kind::StillThere, record, left->having));
    }
    return Trial {record.zone.toString(), record.owner, seen->having, resolver.clock().ticks() - start, removal == Removal::Never};
}

} // namespace cw::publish
