// SPDX-License-Identifier: MIT
#pragma once

#include "publish/publisher.h"

namespace cw::publish
{

enum class Change {
    Add,
    Remove,
    None, // a rehearsal: asks whether the zone is there, changes nothing
};

// What goes into one UPDATE: records of one zone, few enough for a message.
struct UpdateBatch {
    dns::Name zone;
    QList<TxtRecord> records;
};
QList<UpdateBatch> batchesOf(const QList<TxtRecord> &records);

// The UPDATE message of RFC 2136, without TSIG. Adding and removing have no prerequisites: other values at the same name are
// none of our business. A rehearsal has one that is always met, and nothing else.
QByteArray makeUpdate(quint16 id, const UpdateBatch &batch, Change change);

} // namespace cw::publish
