// SPDX-License-Identifier: MIT
#pragma once

#include "base/clock.h"
#include "net/httptransport.h"
#include "publish/acmednsaccounts.h"
#include "publish/publisher.h"

namespace cw::publish
{

struct AcmeDnsAccess {
    QString server; // for accounts that do not say theirs: a password is sent only to the server that gave it out
    QList<AcmeDnsAccount> accounts;
};

// acme-dns: one POST /update a value, to the account whose full name is the record's owner (the CNAME leads there). It keeps
// the last two values of an account and cannot delete: cleanUp() sends nothing, values stay until later ones replace them.
// Give present() all values that a name needs, also those it had before: a value that is sent again may push the other out.
// With two values for an account present() waits a good second first.
class AcmeDnsPublisher final : public Publisher
{
public:
    AcmeDnsPublisher(net::HttpTransport &http, AcmeDnsAccess access, Clock &clock);

    // PublishFailure NoAccount, TooManyValues, ApiUnreachable, ApiForbidden, ApiRefused, ApiMisbehaves; BadInput for a server
    // that cannot be asked; Canceled.
    Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token) override;
    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token) override;
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) override;

private:
    // An account and the records it has to take, at most two.
    struct Task {
        const AcmeDnsAccount *account = nullptr;
        QUrl server;
        QList<TxtRecord> records;
    };
    Result<QList<Task>> tasksOf(const QList<TxtRecord> &records) const;
    Result<Nothing> sendRound(const QList<Task> &tasks, qsizetype round, const PresenceNote &note, CancelToken &token);

    net::HttpTransport &m_http;
    AcmeDnsAccess m_access;
    Clock &m_clock;
};

} // namespace cw::publish
