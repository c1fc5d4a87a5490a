// SPDX-License-Identifier: MIT
#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "dns/name.h"

#include <QList>

namespace cw::publish
{

// One TXT value that has to be in DNS: at `owner`, in `zone` (both after all aliases).
struct TxtRecord {
    dns::Name owner;
    dns::Name zone;
    QByteArray value;
    quint32 ttl = 60;
    bool operator==(const TxtRecord &) const = default;
};

// A way to get TXT records into DNS. Blocks; one worker thread.
// present() returns when the publishing server has taken all records; a Failure means that no challenge may be answered
// (RFC 8555 8.2). cleanUp() removes by value, only what it is given, and is no failure where a record is gone already.
class Publisher
{
public:
    virtual ~Publisher() = default;
    virtual Result<Nothing> present(const QList<TxtRecord> &records, CancelToken &token) = 0;
    virtual Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) = 0;
};

} // namespace cw::publish
