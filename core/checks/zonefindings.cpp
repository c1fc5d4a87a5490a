// SPDX-License-Identifier: MIT
#include "checks/zonefindings.h"

#include "checks/evidence.h"
#include "checks/findingwords.h"
#include "checks/replies.h"

#include <QCoreApplication>

#include <algorithm>

namespace cw::checks
{

namespace
{

bool isSoaAnswer(const dns::Reply &reply)
{
    return reply.message && reply.message->rcode == NoError
        && std::any_of(reply.message->answer.cbegin(), reply.message->answer.cend(),
            [](const dns::Record &record) { return record.type == dns::Type::SOA; });
}

bool serves(const ServerProbe &probe)
{
    return isSoaAnswer(probe.soa) || isSoaAnswer(probe.withoutEdns) || isSoaAnswer(probe.overTcp);
}

bool isEdnsBroken(const ServerProbe &probe)
{
    return !isSoaAnswer(probe.soa) && isSoaAnswer(probe.withoutEdns);
}

bool isOptionFatal(const ServerProbe &probe)
{
    return isSoaAnswer(probe.soa) && !isSoaAnswer(probe.unknownOption);
}

bool isVersionIgnored(const ServerProbe &probe)
{
    constexpr int BadVersion = 16;
    return isSoaAnswer(probe.soa) && !(probe.ednsVersion1.message && probe.ednsVersion1.message->rcode == BadVersion);
}

bool isTcpClosed(const ServerProbe &probe)
{
    return !isSoaAnswer(probe.overTcp);
}

bool isCaseBroken(const ServerProbe &probe)
{
    if (!isSoaAnswer(probe.soa))
        return false;
    if (!isSoaAnswer(probe.mixedCase) || probe.mixedCase.message->questions.isEmpty())
        return true;
    // Names compare without regard to case; here every byte counts.
    return probe.mixedCase.message->questions.first().name.toWire() != probe.mixedCase.query.question.name.toWire();
}

bool isTypeRefused(const ServerProbe &probe)
{
    return isSoaAnswer(probe.soa) && !isAnswer(probe.unknownType);
}

bool isNegativeBroken(const ServerProbe &probe)
{
    const dns::Reply &reply = probe.missingName;
    if (!isSoaAnswer(probe.soa))
        return false;
    if (!isAnswer(reply))
        return true;
    if (!reply.message->answer.isEmpty())
        return false; // a wildcard
    const QList<dns::Record> &authority = reply.message->authority;
    return !reply.message->isAuthoritative
        || std::none_of(authority.cbegin(), authority.cend(),
            [](const dns::Record &record) { return record.type == dns::Type::SOA; });
}

// One thing that a server has to be able to do.
struct Ability {
    const char *check;
    Severity severity;
    const char *cause;
    bool (*isMissing)(const ServerProbe &);
    dns::Reply ServerProbe::*shows;
    const char *saw; // %1: servers, %2: the zone, %3: what the first said
    const char *means;
    const char *todo;
};

const QList<Ability> &abilities()
{
    static const QList<Ability> all{
        {"edns", Severity::Warning, "caa_servfail_nameserver", isEdnsBroken, &ServerProbe::soa,
            QT_TRANSLATE_NOOP("checks", "%1 answers questions about %2 only without EDNS; with it: %3."),
            QT_TRANSLATE_NOOP("checks",
                "Resolvers ask with EDNS, as DNSSEC needs it. Some ask again without it, some fail."),
            QT_TRANSLATE_NOOP(
                "checks", "Update the name server, or let the firewall before it pass DNS messages with EDNS.")},
        {"edns", Severity::Warning, "caa_servfail_nameserver", isOptionFatal, &ServerProbe::unknownOption,
            QT_TRANSLATE_NOOP("checks", "%1 fails at questions about %2 with an EDNS option that it does not know: %3."),
            QT_TRANSLATE_NOOP("checks",
                "Unknown options have to be ignored (RFC 6891); resolvers that send cookies, for example, get no answer."),
            QT_TRANSLATE_NOOP("checks", "Update the name server.")},
        {"edns", Severity::Info, "", isVersionIgnored, &ServerProbe::ednsVersion1,
            QT_TRANSLATE_NOOP("checks", "%1 does not say BADVERS to a later version of EDNS for %2, but: %3."),
            QT_TRANSLATE_NOOP("checks", "This does no harm today."),
            QT_TRANSLATE_NOOP("checks", "Update the name server when there is an occasion.")},
        {"edns", Severity::Warning, "caa_servfail_nameserver", isTypeRefused, &ServerProbe::unknownType,
            QT_TRANSLATE_NOOP("checks", "%1 does not answer questions about %2 for a record type that it does not know: %3."),
            QT_TRANSLATE_NOOP("checks",
                "It has to answer NOERROR without a record (RFC 3597). Servers that do not often fail at CAA too."),
            QT_TRANSLATE_NOOP("checks", "Update the name server, or look for a firewall that lets only some types pass.")},
        {"tcp", Severity::Warning, "caa_servfail_nameserver", isTcpClosed, &ServerProbe::overTcp,
            QT_TRANSLATE_NOOP("checks", "%1 does not answer over TCP for %2: %3."),
            QT_TRANSLATE_NOOP("checks",
                "Answers that do not fit into one UDP message cannot be fetched: many TXT values or large DNSSEC keys."),
            QT_TRANSLATE_NOOP("checks", "Open TCP port 53 to the name server (RFC 7766).")},
        {"case", Severity::Warning, "case_0x20", isCaseBroken, &ServerProbe::mixedCase,
            QT_TRANSLATE_NOOP("checks",
                "%1 does not repeat a question about %2 as it came when it has capital letters, or answers it "
                "otherwise: %3."),
            QT_TRANSLATE_NOOP("checks",
                "Resolvers mix capitals into questions to recognize forged answers, and some refuse what does not "
                "match."),
            QT_TRANSLATE_NOOP(
                "checks", "Update the name server: it has to compare names without regard to case and repeat them.")},
        {"negative_answer", Severity::Warning, "caa_servfail_nameserver", isNegativeBroken, &ServerProbe::missingName,
            QT_TRANSLATE_NOOP("checks",
                "%1 answers a question for a name that does not exist in %2 without authority or without the SOA "
                "record: %3."),
            QT_TRANSLATE_NOOP("checks",
                "Such answers say nothing that can be trusted (RFC 2308); some resolvers make SERVFAIL of them. A CAA "
                "question that has no record gets the same kind of answer."),
            QT_TRANSLATE_NOOP("checks", "Update or correct the name server software.")},
    };
    return all;
}

Finding missingAbility(const Ability &ability, const ZoneProbe &probe, const QList<ServerProbe> &bad)
{
    QList<dns::ServerAddress> servers;
    for (const ServerProbe &one : bad)
        servers.append(one.server);
    Finding made = makeFinding(ability.check, ability.severity, ability.cause, probe.zone.apex);
    if (servers.size() == 1)
        made.server = labelOf(servers.first());
    made.saw = words(ability.saw)
                   .arg(labelsOf(servers), probe.zone.apex.toString(), resultLine(bad.first().*ability.shows));
    made.means = words(ability.means);
    made.todo = {words(ability.todo)};
    for (const ServerProbe &one : bad)
        made.evidence.append(evidenceOf(one.*ability.shows));
    return made;
}

struct Fine {
    const char *check;
    const char *text; // %1: the zone
};

const QList<Fine> &fineWords()
{
    static const QList<Fine> all{
        {"edns", QT_TRANSLATE_NOOP("checks", "The name servers of %1 take EDNS and unknown record types as they should.")},
        {"tcp", QT_TRANSLATE_NOOP("checks", "The name servers of %1 answer over TCP as well.")},
        {"case", QT_TRANSLATE_NOOP("checks", "The name servers of %1 answer questions in any mixture of letter case.")},
        {"negative_answer",
            QT_TRANSLATE_NOOP("checks", "The name servers of %1 say correctly that a name does not exist.")},
    };
    return all;
}

} // namespace

QList<Finding> abilityFindings(const ZoneProbe &probe)
{
    QList<ServerProbe> alive;
    std::copy_if(probe.servers.cbegin(), probe.servers.cend(), std::back_inserter(alive), serves);
    if (alive.isEmpty())
        return {};
    QList<Finding> findings;
    for (const Ability &ability : abilities()) {
        QList<ServerProbe> bad;
        std::copy_if(alive.cbegin(), alive.cend(), std::back_inserter(bad), ability.isMissing);
        if (!bad.isEmpty())
            findings.append(missingAbility(ability, probe, bad));
    }
    for (const Fine &fine : fineWords()) {
        const bool isMentioned = std::any_of(findings.cbegin(), findings.cend(),
            [&fine](const Finding &one) { return one.check == QLatin1StringView(fine.check); });
        if (isMentioned)
            continue;
        Finding made = makeFinding(fine.check, Severity::Ok, "", probe.zone.apex);
        made.saw = words(fine.text).arg(probe.zone.apex.toString());
        findings.append(made);
    }
    return findings;
}

} // namespace cw::checks
