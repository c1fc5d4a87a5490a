// SPDX-License-Identifier: MIT
#pragma once

#include "net/httptransport.h"
#include "publish/acmednsaccounts.h"

namespace cw::publish
{

// The requests of acme-dns (its README, "API") and what the answers mean. Failures: BadInput AcmeDnsServerMissing,
// AcmeDnsBadUrl or AcmeDnsNotHttps before anything is sent; then Canceled, or PublishFailure with `server`, `httpStatus` and
// in `detail` the server's words: ApiUnreachable, ApiRefused, ApiMisbehaves; ApiForbidden (`detail`: the account's networks).

// Where the API of a server is: https, or http on this computer. `server` may have a path.
Result<QUrl> acmeDnsServer(const QString &server);

// POST /update. The server keeps the last two values of an account; it cannot delete.
net::HttpRequest acmeDnsUpdate(const QUrl &server, const AcmeDnsAccount &account, const QByteArray &value);
Result<Nothing> judgeAcmeDnsUpdate(const Result<net::HttpResponse> &answer, const QUrl &server, const AcmeDnsAccount &account,
                                   const QByteArray &value);

// An update that changes nothing: the value is too short to be taken ("txt must be exactly 43 characters"), which the server
// says only to whom it would let update.
net::HttpRequest acmeDnsRehearsal(const QUrl &server, const AcmeDnsAccount &account);
Result<Nothing> judgeAcmeDnsRehearsal(const Result<net::HttpResponse> &answer, const QUrl &server,
                                      const AcmeDnsAccount &account);

// POST /register: a new account for `domain`. Only computers in the networks of `allowFrom` may update it then; an address
// counts as a network of one; empty: all may. BadInput AcmeDnsBadNetwork.
Result<AcmeDnsAccount> registerAcmeDnsAccount(net::HttpTransport &http, const QString &server, const QString &domain,
                                              const QStringList &allowFrom, CancelToken &token);

} // namespace cw::publish
