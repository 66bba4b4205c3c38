// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace shoppulse {

/// The parts that have a dot in the status line.
enum class Component : std::uint8_t { KafkaIn, KafkaOut, DeadLetters, Redis, State, Web, Count_ };

inline constexpr std::size_t kComponents = static_cast<std::size_t>(Component::Count_);

/// "kafka_in", "kafka_out", "dead_letters", "redis", "state", "web".
[[nodiscard]] std::string_view componentId(Component component);

enum class Health : std::uint8_t {
    Off, ///< not switched on
    Starting,
    Ok,
    Degraded, ///< works, with trouble worth a look
    Down, ///< does not work; being retried
    Stopped, ///< does not work and waits for a person's choice
};

/// "off", "starting", "ok", "degraded", "down", "stopped".
[[nodiscard]] std::string_view healthId(Health health);

struct ComponentStatus {
    Health health = Health::Off;
    std::optional<Error> error; ///< the last one, kept while degraded, down or stopped
    std::int64_t sinceMs = 0; ///< wall time of the last change of health
    std::int64_t nextRetryMs = 0; ///< wall time; 0 none planned
    std::uint64_t pending = 0; ///< results waiting (sinks), viewers (web)
    std::uint64_t done = 0; ///< results written (sinks), bytes sent (web)
    std::uint64_t dropped = 0; ///< anything given up here
    std::int64_t lastMs = 0; ///< state: wall time of the last commit; 0 none yet
    std::int64_t lastTookUs = 0; ///< state: microseconds that it took
    std::string target; ///< "127.0.0.1:9092", "redis://127.0.0.1:6379/0"; no secret

    friend bool operator==(const ComponentStatus&, const ComponentStatus&) = default;
};

/// Where every component says how it is, and the snapshot reads it. Thread safe; short lock.
class StatusBoard {
public:
    /// Changes one component's status under the lock; `change` gets a ComponentStatus&.
    /// `nowMs` is the wall time noted when its health differs afterwards.
    template <class Change> void update(Component component, std::int64_t nowMs, Change&& change)
    {
        const std::lock_guard lock(m_mutex);
        ComponentStatus& status = m_statuses[static_cast<std::size_t>(component)];
        const Health before = status.health;
        change(status);
        if (status.health != before)
            status.sinceMs = nowMs;
        if (status.health == Health::Ok || status.health == Health::Off)
            status.error.reset();
    }

    [[nodiscard]] std::array<ComponentStatus, kComponents> read() const
    {
        const std::lock_guard lock(m_mutex);
        return m_statuses;
    }

private:
    mutable std::mutex m_mutex;
    std::array<ComponentStatus, kComponents> m_statuses;
};

} // namespace shoppulse
