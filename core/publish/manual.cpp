// SPDX-License-Identifier: MIT
#include "publish/manual.h"

namespace cw::publish
{

namespace
{

Result<Nothing> doneUnless(const CancelToken &token)
{
    if (token.isCanceled())
        return Failure(Canceled());
    return Nothing();
}

} // namespace

Result<Nothing> ManualPublisher::rehearse(const QList<TxtRecord> &, CancelToken &token)
{
    return doneUnless(token);
}

Result<Nothing> ManualPublisher::present(const QList<TxtRecord> &, const PresenceNote &, CancelToken &token)
{
    return doneUnless(token);
}

Result<Nothing> ManualPublisher::cleanUp(const QList<TxtRecord> &, CancelToken &token)
{
    return doneUnless(token);
}

} // namespace cw::publish
