// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/event.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace shoppulse {

/// "empty", "oversize", "nul", "utf8", "field_count", "action_code", "gender_code", "json",
/// "event_time", "access_log": stable ids for outputs.
[[nodiscard]] std::string_view undecodableId(Undecodable reason);

/// A row that could not be decoded, kept for a person's eye.
struct UndecodableRow {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::uint32_t line = 0; ///< line within the message, from 1
    std::int64_t timestampMs = 0;
    Undecodable reason = Undecodable::Empty;
    std::string excerpt; ///< first 256 bytes, bytes outside printable UTF-8 as \xNN
};

/// The newest undecodable rows, at most `capacity`; older ones make room (they stay counted).
/// Thread safe.
class UndecodableLog {
public:
    explicit UndecodableLog(std::size_t capacity = 1000);

    void add(UndecodableRow row);
    /// Newest first.
    [[nodiscard]] std::vector<UndecodableRow> newest(std::size_t most = 1000) const;

private:
    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::deque<UndecodableRow> m_rows;
};

/// At most 256 bytes of `raw`, with control characters and invalid UTF-8 written as \xNN.
[[nodiscard]] std::string escapedExcerpt(std::string_view raw);

} // namespace shoppulse
