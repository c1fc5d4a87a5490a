// SPDX-License-Identifier: MIT
// The names of types, rcodes and extended errors, as IANA lists them.
#include "dns/message.h"

#include <ldns/ldns.h>

#include <iterator>

namespace cw::dns
{

namespace
{

// By number; RFC 1035, 2136, 6891, 8490, 8945, 7873.
constexpr const char *RcodeNames[] = {
    "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
    "NOTZONE", "DSOTYPENI", nullptr, nullptr, nullptr, nullptr, "BADVERS", "BADKEY", "BADTIME", "BADMODE", "BADNAME",
    "BADALG", "BADTRUNC", "BADCOOKIE",
};

// By number; RFC 8914 4 and what IANA has taken up since.
constexpr const char *ExtendedErrorNames[] = {
    "Other Error", "Unsupported DNSKEY Algorithm", "Unsupported DS Digest Type", "Stale Answer", "Forged Answer",
    "DNSSEC Indeterminate", "DNSSEC Bogus", "Signature Expired", "Signature Not Yet Valid", "DNSKEY Missing",
    "RRSIGs Missing", "No Zone Key Bit Set", "NSEC Missing", "Cached Error", "Not Ready", "Blocked", "Censored",
    "Filtered", "Prohibited", "Stale NXDOMAIN Answer", "Not Authoritative", "Not Supported", "No Reachable Authority",
    "Network Error", "Invalid Data", "Signature Expired before Valid", "Too Early",
    "Unsupported NSEC3 Iterations Value", "Unable to conform to policy", "Synthesized", "Invalid Query Type",
};

} // namespace

QString typeName(Type type)
{
    const ldns_rr_descriptor *descriptor = ldns_rr_descript(quint16(type));
    if (type == Type::ANY)
        return QStringLiteral("ANY");
    if (descriptor && descriptor->_name && descriptor->_type == quint16(type) && descriptor->_type != LDNS_RR_TYPE_NULL)
        return QString::fromLatin1(descriptor->_name);
    return QStringLiteral("TYPE%1").arg(int(type));
}

QString rcodeName(int rcode)
{
    if (rcode >= 0 && rcode < int(std::size(RcodeNames)) && RcodeNames[rcode])
        return QString::fromLatin1(RcodeNames[rcode]);
    return QStringLiteral("RCODE %1").arg(rcode);
}

QString tsigErrorName(int error)
{
    // 16 means BADVERS in a message and BADSIG in a TSIG record: RFC 8945 3.
    return error == 16 ? QStringLiteral("BADSIG") : rcodeName(error);
}

QString extendedErrorName(int code)
{
    if (code >= 0 && code < int(std::size(ExtendedErrorNames)))
        return QString::fromLatin1(ExtendedErrorNames[code]);
    return QStringLiteral("Extended DNS Error %1").arg(code);
}

} // namespace cw::dns
