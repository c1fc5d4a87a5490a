// SPDX-License-Identifier: MIT
#include "acme/polling.h"

#include <algorithm>

namespace cw::acme
{

Result<Nothing> pollUntilFinal(
    Clock &clock, PollLimits limits, const std::function<Result<PollLook>(CancelToken &)> &look, CancelToken &token)
{
    const std::chrono::milliseconds begin = clock.ticks();
    std::chrono::milliseconds ownWait = limits.firstWait;
    for (;;) {
        const Result<PollLook> seen = look(token);
        if (!seen)
            return seen.failure();
        if (seen->isFinal)
            return Nothing();

        // "Send a POST-as-GET request after the time given in the Retry-After header field of the response, if any."
        // RFC 8555 7.4. A zero would make us ask without a pause: then we wait as if it were missing.
        const std::chrono::seconds told(seen->retryAfterSeconds);
        const std::chrono::milliseconds wait = told > std::chrono::seconds::zero() ? told : ownWait;
        if (clock.ticks() - begin + wait > limits.atMost) {
            ProtocolFailure failure;
            failure.kind = ProtocolFailure::Kind::Unfinished;
            if (told > limits.longestWait) // the CA's own wish: never slept on when it is long, but shown
                failure.detail = clock.now().addSecs(told.count()).toString(Qt::ISODate);
            return Failure(failure);
        }
        if (!clock.sleep(wait, token))
            return Failure(Canceled());
        ownWait = std::min<std::chrono::milliseconds>(ownWait * 3 / 2, limits.longestWait);
    }
}

} // namespace cw::acme
