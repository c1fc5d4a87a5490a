// SPDX-License-Identifier: MIT
#pragma once

#include "publish/hookprocess.h"
#include "publish/updaterounds.h"

namespace cw::publish
{

struct NsupdateSettings {
    QString server; // host name or address; empty: the zone's SOA MNAME
    quint16 port = 0; // 0: DnsSettings::authoritativePort
    QString program = QStringLiteral("nsupdate"); // looked for on PATH
    std::chrono::milliseconds timeLimit { 40000 }; // of one zone
};

// Dynamic update signed with GSS-TSIG (RFC 3645), by `nsupdate -g`: FreeIPA, Active Directory. It signs with the Kerberos
// ticket of whoever runs this program, and takes the server's principal from the zone's SOA MNAME. One `send` a zone; the
// commands go to its standard input, no shell is between. Cancel and the time limit end it.
// PublishFailure NoTicket, NsupdateMissing, NsupdateFailed beside those of a dynamic update.
class NsupdatePublisher final : public Publisher
{
public:
    NsupdatePublisher(dns::Resolver &resolver, NsupdateSettings settings, ActivityLog &log);

    // A `send` a zone with nothing but a prerequisite (K22).
    Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token) override;
    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token) override;
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) override;

private:
    Result<Nothing> updateAt(const UpdateServer &server, const UpdateBatch &batch, Change change, CancelToken &token);

    Q_DISABLE_COPY_MOVE(NsupdatePublisher)

    QString m_program;
    std::chrono::milliseconds m_timeLimit;
    ActivityLog &m_log;
    UpdateRounds m_rounds;
};

} // namespace cw::publish
