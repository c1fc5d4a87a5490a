// SPDX-License-Identifier: MIT
#include "dns/record.h"

#include "dns/wire.h"

#include <QHostAddress>

namespace cw::dns
{

namespace
{

constexpr int LongestString = 255; // of a TXT record, RFC 1035 3.3

} // namespace

std::optional<Name> targetOf(const Record &record)
{
    if (record.type != Type::NS && record.type != Type::CNAME && record.type != Type::DNAME)
        return std::nullopt;
    WireReader reader(record.rdata);
    const Name target = reader.name();
    return reader.isGood() && reader.isAtEnd() ? std::optional(target) : std::nullopt;
}

std::optional<Soa> soaOf(const Record &record)
{
    if (record.type != Type::SOA)
        return std::nullopt;
    WireReader reader(record.rdata);
    Soa soa;
    soa.primary = reader.name();
    soa.mailbox = reader.name();
    soa.serial = reader.number32();
    soa.refresh = reader.number32();
    soa.retry = reader.number32();
    soa.expire = reader.number32();
    soa.minimum = reader.number32();
    return reader.isGood() && reader.isAtEnd() ? std::optional(soa) : std::nullopt;
}

std::optional<Caa> caaOf(const Record &record)
{
    if (record.type != Type::CAA)
        return std::nullopt;
    WireReader reader(record.rdata);
    Caa caa;
    caa.flags = reader.number8();
    caa.tag = reader.bytes(reader.number8());
    caa.value = reader.bytes(record.rdata.size() - reader.position());
    return reader.isGood() && !caa.tag.isEmpty() ? std::optional(caa) : std::nullopt;
}

std::optional<QList<QByteArray>> textStringsOf(const Record &record)
{
    if (record.type != Type::TXT)
        return std::nullopt;
    WireReader reader(record.rdata);
    QList<QByteArray> strings;
    while (reader.isGood() && !reader.isAtEnd())
        strings.append(reader.bytes(reader.number8()));
    return reader.isGood() && !strings.isEmpty() ? std::optional(strings) : std::nullopt;
}

std::optional<QByteArray> textOf(const Record &record)
{
    const auto strings = textStringsOf(record);
    return strings ? std::optional(strings->join()) : std::nullopt;
}

QString addressOf(const Record &record)
{
    if (record.type == Type::A && record.rdata.size() == 4)
        return QHostAddress(WireReader(record.rdata).number32()).toString();
    if (record.type == Type::AAAA && record.rdata.size() == 16)
        return QHostAddress(reinterpret_cast<const quint8 *>(record.rdata.constData())).toString();
    return {};
}

Record txtRecord(const Name &owner, const QByteArray &value, quint32 ttl)
{
    Record record {owner, Type::TXT, Class::IN, ttl, {}};
    qsizetype position = 0;
    do {
        const QByteArray part = value.mid(position, LongestString);
        record.rdata += char(part.size());
        record.rdata += part;
        position += LongestString;
    } while (position < value.size());
    return record;
}

} // namespace cw::dns
