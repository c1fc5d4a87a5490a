// SPDX-License-Identifier: MIT
#pragma once

#include "base/activitylog.h"
#include "publish/publisher.h"
#include "publish/update.h"
#include "publish/updateserver.h"

#include <QHash>

#include <functional>

namespace cw::publish
{

// What the two ways of dynamic update share: one UPDATE a zone, whom to send it to, and whom next when that one does not take
// it. Who takes the updates of a zone is looked for once, by the first call that needs it.
class UpdateRounds
{
public:
    // Sends one UPDATE to one server and judges what comes back. Zone, name and server of its PublishFailure are put in here.
    using Send = std::function<Result<Nothing>(const UpdateServer &, const UpdateBatch &, Change, CancelToken &)>;

    // `server` and `port` as in findUpdateServers().
    UpdateRounds(dns::Resolver &resolver, QString server, quint16 port, ActivityLog &log, Send send);

    // As Publisher has them.
    Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token);
    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token);
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token);

private:
    struct Outcome {
        Result<Nothing> result = Failure(Canceled());
        bool isDeclined = false; // by every server that it was sent to: nothing has changed
    };
    Outcome update(const UpdateBatch &batch, Change change, CancelToken &token);
    Result<UpdateServers> serversOf(const dns::Name &zone, CancelToken &token);

    dns::Resolver &m_resolver;
    QString m_server;
    quint16 m_port = 0;
    ActivityLog &m_log;
    Send m_send;
    QHash<dns::Name, UpdateServers> m_servers; // by zone
};

} // namespace cw::publish
