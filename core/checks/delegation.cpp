// SPDX-License-Identifier: MIT
#include "checks/delegation.h"

#include "base/explain.h"
#include "checks/evidence.h"
#include "checks/findingwords.h"
#include "checks/publicsuffix.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace cw::checks
{

namespace
{

bool isUnreachable(const dns::Reply &reply)
{
    const auto *failure = reply.message ? nullptr : std::get_if<DnsFailure>(&reply.message.failure());
    return failure && failure->kind == DnsFailure::Kind::Unreachable;
}

// CAs' resolvers take such an answer even without authority (AA=0).
bool hasSoa(const dns::Reply &soaReply)
{
    constexpr int NoError = 0;
    return soaReply.message && soaReply.message->rcode == NoError && !soaReply.message->recursionAvailable
        && std::any_of(soaReply.message->answer.cbegin(), soaReply.message->answer.cend(),
            [](const dns::Record &record) { return record.type == dns::Type::SOA; });
}

bool isGood(const dns::Reply &soaReply)
{
    return hasSoa(soaReply) && soaReply.message->isAuthoritative;
}

QString faultOf(const dns::Reply &soaReply)
{
    if (const QString error = errorLine(soaReply); !error.isEmpty())
        return error;
    return soaReply.message->isAuthoritative ? QStringLiteral("no SOA record") : QStringLiteral("not authoritative");
}

const char *causeOfPlaceFailure(const DnsFailure &failure)
{
    switch (failure.kind) {
    case DnsFailure::Kind::Loop:
    case DnsFailure::Kind::TooManyAliases:
        return "cname_conflict_or_alias";
    case DnsFailure::Kind::NoResolver:
        return "local_resolver";
    default:
        return "delegation_wrong_or_lame"; // servers that are silent for everything, too
    }
}

Finding aliasFinding(const dns::RecordPlace &place)
{
    Finding made = makeFinding("alias", Severity::Info, "", place.validationName);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 is an alias that leads to %2."))
                   .arg(place.validationName.toString(), place.owner.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
                           "The TXT record has to be made there, in the zone %1; the authority follows the alias."))
                     .arg(place.zone.apex.toString());
    return made;
}

// The name is in no zone below a public suffix: nobody has registered it, or its registrar does not delegate it.
Finding notDelegatedFinding(const dns::Name &validationName, const QString &owner)
{
    Finding made = makeFinding("delegation", Severity::Fail, "delegation_wrong_or_lame", validationName);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "There is no zone that %1 could be in: nothing is delegated there."))
                   .arg(owner);
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "The domain is not registered, has expired, or its registrar has no name servers for it: nobody can find "
        "records in it."));
    made.todo = {owner == validationName.toString() ? words(QT_TRANSLATE_NOOP("checks",
                     "Check the name for a typing error, then its registration and the name servers entered there."))
                                                    : words(QT_TRANSLATE_NOOP("checks",
                                                                "%1 is an alias that leads to it: correct or remove "
                                                                "the alias, or register the domain that it leads to."))
                                                          .arg(validationName.toString())};
    return made;
}

Finding differingSetsFinding(const dns::Zone &zone)
{
    Finding made = makeFinding("delegation", Severity::Warning, "delegation_wrong_or_lame", zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "The parent of %1 names the servers %2; the zone itself names %3."))
                   .arg(zone.apex.toString(), namesOf(zone.parentServers), namesOf(zone.childServers));
    made.means = words(
        QT_TRANSLATE_NOOP("checks", "The authority may ask any of them; the record has to be on all of both lists."));
    made.todo = {words(
        QT_TRANSLATE_NOOP("checks", "Make both lists the same: at the registrar, or in the NS records of the zone."))};
    return made;
}

Finding withoutAddressFinding(const dns::Zone &zone)
{
    Finding made = makeFinding("delegation", Severity::Warning, "delegation_wrong_or_lame", zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "Name servers of %1 that have no address: %2."))
                   .arg(zone.apex.toString(), namesOf(zone.withoutAddress));
    made.means = words(QT_TRANSLATE_NOOP("checks", "They cannot be asked; the others have to do all the work."));
    made.todo = {words(QT_TRANSLATE_NOOP(
        "checks", "Give these names an address record, or take them out of the list of name servers."))};
    return made;
}

Finding leftOutFinding(const dns::Zone &zone)
{
    Finding made = makeFinding("delegation", Severity::Warning, "delegation_wrong_or_lame", zone.apex);
    made.saw = QCoreApplication::translate("checks",
        "%1 has so many name servers that %n of their names or addresses were not asked.", nullptr, zone.serversLeftOut)
                   .arg(zone.apex.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "The authority may ask any of them, so nothing certain can be said about this zone."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks", "Keep the list of name servers short: a handful is enough."))};
    return made;
}

Finding goodZoneFinding(const dns::RecordPlace &place)
{
    const dns::Zone &zone = place.zone;
    Finding made = makeFinding("delegation", Severity::Ok, "", zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "The record %1 belongs into the zone %2, served by %3."))
                   .arg(place.owner.toString(), zone.apex.toString(),
                       namesOf(zone.parentServers.isEmpty() ? zone.childServers : zone.parentServers));
    return made;
}

