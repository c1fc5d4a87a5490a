// SPDX-License-Identifier: MIT
#include "publish/updatereply.h"

namespace cw::publish
{

namespace
{

using Kind = PublishFailure::Kind;

Kind kindOfRcode(int rcode)
{
    switch (rcode) {
    case 2:
        return Kind::ServerFailed;
    case 4:
        return Kind::NotImplemented;
    case 5:
        return Kind::Refused;
    case 9:
        return Kind::NotAuthoritative;
    case 10:
        return Kind::NotInZone;
    default:
        return Kind::OtherRcode;
    }
}

Failure noAnswer(const Failure &why)
{
    const auto *dns = std::get_if<DnsFailure>(&why);
    if (!dns)
        return why;
    PublishFailure failure;
    failure.kind = Kind::NoAnswer;
    failure.detail = dns->detail;
    return failure;
}

} // namespace

Result<Nothing> judgeReply(const dns::Reply &reply, const dns::SignedMessage &request, const dns::TsigKey &key,
                           const QDateTime &now)
{
    if (!reply.message)
        return noAnswer(reply.message.failure());
    const dns::TsigVerdict verdict = dns::verifyTsig(reply.message->raw, request, key, now);
    PublishFailure failure;
    failure.rcode = reply.message->rcode;
    failure.tsigError = verdict.error;
    failure.kind = kindOfRcode(failure.rcode);
    // "BADKEY" and "BADSIG" answers are not signed, RFC 8945 5.3.2: what the server says is all there is.
    constexpr int badSignature = 16;
    constexpr int badKey = 17;
    constexpr int badTime = 18;
    if (verdict.error == badKey) {
        failure.kind = Kind::BadKey;
    } else if (verdict.error == badSignature) {
        failure.kind = Kind::BadSignature;
    } else if (verdict.error == badTime && verdict.isVerified) {
        failure.kind = Kind::BadTime;
        failure.clockSkewSeconds = now.secsTo(verdict.serverTime);
        failure.serverTime = verdict.serverTime;
    } else if (!verdict.isVerified && (verdict.isPresent || failure.rcode == 0)) {
        failure.kind = Kind::UnsignedReply;
    } else if (failure.rcode == 0) {
        return Nothing();
    }
    // An error without any TSIG is believed: servers that do no updates at all sign nothing, and no update it is anyway.
    return Failure(failure);
}

} // namespace cw::publish
