// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>

namespace cw
{

// Tells work in another thread to stop. Copies share one state; all functions may be called on any thread.
// The wake function runs under the token's mutex, so that whoever clears it knows it will not run afterwards.
class CancelToken
{
public:
    CancelToken();

    void cancel();
    bool isCanceled() const;

    // Called at once when the token is canceled already. Only waitFor() sets one.
    void setWake(std::function<void()> wake);
    void clearWake();

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace cw
