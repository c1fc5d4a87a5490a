// SPDX-License-Identifier: MIT
#include "dns/tsig.h"

#include "dns/record.h"
#include "dns/wire.h"

namespace cw::dns
{

namespace
{

constexpr int Fudge = 300; // seconds, the value RFC 8945 10 recommends
constexpr int BadTime = 18;
constexpr qsizetype AdditionalCountAt = 10; // in the header

struct Algorithm {
    crypto::Digest digest;
    const char *name;
};
constexpr Algorithm Algorithms[] = {
    {crypto::Digest::Sha1, "hmac-sha1"}, {crypto::Digest::Sha224, "hmac-sha224"}, {crypto::Digest::Sha256, "hmac-sha256"},
    {crypto::Digest::Sha384, "hmac-sha384"}, {crypto::Digest::Sha512, "hmac-sha512"},
};

Name algorithmDomain(crypto::Digest digest)
{
    return Name::parse(tsigAlgorithmName(digest)).value();
}

void append48(QByteArray &wire, quint64 value)
{
    append16(wire, int(value >> 32));
    append32(wire, quint32(value));
}

quint64 number48(WireReader &reader)
{
    const quint64 high = reader.number16();
    return high << 32 | reader.number32();
}

// The record at the end of a message, in parts.
struct Tsig {
    Name keyName;
    Name algorithm;
    quint64 timeSigned = 0; // seconds since 1970
    int fudge = Fudge;
    QByteArray mac;
    int originalId = 0;
    int error = 0;
    QByteArray other;

    // "TSIG variables", RFC 8945 4.3.3: names in canonical form.
    QByteArray variables() const
    {
        QByteArray bytes = keyName.toCanonicalWire();
        append16(bytes, int(Class::ANY));
        append32(bytes, 0); // TTL
        bytes += algorithm.toCanonicalWire();
        append48(bytes, timeSigned);
        append16(bytes, fudge);
        append16(bytes, error);
        append16(bytes, int(other.size()));
        return bytes + other;
    }

    QByteArray toRecord() const
    {
        QByteArray rdata = algorithm.toCanonicalWire();
        append48(rdata, timeSigned);
        append16(rdata, fudge);
        append16(rdata, int(mac.size()));
        rdata += mac;
        append16(rdata, originalId);
        append16(rdata, error);
        append16(rdata, int(other.size()));
        rdata += other;

        QByteArray record = keyName.toCanonicalWire();
        append16(record, int(Type::TSIG));
        append16(record, int(Class::ANY));
        append32(record, 0);
        append16(record, int(rdata.size()));
        return record + rdata;
    }
};

QByteArray withNumberAt(QByteArray wire, qsizetype at, int number)
{
    QByteArray bytes;
    append16(bytes, number);
    return wire.replace(at, 2, bytes);
}

struct Split {
    QByteArray message; // as it was before it was signed
    Tsig tsig;
};

// Null when the last record is no TSIG: it MUST be the last one, RFC 8945 5.1.
std::optional<Split> splitOff(const QByteArray &wire)
{
    WireReader reader(wire);
    reader.bytes(4);
    const int questions = reader.number16();
    const int answers = reader.number16();
    const int authorities = reader.number16();
    const int additionals = reader.number16();
    for (int i = 0; i < questions && reader.isGood(); ++i) {
        reader.name();
        reader.bytes(4);
    }
    for (int i = 1; i < answers + authorities + additionals && reader.isGood(); ++i) {
        reader.name();
        reader.bytes(8);
        reader.bytes(reader.number16());
    }
    const qsizetype start = reader.position();
    Split split;
    Tsig &tsig = split.tsig;
    tsig.keyName = reader.name();
    const Type type = Type(reader.number16());
    reader.bytes(8); // class, TTL, RDLENGTH
    tsig.algorithm = reader.name();
    tsig.timeSigned = number48(reader);
    tsig.fudge = reader.number16();
    tsig.mac = reader.bytes(reader.number16());
    tsig.originalId = reader.number16();
    tsig.error = reader.number16();
    tsig.other = reader.bytes(reader.number16());
    if (!reader.isGood() || !reader.isAtEnd() || type != Type::TSIG || additionals == 0)
        return std::nullopt;
    split.message = withNumberAt(wire.first(start), 0, tsig.originalId);
    split.message = withNumberAt(split.message, AdditionalCountAt, additionals - 1);
    return split;
}

} // namespace

QString tsigAlgorithmName(crypto::Digest digest)
{
    for (const Algorithm &algorithm : Algorithms) {
        if (algorithm.digest == digest)
            return QString::fromLatin1(algorithm.name);
    }
    return {};
}

std::optional<crypto::Digest> tsigAlgorithmFromName(QStringView name)
{
    const QStringView plain = name.endsWith(u'.') ? name.chopped(1) : name;
    for (const Algorithm &algorithm : Algorithms) {
        if (plain.compare(QLatin1String(algorithm.name), Qt::CaseInsensitive) == 0)
            return algorithm.digest;
    }
    return std::nullopt;
}

bool isWeak(crypto::Digest digest)
{
    return digest == crypto::Digest::Sha1 || digest == crypto::Digest::Sha224;
}

SignedMessage signTsig(const QByteArray &message, const TsigKey &key, const QDateTime &now)
{
    Tsig tsig;
    tsig.keyName = key.name;
    tsig.algorithm = algorithmDomain(key.digest);
    tsig.timeSigned = quint64(now.toSecsSinceEpoch());
    tsig.originalId = WireReader(message).number16();
    tsig.mac = crypto::hmac(key.digest, key.secret, message + tsig.variables());
    const int additionals = WireReader(message, AdditionalCountAt).number16();
    return {withNumberAt(message, AdditionalCountAt, additionals + 1) + tsig.toRecord(), tsig.mac};
}

TsigVerdict verifyTsig(const QByteArray &reply, const SignedMessage &request, const TsigKey &key, const QDateTime &now)
{
    TsigVerdict verdict;
    const std::optional<Split> split = splitOff(reply);
    if (!split)
        return verdict;
    const Tsig &tsig = split->tsig;
    verdict.isPresent = true;
    verdict.error = tsig.error;
    quint64 serverSeconds = tsig.timeSigned;
    if (tsig.error == BadTime && tsig.other.size() == 6) { // "the server's current time", RFC 8945 5.2.3
        WireReader other(tsig.other);
        serverSeconds = number48(other);
    }
    verdict.serverTime = QDateTime::fromSecsSinceEpoch(qint64(serverSeconds), Qt::UTC);

    // The order of RFC 8945 5.2 and 5.3: key, MAC, time. An empty MAC (BADKEY, BADSIG) never verifies.
    if (!(tsig.keyName == key.name) || !(tsig.algorithm == algorithmDomain(key.digest)))
        return verdict;
    QByteArray signedBytes;
    append16(signedBytes, int(request.mac.size()));
    signedBytes += request.mac + split->message + tsig.variables();
    if (!crypto::isEqualMac(tsig.mac, crypto::hmac(key.digest, key.secret, signedBytes)))
        return verdict;
    const qint64 apart = qAbs(now.toSecsSinceEpoch() - qint64(tsig.timeSigned));
    verdict.isVerified = apart <= tsig.fudge || tsig.error == BadTime;
    return verdict;
}

} // namespace cw::dns
