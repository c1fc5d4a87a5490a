// SPDX-License-Identifier: MIT
#pragma once

#include "base/failure.h"

#include <QtGlobal>

#include <utility>
#include <variant>

namespace cw
{

// A value or the Failure that kept us from having one. Whoever receives it handles the failure or returns it.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(Failure failure) : m_content(std::in_place_index<1>, std::move(failure)) { }

    bool isOk() const { return m_content.index() == 0; }
    explicit operator bool() const { return isOk(); }

    const T &value() const &
    {
        Q_ASSERT(isOk());
        return std::get<0>(m_content);
    }
    T &value() &
    {
        Q_ASSERT(isOk());
        return std::get<0>(m_content);
    }
    T &&value() &&
    {
        Q_ASSERT(isOk());
        return std::get<0>(std::move(m_content));
    }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    const Failure &failure() const
    {
        Q_ASSERT(!isOk());
        return std::get<1>(m_content);
    }

private:
    std::variant<T, Failure> m_content;
};

struct Nothing {
    bool operator==(const Nothing &) const = default;
};

template <> class [[nodiscard]] Result<void> : public Result<Nothing>
{
public:
    Result() : Result<Nothing>(Nothing()) { }
    Result(Failure failure) : Result<Nothing>(std::move(failure)) { }
};

} // namespace cw
