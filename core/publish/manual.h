// SPDX-License-Identifier: MIT
#pragma once

#include "publish/publisher.h"

namespace cw::publish
{

// By hand: whoever runs the program puts the records in and takes them out; whether they are there, the servers say.
class ManualPublisher final : public Publisher
{
public:
    Result<Nothing> rehearse(const QList<TxtRecord> &records, CancelToken &token) override;
    Result<Nothing> present(const QList<TxtRecord> &records, const PresenceNote &note, CancelToken &token) override;
    Result<Nothing> cleanUp(const QList<TxtRecord> &records, CancelToken &token) override;
};

} // namespace cw::publish
