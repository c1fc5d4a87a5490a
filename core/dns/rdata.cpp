// SPDX-License-Identifier: MIT
#include "dns/rdata.h"

#include "dns/ldnsrecord.h"

#include <ldns/ldns.h>

#include <memory>

namespace cw::dns
{

namespace
{

const uint8_t *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const uint8_t *>(bytes.constData());
}

// Only the types that RFC 1035 and its neighbours defined may be compressed (RFC 3597 4); the others go by untouched.
bool mayHoldNames(Type type)
{
    const ldns_rr_descriptor *descriptor = ldns_rr_descript(quint16(type));
    return descriptor && descriptor->_compress == LDNS_RR_COMPRESS;
}

// Servers that compress SRV and DNAME targets against the RFC exist; every resolver reads them.
bool isCompressedByMistake(Type type)
{
    constexpr auto srv = Type(33);
    return type == srv || type == Type::DNAME;
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
    if (length == 0 || (!mayHoldNames(type) && !isCompressedByMistake(type)))
        return message.mid(position, length);
    const LdnsRecord record(ldns_rr_new());
    ldns_rr_set_type(record.get(), ldns_rr_type(type));
    // ldns_wire2rdf() begins at the length; nothing behind the rdata is shown to it.
    const QByteArray visible = message.first(position + length);
    size_t at = size_t(position) - 2;
    if (ldns_wire2rdf(record.get(), bytesOf(visible), size_t(visible.size()), &at) != LDNS_STATUS_OK
        || at != size_t(visible.size()))
        return std::nullopt;
    QByteArray rdata;
    for (size_t i = 0; i < ldns_rr_rd_count(record.get()); ++i) {
        const ldns_rdf *field = ldns_rr_rdf(record.get(), i);
        rdata.append(reinterpret_cast<const char *>(ldns_rdf_data(field)), qsizetype(ldns_rdf_size(field)));
    }
    return rdata;
}

QString toText(const Record &record)
{
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(record.owner.toString(), QString::number(record.ttl), className(record.klass), typeName(record.type),
             rdataText(record));
}

} // namespace cw::dns
