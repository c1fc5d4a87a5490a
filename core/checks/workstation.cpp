// SPDX-License-Identifier: MIT
#include "checks/workstation.h"

#include "checks/replies.h"
#include "checks/workstationview.h"
#include "checks/workstationwords.h"

#include <QSet>

#include <algorithm>

namespace cw::checks
{

namespace
{

constexpr int Refused = 5;

bool isServing(const dns::Reply &reply)
{
    return reply.message && reply.message->rcode != Refused;
}

// "No such name" about the root itself: such a resolver answers without knowing anything of DNS.
bool deniesTheRoot(const dns::Reply &reply)
{
    return reply.message && reply.message->rcode == NameError && reply.query.question.name.isRoot();
}

bool hasType(const dns::Reply &reply, dns::Type type)
{
    return reply.message
        && std::any_of(reply.message->answer.cbegin(), reply.message->answer.cend(),
            [type](const dns::Record &record) { return record.type == type; });
}

// K26: "any answer" proves it on the Internet; in a closed network an unknown name server might refuse from there.
bool isAnswerFromNowhere(const dns::Reply &reply, WorkstationView::Network network)
{
    if (!reply.message)
        return false;
    return network == WorkstationView::Network::Open
        || (reply.message->rcode == NoError && (!reply.message->answer.isEmpty() || reply.message->recursionAvailable));
}

// The servers of the root refer and do no recursion: whoever offers it is a resolver.
bool isAnswerOfABox(const dns::Reply &deep)
{
    return deep.message && deep.message->recursionAvailable && !deep.message->isAuthoritative;
}

std::optional<dns::Reply> proofOfInterception(const WorkstationView &view)
{
    if (view.nowhere && isAnswerFromNowhere(*view.nowhere, view.network))
        return view.nowhere;
    const auto box = std::find_if(view.deep.cbegin(), view.deep.cend(), isAnswerOfABox);
    return box == view.deep.cend() ? std::nullopt : std::optional(*box);
}

bool isAnyServing(const QList<dns::Reply> &replies)
{
    return std::any_of(replies.cbegin(), replies.cend(), isServing);
}

std::optional<Failure> outageIn(const WorkstationView &view)
{
    const QList<dns::Reply> answers = view.rootOfResolvers + view.nameOfResolvers;
    // It says so of everything then, and it would be wrong to believe it.
    const bool areAllDenying = !view.rootOfResolvers.isEmpty()
        && std::all_of(view.rootOfResolvers.cbegin(), view.rootOfResolvers.cend(), deniesTheRoot)
        && std::none_of(view.nameOfResolvers.cbegin(), view.nameOfResolvers.cend(),
            [](const dns::Reply &reply) { return reply.message && reply.message->rcode == NoError; });
    if ((isAnyServing(answers) && !areAllDenying) || isAnyServing(view.rootOfPublicOnes) || view.isAnyServerReached)
        return std::nullopt;
    DnsFailure failure;
    failure.kind = DnsFailure::Kind::NoResolver;
    failure.question = QStringLiteral(". SOA");
    for (const dns::Reply &reply : answers) {
        failure.server = reply.query.server.toString();
        if (reply.message) { // one that refuses says more than one that is silent
            failure.rcode = reply.message->rcode;
            break;
        }
    }
    return Failure(failure);
}

// Addresses that mean something in one network only.
bool isPrivate(const QHostAddress &address)
{
    static const QList<QPair<QHostAddress, int>> networks{QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("100.64.0.0/10")),
        QHostAddress::parseSubnet(QStringLiteral("169.254.0.0/16")),
        QHostAddress::parseSubnet(QStringLiteral("127.0.0.0/8")), QHostAddress::parseSubnet(QStringLiteral("fc00::/7")),
        QHostAddress::parseSubnet(QStringLiteral("fe80::/10"))};
    return std::any_of(networks.cbegin(), networks.cend(),
        [&address](const QPair<QHostAddress, int> &network) { return address.isInSubnet(network); });
}

QSet<QHostAddress> addressesIn(const QList<dns::Reply> &replies)
{
    QSet<QHostAddress> addresses;
    for (const dns::Reply &reply : replies) {
        for (const dns::Record &record : reply.message ? reply.message->answer : QList<dns::Record>()) {
            if (const QHostAddress address(dns::addressOf(record)); !address.isNull())
                addresses.insert(address);
        }
    }
    return addresses;
}

QSet<dns::Name> nameServersIn(const QList<dns::Reply> &replies, const dns::Name &zone)
{
    QSet<dns::Name> hosts;
    for (const dns::Reply &reply : replies) {
        for (const dns::Record &record : reply.message ? reply.message->answer : QList<dns::Record>()) {
            if (record.type == dns::Type::NS && record.owner == zone)
                hosts.insert(dns::targetOf(record).value_or(dns::Name()));
        }
    }
    return hosts;
}

// The zone that the resolver has the name in; null when it does not say, or the name is an alias.
std::optional<dns::Name> zoneAccordingTo(const dns::Reply &soa)
{
    if (!isAnswer(soa) || hasType(soa, dns::Type::CNAME) || hasType(soa, dns::Type::DNAME))
        return std::nullopt;
    for (const dns::Record &record : soa.message->answer + soa.message->authority) {
        if (record.type == dns::Type::SOA && soa.query.question.name.isAtOrBelow(record.owner))
            return record.owner;
    }
    return std::nullopt;
}

QSet<dns::Name> primariesIn(const QList<dns::Reply> &soas, const dns::Name &zone)
{
    QSet<dns::Name> primaries;
    for (const dns::Reply &reply : soas) {
        if (!isAnswer(reply))
            continue;
        for (const dns::Record &record : reply.message->answer + reply.message->authority) {
            const std::optional<dns::Soa> soa = record.owner == zone ? dns::soaOf(record) : std::nullopt;
            if (soa)
                primaries.insert(soa->primary);
        }
    }
    return primaries;
}

// Another zone than the one that its servers know, or another primary server in it.
bool isAnotherZone(const ZoneView &view)
{
    const std::optional<dns::Name> inside = zoneAccordingTo(view.soa);
    if (!inside || view.zone.isHearsay)
        return false;
    QSet<dns::Name> outside{view.zone.apex};
    for (const dns::Reply &reply : view.ownSoas)
        outside.insert(zoneAccordingTo(reply).value_or(view.zone.apex));
    if (!outside.contains(*inside))
        return true;
    const QSet<dns::Name> own = primariesIn(view.ownSoas, *inside);
    const bool areAllAsked = view.ownSoas.size() == view.zone.servers.size()
        && std::all_of(view.ownSoas.cbegin(), view.ownSoas.cend(), isAnswer);
    return areAllAsked && !own.isEmpty() && !own.intersects(primariesIn({view.soa}, *inside));
}

// K25. Serials differ for a while after each change, and are no sign of another view.
std::optional<Finding> splitHorizonIn(const ZoneView &view)
{
    const dns::Name &apex = view.zone.apex;
    const QSet<dns::Name> inside = nameServersIn({view.nameServers}, apex);
    QSet<dns::Name> outside = nameServersIn(view.publicNameServers, apex);
    if (!view.zone.isHearsay) {
        for (const dns::Name &host : view.zone.parentServers + view.zone.childServers)
            outside.insert(host);
    }
    if (isAnotherZone(view))
        return splitHorizonFinding(apex, HorizonDifference::Zone, view.soa, view.ownSoas.mid(0, 1));
    if (!inside.isEmpty() && !outside.isEmpty() && !inside.intersects(outside))
        return splitHorizonFinding(apex, HorizonDifference::NameServers, view.nameServers, view.publicNameServers);

    const bool isComparable = std::any_of(view.ownAddresses.cbegin(), view.ownAddresses.cend(), isAnswer);
    const QSet<QHostAddress> known = addressesIn(view.ownAddresses);
    for (const QHostAddress &address : isComparable ? addressesIn(view.addresses) : QSet<QHostAddress>()) {
        if (isPrivate(address) && !known.contains(address))
            return splitHorizonFinding(
                apex, HorizonDifference::PrivateAddresses, view.addresses.value(0), view.ownAddresses.mid(0, 1));
    }
    return std::nullopt;
}

// K28, of the resolver that is asked first. A root of one's own need not be signed; the Internet's is.
std::optional<Finding> resolverFaultIn(const WorkstationView &view)
{
    const auto isHeard = [](const dns::Reply &reply) { return reply.message.isOk(); };
    const auto heard = std::find_if(view.rootOfResolvers.cbegin(), view.rootOfResolvers.cend(), isHeard);
    if (heard == view.rootOfResolvers.cend()) {
        const bool isSilent = !view.rootOfResolvers.isEmpty()
            && std::none_of(view.nameOfResolvers.cbegin(), view.nameOfResolvers.cend(), isHeard);
        return isSilent ? std::optional(resolverFinding(ResolverFault::Silent, view.rootOfResolvers.first()))
                        : std::nullopt;
    }
    const bool isSigned = view.rootOfRoot ? hasType(*view.rootOfRoot, dns::Type::RRSIG)
                                          : view.network == WorkstationView::Network::Open;
    if (!isSigned || heard->message->rcode != NoError || !hasType(*heard, dns::Type::SOA))
        return std::nullopt;
    if (!heard->message->hasEdns || !hasType(*heard, dns::Type::RRSIG))
        return resolverFinding(ResolverFault::StripsSignatures, *heard);
    if (!heard->message->authenticData)
        return resolverFinding(ResolverFault::DoesNotCheck, *heard);
    return std::nullopt;
}

QString whoAnswers(const WorkstationView &view)
{
    for (const dns::Reply &reply : view.rootOfResolvers + view.nameOfResolvers + view.rootOfPublicOnes) {
        if (isServing(reply))
            return reply.query.server.toString();
    }
    return {};
}

} // namespace

