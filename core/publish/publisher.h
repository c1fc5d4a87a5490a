// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "dns/name.h"

#include <QList>
#include <QString>

#include <functional>

namespace cw::publish
{

// One TXT value that has to be in DNS: at `owner`, in `zone` (both after all aliases).
struct TxtRecord {
    dns::Name owner;
    dns::Name zone;
    QByteArray value;
    quint32 ttl = 60;
    // What a hook is told beside it.
    QString identifier {}; // "*.example.org", A-labels
    QString token {}; // of the challenge
    QString keyAuthorization {}; // RFC 8555 8.1
    QString output {}; // stdout of the hook that published it; its clean-up gets it
    bool operator==(const TxtRecord &) const = default;
};

enum class Presence {
    MayBeThere, // it is about to be sent
    Published, // taken by the publishing server; `output` is filled in
    Declined, // the publishing server took none of these: what was not there before is not there now
};

// What present() says of records before they may leave for DNS and when they were taken. A failure (the journal could not
// be written) stops present() before anything more is sent, and is what it returns.
using PresenceNote = std::function<Result<Nothing>(const QList<TxtRecord> &records, Presence presence)>;

// A way to get TXT records into DNS. Blocks; one worker thread.
class Publisher
{
public:
    virtual ~Publisher() = default;
    // Whether present() would work, as far as that can be told without changing anything (dns-checks K22). Values are not
    // looked at: the order need not be placed yet.
    virtual Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token) = 0;
    // Returns when the publishing server has taken all records; a Failure means that no challenge may be answered
    // (RFC 8555 8.2). What was sent until then stays: whoever calls cleans up what `note` told him.
    virtual Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token) = 0;
    // Removes by value, only what it is given; no failure where a record is gone already. Goes on after a failure and
    // returns the first.
    virtual Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) = 0;
};

} // namespace cw::publish