bool areDifferent(const QList<dns::Name> &some, const QList<dns::Name> &others)
{
    return !some.isEmpty() && !others.isEmpty()
        && QSet<dns::Name>(some.cbegin(), some.cend()) != QSet<dns::Name>(others.cbegin(), others.cend());
}

Finding nobodyServesFinding(const dns::Zone &zone, const QStringList &faults, SeenElsewhere seen)
{
    Finding made = makeFinding("servers", Severity::Fail, "delegation_wrong_or_lame", zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "None of the name servers of %1 answers for the zone: %2."))
                   .arg(zone.apex.toString(), faults.join(QStringLiteral("; ")));
    if (seen == SeenElsewhere::Yes) {
        made.severity = Severity::Warning;
        made.cause = QStringLiteral("local_resolver");
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "A resolver knows the zone, so the servers work for others: this network seems to block questions to name "
            "servers."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
            "Allow DNS (port 53, UDP and TCP) to the outside, or go on without seeing whether every server has the "
            "record."))};
        return made;
    }
    made.means = words(QT_TRANSLATE_NOOP("checks", "The authority would find no record there and fail."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks",
        "Compare the name servers at the registrar with those that really serve the zone, and see that these are "
        "running."))};
    return made;
}

Finding lameServerFinding(const dns::Zone &zone, const dns::ServerAddress &server, const dns::Reply &reply)
{
    Finding made = makeFinding("servers", Severity::Warning, "delegation_wrong_or_lame", zone.apex);
    made.server = labelOf(server);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "%1 does not answer for the zone %2: %3."))
                   .arg(labelOf(server), zone.apex.toString(), faultOf(reply));
    made.means
        = words(QT_TRANSLATE_NOOP("checks", "The authority then asks another server, which takes time and may fail."));
    made.todo = {
        words(QT_TRANSLATE_NOOP("checks", "Repair this server, or take it out of the zone's list of name servers."))};
    made.evidence = {evidenceOf(reply)};
    return made;
}

// What the closer look adds to the words for the failure.
void applyTrouble(Finding &made, PlaceTrouble trouble)
{
    switch (trouble) {
    case PlaceTrouble::Unknown:
    case PlaceTrouble::NobodyServes:
        return;
    case PlaceTrouble::Edns:
        made.cause = QStringLiteral("caa_servfail_nameserver");
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "Without EDNS these servers answer. Resolvers use EDNS, as they need it for DNSSEC, and give up."));
        made.todo = {words(QT_TRANSLATE_NOOP(
            "checks", "Update the name server, or let the firewall before it pass DNS messages with EDNS (RFC 6891)."))};
        return;
    case PlaceTrouble::Slow:
        made.cause = QStringLiteral("nameserver_timeout");
        made.means = words(QT_TRANSLATE_NOOP(
            "checks", "These servers do answer, but so late that the authority's resolver gives up before."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks",
            "See why the name servers are slow: load, rate limits, or the network before them."))};
        return;
    case PlaceTrouble::FailsAtText:
        made.cause = QStringLiteral("caa_servfail_nameserver");
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "These servers answer other questions about the zone, but fail at TXT for this name. The authority would "
            "get no answer either."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks", "Look into the log of the name server, or tell its operator."))};
        return;
    case PlaceTrouble::DropsText:
        made.cause = QStringLiteral("nameserver_timeout");
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "These servers answer other questions about the zone, but none for TXT at this name: something drops them."));
        made.todo = {words(QT_TRANSLATE_NOOP(
            "checks", "Look for a firewall that lets only some record types pass, and let it pass all."))};
        return;
    }
}

} // namespace

PlaceTrouble lookAtTrouble(dns::Resolver &resolver, const dns::Name &validationName, CancelToken &token)
{
    using namespace std::chrono_literals;
    const dns::AliasEnd end = resolver.endOfWay(validationName, token);
    if (!end.zone || end.zone->apex.isRoot() || end.zone->servers.isEmpty())
        return PlaceTrouble::Unknown;
    const dns::Question soa{end.zone->apex, dns::Type::SOA};
    dns::QueryFlags plain;
    plain.edns = false;
    plain.dnssecOk = false;
    QList<dns::Query> queries;
    for (const dns::ServerAddress &server : end.zone->servers) {
        queries.append(resolver.queryFor(soa, server.address));
        queries.append(resolver.queryFor(soa, server.address, plain));
        queries.append(resolver.queryFor({end.name, dns::Type::TXT}, server.address));
    }
    for (dns::Query &query : queries) {
        query.timeout = 6s; // more patient than any authority
        query.tries = 1;
    }
    const QList<dns::Reply> replies = resolver.askAll(queries, token);
    bool isPlainAnswered = false;
    bool isLate = false;
    bool isServedInTime = false;
    bool isTextHeard = false;
    for (qsizetype i = 0; i + 2 < replies.size(); i += 3) {
        const bool isInTime = replies.at(i).roundTrip < resolver.settings().timeout;
        isServedInTime = isServedInTime || (hasSoa(replies.at(i)) && isInTime);
        isLate = isLate || (hasSoa(replies.at(i)) && !isInTime);
        isPlainAnswered = isPlainAnswered || hasSoa(replies.at(i + 1));
        isTextHeard = isTextHeard || replies.at(i + 2).message;
    }
    if (isServedInTime)
        return isTextHeard ? PlaceTrouble::FailsAtText : PlaceTrouble::DropsText;
    if (isLate)
        return PlaceTrouble::Slow;
    return isPlainAnswered ? PlaceTrouble::Edns : PlaceTrouble::NobodyServes;
}

