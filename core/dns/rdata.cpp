// SPDX-License-Identifier: MIT
#include "dns/rdata.h"

#include "dns/ldnsrecord.h"
#include "dns/wire.h"

#include <ldns/ldns.h>

#include <memory>

namespace cw::dns
{

namespace
{

// Where the names stand in the rdata of a type: so many bytes, then names, then so many bytes.
struct Layout {
    int before = 0;
    int names = 0;
    int behind = 0;
};

// Only the types that RFC 1035 and its neighbours defined may be compressed; the others go by untouched. Servers that
// compress DNAME and SRV against the RFC exist: "receiving servers ... SHOULD also decompress" these (RFC 3597 4).
Layout layoutOf(Type type)
{
    switch (int(type)) {
    case 2: // NS
    case 3: // MD
    case 4: // MF
    case 5: // CNAME
    case 7: // MB
    case 8: // MG
    case 9: // MR
    case 12: // PTR
    case 39: // DNAME
        return {0, 1, 0};
    case 6: // SOA
        return {0, 2, 20};
    case 14: // MINFO
    case 17: // RP
        return {0, 2, 0};
    case 15: // MX
    case 18: // AFSDB
    case 21: // RT
        return {2, 1, 0};
    case 26: // PX
        return {2, 2, 0};
    case 33: // SRV
        return {6, 1, 0};
    default:
        return {};
    }
}

// "\# 3 010203", RFC 3597 5.
QString unknownText(const QByteArray &rdata)
{
    const QString start = QStringLiteral("\\# %1").arg(rdata.size());
    return rdata.isEmpty() ? start : start + u' ' + QLatin1String(rdata.toHex());
}

QString rdataText(const Record &record)
{
    const LdnsRecord parsed = toLdns(record);
    if (!parsed || ldns_rr_rd_count(parsed.get()) == 0)
        return unknownText(record.rdata);
    const std::unique_ptr<char, decltype(&free)> line(ldns_rr2str(parsed.get()), &free);
    // owner, TTL, class and type have a tab behind them
    const QString text = QString::fromLatin1(line.get()).trimmed();
    const QString rdata = text.section(u'\t', 4);
    return rdata.isEmpty() ? unknownText(record.rdata) : rdata;
}

QString className(Class klass)
{
    switch (klass) {
    case Class::IN:
        return QStringLiteral("IN");
    case Class::CH:
        return QStringLiteral("CH");
    case Class::NONE:
        return QStringLiteral("NONE");
    case Class::ANY:
        return QStringLiteral("ANY");
    }
    return QStringLiteral("CLASS%1").arg(int(klass));
}

} // namespace

std::optional<QByteArray> expandRdata(const QByteArray &message, qsizetype position, int length, Type type)
{
    const Layout layout = layoutOf(type);
    if (length == 0 || layout.names == 0)
        return message.mid(position, length);
    WireReader reader(message, position);
    QByteArray rdata = reader.bytes(layout.before);
    for (int i = 0; i < layout.names; ++i)
        rdata += reader.name().toWire();
    rdata += reader.bytes(layout.behind);
    const bool isWhole = reader.isGood() && reader.position() == position + length;
    return isWhole ? std::optional(rdata) : std::nullopt;
}

QString toText(const Record &record)
{
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(record.owner.toString(), QString::number(record.ttl), className(record.klass), typeName(record.type),
             rdataText(record));
}

} // namespace cw::dns
