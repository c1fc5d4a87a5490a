// SPDX-License-Identifier: MIT
#include "inspectorworld.h"

namespace cw::test
{

using namespace cw::checks;
using namespace Qt::StringLiterals;

dns::Name nameOf(const QString &text)
{
    return dns::Name::parse(text).value();
}

InspectedWorld::InspectedWorld()
{
    dns.addZone("example.org", {"ns1.example.org=192.0.2.1", "ns2.example.org=192.0.2.2"},
        "www A 192.0.2.80\n*.wild TXT \"x\"\n_acme-challenge.www TXT \"token\"\nalias CNAME www\nout CNAME "
        "www.other.org.");
}

InspectedWorld::InspectedWorld(const ZoneSigner::How &how)
    : InspectedWorld()
{
    sign("example.org", how);
    finish();
}

DnssecReport InspectedWorld::inspect(const QList<DnssecQuestion> &questions, const QString &zone)
{
    cw::dns::Resolver resolver(dns, dns.settings(), clock, log);
    DnssecInspector inspector(resolver, clock);
    return inspector.inspect(resolver.zoneOf(nameOf(zone), token).value(), questions, token);
}

DnssecQuestion caa(const QString &name, ResolverSaw saw)
{
    return {{nameOf(name), dns::Type::CAA}, saw, DnssecQuestion::Need::Now};
}

DnssecQuestion txt(const QString &name, DnssecQuestion::Need need)
{
    return {{nameOf(name), dns::Type::TXT}, ResolverSaw::NotKnown, need};
}

QList<DnssecQuestion> usualQuestions()
{
    return {caa(u"www.example.org"_s), caa(u"example.org"_s), txt(u"_acme-challenge.www.example.org"_s)};
}

ZoneSigner::How until(const QDateTime &end)
{
    ZoneSigner::How how;
    how.from = end.addDays(-30);
    how.until = end;
    return how;
}

ZoneSigner::How nsec3()
{
    ZoneSigner::How how;
    how.withNsec3 = true;
    return how;
}

ZoneSigner::How expired()
{
    return until(QDateTime(QDate(2026, 11, 1), QTime(12, 30), Qt::UTC));
}

void removeAllSignatures(QList<dns::Record> &zone)
{
    for (const dns::Type type : {dns::Type::DNSKEY, dns::Type::NSEC, dns::Type::RRSIG})
        zone.removeIf([type](const dns::Record &record) { return record.type == type; });
}

} // namespace cw::test