Finding placeFailureFinding(const dns::Name &name, const Failure &failure, PlaceTrouble trouble, SeenElsewhere seen)
{
    const auto *dns = std::get_if<DnsFailure>(&failure);
    // The question is about the name that is missing: this one, or what an alias of it leads to.
    if (dns && dns->kind == DnsFailure::Kind::NotFound)
        return notDelegatedFinding(name, dns->question.isEmpty() ? name.toString() : dns->question.section(u' ', 0, 0));
    Finding made = makeFinding("delegation", Severity::Fail, dns ? causeOfPlaceFailure(*dns) : "", name);
    const Explanation explanation = explain(failure);
    made.saw = explanation.title;
    made.means = explanation.text;
    if (!explanation.nextStep.isEmpty())
        made.todo = {explanation.nextStep};
    made.server = dns ? dns->server : QString();
    applyTrouble(made, trouble);
    const bool isSilence = dns && (dns->kind == DnsFailure::Kind::NoAnswer || dns->kind == DnsFailure::Kind::Unreachable);
    const bool isAboutUs
        = !dns || dns->kind == DnsFailure::Kind::NoResolver || (seen == SeenElsewhere::Yes && isSilence);
    if (isAboutUs)
        made.severity = Severity::Unknown;
    return made;
}

QList<Finding> placeFindings(const dns::RecordPlace &place)
{
    QList<Finding> findings;
    if (place.hops.size() > 1)
        findings.append(aliasFinding(place));
    if (place.zone.apex.isRoot() || isIcannSuffix(place.zone.apex.withoutFinalDot()))
        return findings + QList<Finding>{notDelegatedFinding(place.validationName, place.owner.toString())};
    const QList<Finding> faults = delegationFindings(place.zone);
    return findings + (faults.isEmpty() ? QList<Finding>{goodZoneFinding(place)} : faults);
}

QList<Finding> delegationFindings(const dns::Zone &zone)
{
    QList<Finding> findings;
    if (areDifferent(zone.parentServers, zone.childServers))
        findings.append(differingSetsFinding(zone));
    if (!zone.withoutAddress.isEmpty())
        findings.append(withoutAddressFinding(zone));
    if (zone.serversLeftOut > 0)
        findings.append(leftOutFinding(zone));
    return findings;
}

Finding unseenServersFinding(const dns::Zone &zone)
{
    Finding made = makeFinding("servers", Severity::Info, "", zone.apex);
    made.saw = words(QT_TRANSLATE_NOOP("checks", "The name servers of %1 cannot be asked one by one from here."))
                   .arg(zone.apex.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "Whether all of them are well is not known; what resolvers say about the zone is, and that is what counts in the "
        "end."));
    return made;
}

bool isServed(const QList<dns::Reply> &soaReplies)
{
    return std::any_of(soaReplies.cbegin(), soaReplies.cend(), hasSoa);
}

QList<Finding> serverFindings(
    const dns::Zone &zone, const QList<dns::Reply> &replies, bool answersOthers, SeenElsewhere seen)
{
    QList<Finding> findings;
    QStringList faults;
    const bool isSomeoneServing = answersOthers || isServed(replies);
    for (qsizetype i = 0; i < replies.size(); ++i) {
        const dns::ServerAddress &server = zone.servers.at(i);
        if (isGood(replies.at(i)))
            continue;
        // Without IPv6 here nothing can be said about those addresses.
        if (isSomeoneServing && isUnreachable(replies.at(i))
            && server.address.protocol() == QAbstractSocket::IPv6Protocol)
            continue;
        findings.append(lameServerFinding(zone, server, replies.at(i)));
        faults.append(labelOf(server) + QStringLiteral(": ") + faultOf(replies.at(i)));
    }
    if (!isSomeoneServing)
        return {nobodyServesFinding(zone, faults, seen)};
    if (findings.isEmpty()) {
        Finding made = makeFinding("servers", Severity::Ok, "", zone.apex);
        made.saw = words(
            QT_TRANSLATE_NOOP("checks", "Every name server of %1 that can be reached from here answers for the zone."))
                       .arg(zone.apex.toString());
        findings.append(made);
    }
    return findings;
}

} // namespace cw::checks
