// SPDX-License-Identifier: MIT
#include "support/signedworld.h"

#include "dns/dnssecrecords.h"

namespace cw::test
{

using namespace cw::dns;

namespace
{

bool isSignatureOf(const Record &record, const Name &owner, Type covered)
{
    const std::optional<Signature> signature = signatureOf(record);
    return signature && record.owner == owner && signature->covered == covered;
}

QByteArray parentOf(const QByteArray &apex)
{
    const qsizetype dot = apex.indexOf('.');
    return dot < 0 || dot == apex.size() - 1 ? "." : apex.mid(dot + 1);
}

} // namespace

SignedWorld::SignedWorld()
{
    dns.addRoot();
    dns.addZone("org", {"a0.nic.org=199.19.56.1"});
}

void SignedWorld::sign(const char *apex, const ZoneSigner::How &how, Ds ds)
{
    QList<Record> result;
    dns.changeZone(apex, [&](QList<Record> &zone) {
        if (result.isEmpty())
            result = signer.sign(apex, zone, how);
        zone = result;
    });
    if (ds == Ds::Forget || QByteArray(apex) == ".")
        return;
    const Record record = signer.dsFor(apex);
    QByteArray parent = parentOf(apex);
    while (dns.changeZone(parent.constData(), [&record](QList<Record> &zone) { zone.append(record); }) == 0)
        parent = parentOf(parent);
}

void SignedWorld::finish()
{
    sign("org");
    sign(".");
}

void removeSignatures(QList<Record> &zone, const char *owner, Type covered)
{
    const Name name = Name::parse(QString::fromLatin1(owner)).value();
    zone.removeIf([&](const Record &record) { return isSignatureOf(record, name, covered); });
}

void breakSignatures(QList<Record> &zone, const char *owner, Type covered)
{
    const Name name = Name::parse(QString::fromLatin1(owner)).value();
    for (Record &record : zone) {
        if (isSignatureOf(record, name, covered))
            record.rdata.back() = char(record.rdata.back() ^ 1);
    }
}

void removeType(QList<Record> &zone, Type type)
{
    zone.removeIf([type](const Record &record) {
        const std::optional<Signature> signature = signatureOf(record);
        return (signature ? signature->covered : record.type) == type;
    });
}

} // namespace cw::test
