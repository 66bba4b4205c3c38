// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace shoppulse {

/// A clock that a test moves by hand.
class SteppedClock final : public Clock {
public:
    explicit SteppedClock(std::int64_t wallMs)
        : m_ms(wallMs)
    {
    }
    [[nodiscard]] std::int64_t wallMs() const override { return m_ms; }
    [[nodiscard]] std::int64_t steadyMs() const override { return m_ms; }
    void advance(std::int64_t ms) { m_ms += ms; }

private:
    std::int64_t m_ms;
};

} // namespace shoppulse
