// SPDX-License-Identifier: MIT
#pragma once

#include "dns/name.h"

#include <QList>

namespace cw::dns
{

enum class Type : quint16 {
    A = 1, NS = 2, CNAME = 5, SOA = 6, MX = 15, TXT = 16, AAAA = 28, DNAME = 39, OPT = 41, DS = 43, RRSIG = 46, NSEC = 47,
    DNSKEY = 48, NSEC3 = 50, NSEC3PARAM = 51, TSIG = 250, ANY = 255, CAA = 257,
};
enum class Class : quint16 { IN = 1, CH = 3, NONE = 254, ANY = 255 };

QString typeName(Type type); // "TXT", "TYPE65280"
QString rcodeName(int rcode); // "NOERROR", "SERVFAIL", "RCODE 24"; extended rcodes included
QString tsigErrorName(int error); // "BADSIG", "BADKEY", "BADTIME"

// One resource record: rdata uncompressed, as on the wire.
struct Record {
    Name owner;
    Type type = Type::TXT;
    Class klass = Class::IN;
    quint32 ttl = 0; // seconds
    QByteArray rdata;
    bool operator==(const Record &) const = default;
};

struct Soa {
    Name primary; // MNAME
    Name mailbox;
    quint32 serial = 0;
    quint32 refresh = 0;
    quint32 retry = 0;
    quint32 expire = 0;
    quint32 minimum = 0;
};

struct Caa {
    quint8 flags = 0;
    QByteArray tag; // as on the wire, case kept
    QByteArray value; // any bytes
};

// Null / empty when the record is of another type or its rdata is not well formed.
std::optional<Name> targetOf(const Record &record); // NS, CNAME, DNAME
std::optional<Soa> soaOf(const Record &record);
std::optional<Caa> caaOf(const Record &record);
std::optional<QList<QByteArray>> textStringsOf(const Record &record); // the strings of a TXT
std::optional<QByteArray> textOf(const Record &record); // its strings joined without separator, as CAs do
QString addressOf(const Record &record); // "192.0.2.1" of an A or AAAA

QString toText(const Record &record); // one line of a zone file
Record txtRecord(const Name &owner, const QByteArray &value, quint32 ttl);

} // namespace cw::dns
