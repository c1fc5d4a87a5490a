// SPDX-License-Identifier: MIT
#include "checks/workstationwords.h"

#include "checks/evidence.h"

#include <QCoreApplication>

namespace cw::checks
{

namespace
{

QString words(const char *text)
{
    return QCoreApplication::translate("checks", text);
}

Finding finding(const char *check, Severity severity, const char *cause, const dns::Name &where)
{
    Finding made;
    made.check = QString::fromLatin1(check);
    made.severity = severity;
    made.cause = QString::fromLatin1(cause);
    made.where = where.toString();
    return made;
}

QString horizonText(HorizonDifference difference)
{
    switch (difference) {
    case HorizonDifference::Zone:
        return words(
            QT_TRANSLATE_NOOP("checks", "The resolver %1 of this computer has another zone than the world at %2."));
    case HorizonDifference::NameServers:
        return words(QT_TRANSLATE_NOOP(
            "checks", "The resolver %1 of this computer knows other name servers of %2 than the world."));
    case HorizonDifference::PrivateAddresses:
        return words(QT_TRANSLATE_NOOP(
            "checks", "The resolver %1 of this computer gives private addresses in %2 that the world does not see."));
    }
    Q_UNREACHABLE();
}

} // namespace

Finding splitHorizonFinding(
    const dns::Name &zone, HorizonDifference difference, const dns::Reply &inside, const QList<dns::Reply> &outside)
{
    Finding made = finding("split_horizon", Severity::Warning, "split_horizon", zone);
    made.server = inside.query.server.toString();
    made.saw = horizonText(difference).arg(made.server, zone.toString());
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "Your network shows its own contents of this zone. The authority sees the public ones, so a record that you "
        "can see "
        "here may be missing there, and the other way round."));
    made.todo
        = {words(QT_TRANSLATE_NOOP("checks",
               "Make the TXT record in the public zone, at the provider where the public name servers get it from.")),
            words(QT_TRANSLATE_NOOP(
                "checks", "Judge by the name servers and the public resolvers, not by your own resolver."))};
    made.evidence.append(evidenceOf(inside));
    for (const dns::Reply &reply : outside)
        made.evidence.append(evidenceOf(reply));
    return made;
}

Finding interceptionFinding(const dns::Reply &proof)
{
    Finding made = finding("interception", Severity::Warning, "local_resolver", dns::Name());
    made.server = proof.query.server.toString();
    made.saw = words(QT_TRANSLATE_NOOP("checks",
                         "Something in your network answers DNS questions in the place of others: %1 answered, which "
                         "it would not have done itself."))
                   .arg(made.server);
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "What seems to come from a name server may come from a box on the way. It says nothing about the name servers, "
        "and the "
        "authority does not sit behind that box."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks",
        "Check again from another network, or let whoever runs this one pass DNS questions (port 53) through "
        "untouched."))};
    made.evidence.append(evidenceOf(proof));
    return made;
}

Finding blockedPortFinding(const QString &resolver)
{
    Finding made = finding("port53", Severity::Info, "local_resolver", dns::Name());
    made.saw = words(QT_TRANSLATE_NOOP("checks",
                         "Name servers cannot be asked from this computer, only the resolver %1: the network lets no "
                         "DNS questions out (port 53)."))
                   .arg(resolver);
    made.means = words(QT_TRANSLATE_NOOP("checks",
        "This is no fault of the name servers. What each of them would answer, and whether the record's name is an "
        "alias, "
        "cannot be known from here; everything else is checked by way of the resolver."));
    made.todo = {words(QT_TRANSLATE_NOOP("checks",
        "Check from another network to have every name server asked, or go on: the authority asks from its own "
        "network."))};
    return made;
}

Finding resolverFinding(ResolverFault fault, const dns::Reply &reply)
{
    const bool isSilent = fault == ResolverFault::Silent;
    Finding made = finding("resolver", isSilent ? Severity::Warning : Severity::Info, "local_resolver", dns::Name());
    made.server = reply.query.server.toString();
    switch (fault) {
    case ResolverFault::Silent:
        made.saw
            = words(QT_TRANSLATE_NOOP("checks", "The resolver %1 of this computer does not answer.")).arg(made.server);
        made.means = words(QT_TRANSLATE_NOOP(
            "checks", "The public resolvers are asked instead. Other programs on this computer will have trouble."));
        made.todo = {words(QT_TRANSLATE_NOOP("checks", "Check the network settings of this computer."))};
        break;
    case ResolverFault::StripsSignatures:
        made.saw = words(QT_TRANSLATE_NOOP("checks", "The resolver %1 of this computer leaves DNSSEC signatures out."))
                       .arg(made.server);
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "The authority's resolver checks signatures. Whether they are good cannot be seen through this one."));
        made.todo
            = {words(QT_TRANSLATE_NOOP("checks", "Choose a resolver that checks DNSSEC to have this looked at."))};
        break;
    case ResolverFault::DoesNotCheck:
        made.saw
            = words(QT_TRANSLATE_NOOP("checks", "The resolver %1 of this computer does not check DNSSEC signatures."))
                  .arg(made.server);
        made.means = words(QT_TRANSLATE_NOOP("checks",
            "The authority's resolver does, and refuses where they are broken; this one answers all the same."));
        made.todo
            = {words(QT_TRANSLATE_NOOP("checks", "Choose a resolver that checks DNSSEC to have this looked at."))};
        break;
    }
    made.evidence.append(evidenceOf(reply));
    return made;
}

} // namespace cw::checks