Workstation inspectWorkstation(dns::Resolver &resolver, const QList<dns::Name> &names, CancelToken &token)
{
    const WorkstationView view = viewFromHere(resolver, names, token);
    Workstation found;
    if (token.isCanceled()) {
        found.outage = Failure(Canceled());
        return found;
    }
    found.outage = outageIn(view);
    if (found.outage || view.network == WorkstationView::Network::OwnPort)
        return found;

    const std::optional<dns::Reply> proof = proofOfInterception(view);
    found.isIntercepted = proof.has_value();
    // Boxes do not set AA: servers that answered with authority were asked themselves.
    found.canAskServers = view.isAnyServerReached;
    if (proof)
        found.findings.append(interceptionFinding(*proof));
    else if (!found.canAskServers)
        found.findings.append(blockedPortFinding(whoAnswers(view)));
    for (const ZoneView &zone : view.zones) {
        if (const std::optional<Finding> split = splitHorizonIn(zone)) {
            found.hasSplitHorizon = true;
            found.findings.append(*split);
        }
    }
    if (const std::optional<Finding> fault = resolverFaultIn(view))
        found.findings.append(*fault);

    if (found.hasSplitHorizon && isAnyServing(view.rootOfPublicOnes))
        resolver.askOnlyPublicResolvers();
    if (!found.canAskServers)
        resolver.leaveServersOut();
    return found;
}

} // namespace cw::checks
