// SPDX-License-Identifier: MIT
#pragma once

#include "acme/client.h"

namespace cw::issuance
{

// The codes of a customer account (RFC 8555 7.3.4) as they were typed, pasted or read from a file: the HMAC key as base64 or
// base64url, padding and blanks allowed anywhere. EabKeyIdMissing, EabMacUnreadable, EabMacTooShort.
Result<acme::ExternalAccount> readExternalAccount(const QString &keyId, const QString &macKey);

// Which of the two codes a failed newAccount is about. RFC 8555 names no problem type for each: Neither when it may well be
// about something else.
enum class EabCode { Neither, KeyId, MacKey };
EabCode refusedCode(const Failure &failure);

} // namespace cw::issuance
