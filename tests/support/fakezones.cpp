// SPDX-License-Identifier: MIT
#include "support/fakezones.h"

#include "dns/dnssecrecords.h"

namespace cw::test
{

using namespace cw::dns;

namespace
{

using Records = QList<Record>;

Records at(const Records &zone, const Name &owner, std::optional<Type> type = {})
{
    Records found;
    for (const Record &record : zone) {
        if (record.owner == owner && (!type || record.type == *type))
            found.append(record);
    }
    return found;
}

bool existsAtOrBelow(const Records &zone, const Name &name)
{
    return std::any_of(zone.begin(), zone.end(), [&](const Record &r) { return r.owner.isAtOrBelow(name); });
}

// The signatures of records of one type, in a signed zone.
Records signaturesOf(const Records &records, Type covered)
{
    Records found;
    for (const Record &record : records) {
        const std::optional<Signature> signature = signatureOf(record);
        if (signature && signature->covered == covered)
            found.append(record);
    }
    return found;
}

// Of a signed zone: all NSEC and NSEC3 records. More than a real server gives, and good for every name.
Records proofsIn(const Records &zone)
{
    Records found;
    for (const Record &record : zone) {
        const std::optional<Signature> signature = signatureOf(record);
        const Type type = signature ? signature->covered : record.type;
        if (type == Type::NSEC || type == Type::NSEC3)
            found.append(record);
    }
    return found;
}

// The names from right below `apex` down to `name`.
QList<Name> namesBetween(const Name &apex, const Name &name)
{
    QList<Name> names;
    for (Name n = name; n.labelCount() > apex.labelCount(); n = n.parent())
        names.prepend(n);
    return names;
}

void addGlue(const Records &zone, const Records &nameServers, Records &additional)
{
    for (const Record &record : nameServers) {
        const std::optional<Name> host = targetOf(record);
        if (host)
            additional += at(zone, *host, Type::A) + at(zone, *host, Type::AAAA);
    }
}

// One step at one zone; true when an alias has to be followed from `name` on.
bool answerStep(const Name &apex, const Records &zone, Type type, Name &name, Message &message)
{
    for (const Name &cut : namesBetween(apex, name)) {
        const Records nameServers = at(zone, cut, Type::NS);
        const bool isAskedForDs = type == Type::DS && cut == name;
        if (!nameServers.isEmpty() && !isAskedForDs) {
            message.authority = nameServers;
            message.isAuthoritative = !message.answer.isEmpty();
            addGlue(zone, nameServers, message.additional);
            return false;
        }
        const Records dname = cut == name ? Records() : at(zone, cut, Type::DNAME);
        if (!dname.isEmpty()) {
            const Name target = targetOf(dname.first()).value();
            const auto to = Name::fromLabels(name.labels().first(name.labelCount() - cut.labelCount()) + target.labels());
            message.answer += dname + signaturesOf(at(zone, cut), Type::DNAME);
            if (!to) {
                message.rcode = 6; // YXDOMAIN, RFC 6672 2.2
                return false;
            }
            message.answer.append({name, Type::CNAME, Class::IN, dname.first().ttl, to->toWire()});
            name = *to;
            return true;
        }
    }

    Records here = at(zone, name);
    if (here.isEmpty() && !existsAtOrBelow(zone, name)) {
        Name encloser = name.parent();
        while (!existsAtOrBelow(zone, encloser))
            encloser = encloser.parent();
        here = at(zone, encloser.child("*").value_or(Name()));
        if (here.isEmpty())
            message.rcode = 3;
        for (Record &record : here)
            record.owner = name;
        if (!here.isEmpty())
            message.authority += proofsIn(zone);
    }
    const Records aliases = at(here, name, Type::CNAME);
    if (!aliases.isEmpty() && type != Type::CNAME) {
        message.answer += aliases + signaturesOf(here, Type::CNAME);
        name = targetOf(aliases.first()).value();
        return true;
    }
    const Records found = at(here, name, type);
    message.answer += found + signaturesOf(here, type);
    if (found.isEmpty())
        message.authority = at(zone, apex, Type::SOA) + signaturesOf(at(zone, apex), Type::SOA) + proofsIn(zone);
    else if (type == Type::NS)
        addGlue(zone, found, message.additional);
    return false;
}

} // namespace

std::optional<Name> zoneAbove(const Zones &zones, const Name &name)
{
    std::optional<Name> best;
    for (auto it = zones.begin(); it != zones.end(); ++it) {
        if (name.isAtOrBelow(it.key()) && (!best || it.key().labelCount() > best->labelCount()))
            best = it.key();
    }
    return best;
}

Message answerFrom(const Zones &zones, const Question &question)
{
    Message message;
    message.isResponse = true;
    message.questions = {question};
    Name name = question.name;
    for (int hops = 0; hops < 16; ++hops) {
        const bool asksParent = question.type == Type::DS && !name.isRoot();
        const std::optional<Name> apex = zoneAbove(zones, asksParent ? name.parent() : name);
        if (!apex) {
            message.rcode = message.answer.isEmpty() ? 5 : 0;
            return message;
        }
        message.isAuthoritative = true;
        if (!answerStep(*apex, zones[*apex], question.type, name, message))
            return message;
    }
    return message;
}

} // namespace cw::test
