// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace shoppulse {

/// The wall and the steady clock, injected so that a test steps time by hand. Wall time serves lag,
/// staleness and labels only; it never decides what is counted. Any thread.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall time, milliseconds since the Unix epoch.
    [[nodiscard]] virtual std::int64_t wallMs() const = 0;
    /// Monotonic time in milliseconds, origin unspecified.
    [[nodiscard]] virtual std::int64_t steadyMs() const = 0;
};

/// The system's clocks.
class SystemClock final : public Clock {
public:
    [[nodiscard]] std::int64_t wallMs() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
    [[nodiscard]] std::int64_t steadyMs() const override
    {
        using namespace std::chrono;
        return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
    }
};

} // namespace shoppulse
