// SPDX-License-Identifier: MIT
#include "dns/dnssecrecords.h"

#include "dns/wire.h"

namespace cw::dns
{

namespace
{

// RFC 4034 appendix B.
quint16 keyTagOf(const QByteArray &rdata)
{
    quint32 sum = 0;
    for (qsizetype i = 0; i < rdata.size(); ++i)
        sum += i % 2 == 0 ? quint32(quint8(rdata[i])) << 8 : quint32(quint8(rdata[i]));
    return quint16(sum + (sum >> 16 & 0xffff));
}

// "( Window Block # | Bitmap Length | Bitmap )+", windows in increasing order, 1 to 32 octets each: RFC 4034 4.1.2.
bool isBitmap(const QByteArray &windows)
{
    WireReader reader(windows);
    int last = -1;
    while (!reader.isAtEnd()) {
        const int window = reader.number8();
        const int length = reader.number8();
        reader.bytes(length);
        if (!reader.isGood() || window <= last || length < 1 || length > 32)
            return false;
        last = window;
    }
    return true;
}

template <typename T> std::optional<T> ifGood(const WireReader &reader, const T &value)
{
    return reader.isGood() && reader.isAtEnd() ? std::optional(value) : std::nullopt;
}

QByteArray rest(WireReader &reader, const Record &record)
{
    return reader.bytes(record.rdata.size() - reader.position());
}

} // namespace

std::optional<DnsKey> dnsKeyOf(const Record &record)
{
    if (record.type != Type::DNSKEY)
        return std::nullopt;
    WireReader reader(record.rdata);
    DnsKey key;
    key.flags = reader.number16();
    key.protocol = reader.number8();
    key.algorithm = reader.number8();
    key.publicKey = rest(reader, record);
    key.tag = keyTagOf(record.rdata);
    return ifGood(reader, key);
}

std::optional<Ds> dsOf(const Record &record)
{
    if (record.type != Type::DS)
        return std::nullopt;
    WireReader reader(record.rdata);
    Ds ds;
    ds.keyTag = reader.number16();
    ds.algorithm = reader.number8();
    ds.digestType = reader.number8();
    ds.digest = rest(reader, record);
    return ifGood(reader, ds);
}

std::optional<Signature> signatureOf(const Record &record)
{
    if (record.type != Type::RRSIG)
        return std::nullopt;
    WireReader reader(record.rdata);
    Signature signature;
    signature.covered = Type(reader.number16());
    signature.algorithm = reader.number8();
    signature.labels = reader.number8();
    reader.number32(); // original TTL: only the verification needs it
    signature.expiration = reader.number32();
    signature.inception = reader.number32();
    signature.keyTag = reader.number16();
    signature.signer = reader.name();
    rest(reader, record);
    return ifGood(reader, signature);
}

QDateTime timeNear(const QDateTime &now, quint32 seconds)
{
    const qint64 start = now.toSecsSinceEpoch();
    return QDateTime::fromSecsSinceEpoch(start + qint32(seconds - quint32(start)), Qt::UTC);
}

bool TypeBitmap::has(Type type) const
{
    const int wanted = int(type) >> 8;
    const int octet = (int(type) & 0xff) / 8;
    WireReader reader(windows);
    while (reader.isGood() && !reader.isAtEnd()) {
        const int window = reader.number8();
        const QByteArray bits = reader.bytes(reader.number8());
        if (window == wanted)
            return octet < bits.size() && quint8(bits[octet]) & (0x80 >> (int(type) & 7));
    }
    return false;
}

std::optional<Nsec> nsecOf(const Record &record)
{
    if (record.type != Type::NSEC)
        return std::nullopt;
    WireReader reader(record.rdata);
    Nsec nsec;
    nsec.next = reader.name();
    nsec.types.windows = rest(reader, record);
    return isBitmap(nsec.types.windows) ? ifGood(reader, nsec) : std::nullopt;
}

std::optional<Nsec3> nsec3Of(const Record &record)
{
    if (record.type != Type::NSEC3)
        return std::nullopt;
    WireReader reader(record.rdata);
    Nsec3 nsec3;
    nsec3.hashAlgorithm = reader.number8();
    nsec3.isOptOut = reader.number8() & 1;
    nsec3.iterations = reader.number16();
    nsec3.salt = reader.bytes(reader.number8());
    nsec3.next = reader.bytes(reader.number8());
    nsec3.types.windows = rest(reader, record);
    return isBitmap(nsec3.types.windows) ? ifGood(reader, nsec3) : std::nullopt;
}

QString dnssecAlgorithmName(int algorithm)
{
    switch (algorithm) {
    case 1:
        return QStringLiteral("RSAMD5");
    case 3:
        return QStringLiteral("DSA");
    case 5:
        return QStringLiteral("RSASHA1");
    case 6:
        return QStringLiteral("DSA-NSEC3-SHA1");
    case 7:
        return QStringLiteral("RSASHA1-NSEC3-SHA1");
    case 8:
        return QStringLiteral("RSASHA256");
    case 10:
        return QStringLiteral("RSASHA512");
    case 12:
        return QStringLiteral("ECC-GOST");
    case 13:
        return QStringLiteral("ECDSAP256SHA256");
    case 14:
        return QStringLiteral("ECDSAP384SHA384");
    case 15:
        return QStringLiteral("ED25519");
    case 16:
        return QStringLiteral("ED448");
    default:
        return QString::number(algorithm);
    }
}

QString digestTypeName(int digestType)
{
    switch (digestType) {
    case 1:
        return QStringLiteral("SHA-1");
    case 2:
        return QStringLiteral("SHA-256");
    case 3:
        return QStringLiteral("GOST R 34.11-94");
    case 4:
        return QStringLiteral("SHA-384");
    default:
        return QString::number(digestType);
    }
}

bool isKnownAlgorithm(int algorithm)
{
    switch (algorithm) {
    case 5:
    case 7:
    case 8:
    case 10:
    case 13:
    case 14:
    case 15:
    case 16:
        return true;
    default:
        return false;
    }
}

bool isKnownDigest(int digestType)
{
    return digestType == 1 || digestType == 2 || digestType == 4;
}

} // namespace cw::dns
