// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "dns/record.h"

namespace cw::dns
{

enum class Opcode { Query = 0, Notify = 4, Update = 5 };

struct Question {
    Name name;
    Type type = Type::TXT;
    bool operator==(const Question &) const = default;
};

// Extended DNS error (RFC 8914): shown, never trusted for the cause.
struct ExtendedError {
    int code = 0;
    QString text;
    bool operator==(const ExtendedError &) const = default;
};
QString extendedErrorName(int code); // "DNSSEC Bogus"

// An answer in parts. Every flag and section is kept; `raw` holds the bytes as received.
struct Message {
    quint16 id = 0;
    Opcode opcode = Opcode::Query;
    bool isResponse = false, isAuthoritative = false, isTruncated = false, recursionDesired = false,
         recursionAvailable = false, authenticData = false, checkingDisabled = false;
    int rcode = 0; // extended by EDNS
    QList<Question> questions;
    QList<Record> answer;
    QList<Record> authority;
    QList<Record> additional; // without OPT and TSIG
    bool hasEdns = false;
    bool dnssecOk = false;
    int udpSize = 0;
    QList<ExtendedError> errors;
    QByteArray raw;
};

// What a question carries beside name and type.
struct QueryFlags {
    bool recursionDesired = false;
    bool checkingDisabled = false;
    bool authenticData = false;
    bool dnssecOk = true;
    bool edns = true;
    quint16 udpSize = 1232;
    // To see how servers take what they do not know (RFC 6891 6.1.3, 6.1.2).
    quint8 ednsVersion = 0;
    bool hasUnknownOption = false;
};

QByteArray makeQuery(quint16 id, const Question &question, const QueryFlags &flags);
// DnsFailure Malformed for anything that is not one whole message. Bounded in time and memory for any input of at most
// 65,535 bytes (compression loops, false counts, trailing bytes).
Result<Message> parseMessage(const QByteArray &wire);

} // namespace cw::dns
