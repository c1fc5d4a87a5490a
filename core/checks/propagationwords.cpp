// SPDX-License-Identifier: MIT
#include "checks/propagationwords.h"

#include "base/explain.h"
#include "checks/duration.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <climits>

namespace cw::checks
{

namespace
{

struct Words {
    Q_DECLARE_TR_FUNCTIONS(checks)
};

QString listOf(const QStringList &items)
{
    return QLocale().createSeparatedList(items);
}

QString ownerOf(const NameSight &sight)
{
    return sight.owner.withoutFinalDot();
}

QString ownValue(const NameSight &sight)
{
    return QString::fromUtf8(sight.expected.value(0));
}

template <typename Predicate> QStringList serversThat(const NameSight &sight, Predicate isMeant)
{
    QStringList names;
    for (const ServerSight &server : sight.servers) {
        if (isMeant(server) && !names.contains(server.server))
            names.append(server.server);
    }
    return names;
}

bool isLacking(const ServerSight &server)
{
    return server.state == SeenState::Missing || server.state == SeenState::Other;
}

bool isInTrouble(const ServerSight &server)
{
    return server.trouble != Trouble::None;
}

const ServerSight *firstThat(const NameSight &sight, bool (*isMeant)(const ServerSight &))
{
    const auto found = std::find_if(sight.servers.cbegin(), sight.servers.cend(), isMeant);
    return found == sight.servers.cend() ? nullptr : &*found;
}

QString addRecord(const NameSight &sight)
{
    return Words::tr("Publish this record in the zone %1: %2 TXT \"%3\"")
        .arg(sight.zone.withoutFinalDot(), sight.owner.relativeTo(sight.zone), ownValue(sight));
}

void sayFailure(NameSight &sight)
{
    const Explanation explanation = explain(*sight.failure);
    sight.detail = explanation.text;
    if (!explanation.nextStep.isEmpty())
        sight.todo = {explanation.nextStep};
}

void sayBogus(NameSight &sight, const Clues &clues)
{
    if (clues.whyBogus) {
        sight.detail = clues.whyBogus->saw;
        sight.todo = clues.whyBogus->todo;
        return;
    }
    sight.detail = Words::tr("Every name server has the value, but the DNSSEC signatures on the way to it do not hold, so "
                             "validating resolvers, and with them the CA, discard it.");
    sight.todo = {Words::tr("Have the zone %1 signed again, and see that all its name servers have taken over the signed copy.")
                      .arg(sight.zone.withoutFinalDot())};
}

void sayAlias(NameSight &sight, const ExpectedRecord &expected, const Clues &clues)
{
    if (clues.aliasBeside) {
        sight.detail
            = Words::tr("%1 holds a CNAME record that leads to %2 beside the TXT record. Resolvers that meet the CNAME never see the TXT.")
                  .arg(ownerOf(sight), clues.aliasBeside->withoutFinalDot());
        sight.todo = {Words::tr("Delete the CNAME record at %1, or put the TXT record where it leads.").arg(ownerOf(sight))};
        return;
    }
    sight.detail = clues.isOwnerMissing
        ? Words::tr("%1 is an alias that leads to %2, and there is nothing there.")
              .arg(expected.validationName.withoutFinalDot(), ownerOf(sight))
        : Words::tr("%1 is an alias that leads to %2, and the value is not there.")
              .arg(expected.validationName.withoutFinalDot(), ownerOf(sight));
    sight.todo = {addRecord(sight),
        Words::tr("Or delete the CNAME record at %1 and publish the TXT record there.")
            .arg(expected.validationName.withoutFinalDot())};
}

void sayWildcard(NameSight &sight, const ExpectedRecord &expected, const Clues &clues)
{
    const QString name = expected.validationName.withoutFinalDot();
    sight.detail = clues.wildcardTarget
        ? Words::tr("%1 has no record of its own; a wildcard record answers in its place and leads to %2.")
              .arg(name, clues.wildcardTarget->withoutFinalDot())
        : Words::tr("%1 has no record of its own; a wildcard record answers in its place with another text.").arg(name);
    sight.todo = {Words::tr("Publish a TXT record at %1 itself: then the wildcard no longer counts there.").arg(name)};
}

void sayMisplaced(NameSight &sight, const ExpectedRecord &expected, const Clues &clues)
{
    const QString right = clues.isAlias ? ownerOf(sight) : expected.validationName.withoutFinalDot();
    sight.detail
        = Words::tr("The value is at %1; it has to be at %2.").arg(clues.misplaced->withoutFinalDot(), right);
    sight.todo = {Words::tr("Panels often add the zone themselves: enter %1 as the name of the record.")
                      .arg(sight.owner.relativeTo(sight.zone))};
}

QString spoiltInWords(Spoilt spoilt)
{
    switch (spoilt) {
    case Spoilt::Quoted:
        return Words::tr("the value has quotation marks in it");
    case Spoilt::Blanks:
        return Words::tr("the value has blanks in it");
    case Spoilt::Padded:
        return Words::tr("the value has “=” at its end");
    case Spoilt::Case:
        return Words::tr("capital and small letters of the value were changed");
    case Spoilt::LookAlike:
        return Words::tr("hyphens of the value have become dashes");
    case Spoilt::Encoding:
        return Words::tr("this is the value in another encoding");
    case Spoilt::Cut:
        return Words::tr("the value is cut off");
    case Spoilt::Surrounded:
        return Words::tr("there is other text around the value");
    case Spoilt::Undigested:
        return Words::tr("this is the key authorization; the value is its digest");
    case Spoilt::No:
        break;
    }
    return {};
}

void saySpoilt(NameSight &sight)
{
    for (const ServerSight &server : std::as_const(sight.servers)) {
        for (const QByteArray &found : server.found) {
            for (const QByteArray &value : std::as_const(sight.expected)) {
                const Spoilt spoilt = howSpoilt(found, value);
                if (spoilt == Spoilt::No)
                    continue;
                sight.detail = Words::tr("%1 holds “%2”: %3.")
                                   .arg(ownerOf(sight), QString::fromUtf8(found), spoiltInWords(spoilt));
                sight.todo = {Words::tr("Enter the value exactly as it is, without quotation marks, blanks or anything else: %1")
                                  .arg(QString::fromUtf8(value))};
                return;
            }
        }
    }
}

void sayOverwritten(NameSight &sight)
{
    sight.detail = Words::tr("Only one of the %n values is at %1: the new one replaced the one before.", nullptr,
        int(sight.expected.size()))
                       .arg(ownerOf(sight));
    sight.todo = {Words::tr("Add the missing value next to the other one; both have to stay until the end."),
        Words::tr("If your provider takes only one TXT record at a name, order the name and its wildcard one after the other.")};
}

void sayStale(NameSight &sight)
{
    sight.detail = Words::tr("%1 holds a value of an earlier order, but not the one of this order.").arg(ownerOf(sight));
    sight.todo = {addRecord(sight), Words::tr("Delete the old values there; they are of no use any more.")};
}

QString troubleInWords(const ServerSight &server)
{
    if (server.state == SeenState::NoAnswer && server.trouble == Trouble::Doubtful)
        return Words::tr("%1 (%2) does not answer this question, or cannot be reached from here.")
            .arg(server.server, server.address);
    if (server.state == SeenState::NoAnswer)
        return Words::tr("%1 (%2) does not answer.").arg(server.server, server.address);
    if (server.state == SeenState::Seen)
        return Words::tr("%1 (%2) answers too slowly for a CA: after %3 ms.")
            .arg(server.server, server.address)
            .arg(server.roundTrip.count());
    return Words::tr("%1 (%2) does not answer as a server of the zone: %3.")
        .arg(server.server, server.address, server.detail);
}

void sayCapitals(NameSight &sight, const Clues &clues)
{
    sight.detail = Words::tr("%1 has the value, but not for a question that has capital letters. Resolvers mix capitals into "
                             "questions to recognize forged answers.")
                       .arg(listOf(clues.failAtCapitals));
    sight.todo = {Words::tr("Update the name server: it has to compare names without regard to case and to repeat the "
                            "question as it came.")};
}

void sayWrongProvider(NameSight &sight)
{
    const auto isOnlyInZone = [](const ServerSight &server) { return server.namedBy == NamedBy::Zone; };
    const auto isOnlyAbove = [](const ServerSight &server) { return server.namedBy == NamedBy::Parent; };
    sight.detail = Words::tr("The value is at %1, but the zone above %2 sends everybody to %3, without the value.")
                       .arg(listOf(serversThat(sight, isOnlyInZone)), sight.zone.withoutFinalDot(),
                           listOf(serversThat(sight, isOnlyAbove)));
    sight.todo = {Words::tr("Enter the name servers that hold the zone now at your registrar, or publish the record at the others.")};
}

void sayBroken(NameSight &sight)
{
    const ServerSight *server = firstThat(sight, isInTrouble);
    const bool isOnlyInZone = !server;
    if (isOnlyInZone) {
        sight.detail = Words::tr("None of the name servers that the zone above names for %1 is certain to give out the value.")
                           .arg(sight.zone.withoutFinalDot());
        sight.todo = {Words::tr("Compare the name servers at your registrar with those in the zone.")};
        return;
    }
    sight.detail = troubleInWords(*server);
    sight.todo = {Words::tr("See that %1 runs and holds the zone %2, or take it out of the NS records, at the registrar as well.")
                      .arg(server->server, sight.zone.withoutFinalDot())};
}

void sayContradiction(NameSight &sight, const Clues &clues)
{
    sight.detail = clues.contradiction.isEmpty()
        ? Words::tr("Every name server has the value, but the resolver %1, asked just now, was told otherwise.")
              .arg(clues.contradictingResolver)
        : Words::tr("Every name server has the value, but the resolver %1, asked just now, says %2.")
              .arg(clues.contradictingResolver, clues.contradiction);
    sight.todo = {Words::tr("See whether the name servers answer differently inside and outside of your network."),
        Words::tr("Compare with another resolver before you ask the CA.")};
}

// Two servers, one serial, two contents: not a transfer that is late, but a zone that is changed at several places.
bool isSameSerialElsewhere(const NameSight &sight, const ServerSight &late)
{
    return late.serial
        && std::any_of(sight.servers.cbegin(), sight.servers.cend(), [&late](const ServerSight &server) {
               return server.state == SeenState::Seen && server.serial == late.serial;
           });
}

void sayLate(NameSight &sight)
{
    const QStringList lacking = serversThat(sight, isLacking);
    const ServerSight *late = firstThat(sight, isLacking);
    const bool isSeen = std::any_of(sight.servers.cbegin(), sight.servers.cend(),
        [](const ServerSight &server) { return server.state == SeenState::Seen; });
    if (!late || !isSeen) {
        sight.detail = Words::tr("No name server of %1 has the value yet.").arg(sight.zone.withoutFinalDot());
        sight.todo = {addRecord(sight)};
        return;
    }
    if (const ServerSight *behind = firstThat(sight, [](const ServerSight &one) { return isLacking(one) && one.behind > 0; })) {
        sight.detail = Words::tr("%1 has not taken over the change yet: its serial number is %n behind.", nullptr,
            int(std::min<quint32>(behind->behind, INT_MAX)))
                           .arg(behind->server);
    } else if (isSameSerialElsewhere(sight, *late)) {
        sight.detail = Words::tr("%1 does not have the value, although its serial number is that of servers that have it.")
                           .arg(listOf(lacking));
    } else {
        sight.detail = Words::tr("%1 does not have the value yet.").arg(listOf(lacking));
    }
    if (late->namedBy == NamedBy::Zone)
        sight.todo = {Words::tr("%1 stands in the zone's own NS records only, not in those of the zone above. CAs may still ask it.")
                          .arg(late->server)};
    else if (late->namedBy == NamedBy::Parent)
        sight.todo = {Words::tr("%1 is named by the zone above only; CAs ask it all the same. Correct the name servers at your registrar.")
                          .arg(late->server)};
    else
        sight.todo = {Words::tr("Wait. If it does not follow, look at its zone transfer.")};
}

// What to know though nothing holds the name back.
QString noteOn(const NameSight &sight)
{
    const QStringList passedOver = serversThat(sight, [](const ServerSight &server) { return server.isHarmless; });
    if (!passedOver.isEmpty())
        return Words::tr("%1 does not answer as it should. The CA asks another server then, so this does no harm now; "
                         "it should be put right all the same.")
            .arg(listOf(passedOver));
    for (const ServerSight &resolver : sight.resolvers) {
        if (resolver.goneIn && resolver.goneIn->count() > 0)
            return Words::tr("The resolver %1 still remembers the time before; it forgets in %2. That does not hold back the CA.")
                .arg(resolver.server, durationInWords(*resolver.goneIn));
    }
    return {};
}

} // namespace

void putIntoWords(NameSight &sight, const ExpectedRecord &expected, const Clues &clues)
{
    if (sight.failure)
        sayFailure(sight);
    else if (sight.isComplete)
        sight.note = noteOn(sight);
    else if (sight.cause == u"dnssec_bogus")
        sayBogus(sight, clues);
    else if (sight.cause == u"cname_conflict_or_alias")
        sayAlias(sight, expected, clues);
    else if (sight.cause == u"wildcard_cname_swallows")
        sayWildcard(sight, expected, clues);
    else if (sight.cause == u"record_name_doubled")
        sayMisplaced(sight, expected, clues);
    else if (sight.cause == u"txt_value_quoted")
        saySpoilt(sight);
    else if (sight.cause == u"single_txt_overwritten")
        sayOverwritten(sight);
    else if (sight.cause == u"stale_txt")
        sayStale(sight);
    else if (sight.cause == u"split_horizon")
        sayContradiction(sight, clues);
    else if (sight.cause == u"propagation_too_early")
        sayLate(sight);
    else if (sight.cause == u"case_0x20")
        sayCapitals(sight, clues);
    else if (isAtTheWrongProvider(sight))
        sayWrongProvider(sight);
    else
        sayBroken(sight);
}

QString waitingInWords(const Waiting &waiting)
{
    const QString time = QLocale().toString(waiting.until.toLocalTime().time(), QLocale::ShortFormat);
    if (waiting.reason == Waiting::Reason::OldValue)
        return Words::tr("Until %1 somebody may still remember the value that was there before. You can wait, or try now.").arg(time);
    return Words::tr("Until %1 the CA may still remember that the record was missing. You can wait, or try now.").arg(time);
}

} // namespace cw::checks
