// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/event.h"
#include "core/decode/formatdetector.h"
#include "core/profile/profile.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace shoppulse {

/// A longer row (a line, or the message of a format without lines) is not looked into: it is one
/// `oversize`.
inline constexpr std::size_t kMaxRowBytes = 64 * 1024;

/// One row that could not be decoded.
struct DecodeError {
    Undecodable reason = Undecodable::Empty;
    std::uint32_t line = 0; ///< within the message, from 1
    std::string_view raw; ///< the row's bytes, a view into the message
};

/// What one or several messages gave. Decoders append; the owner clears and reuses it, so that
/// its memory is allocated once. The errors' views live as long as the messages.
struct DecodedBatch {
    std::vector<Event> events;
    std::vector<DecodeError> errors;
    std::uint64_t headerLines = 0;

    void clear()
    {
        events.clear();
        errors.clear();
        headerLines = 0;
    }
};

/// Bytes to events, one class a format. Never throws on any bytes, allocates nothing a row.
/// One thread an instance.
class Decoder {
public:
    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    virtual ~Decoder() = default;

    /// Appends the events and errors of one message to `out`. `timestampMs` is the record's time,
    /// the events' time unless the profile names a field.
    virtual void decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out) = 0;
};

/// A decoder for `format`, which is not Auto, with the profile's codes and mapping (copied).
/// Throws std::invalid_argument for Auto.
[[nodiscard]] std::unique_ptr<Decoder> makeDecoder(Format format, const Profile& profile);

} // namespace shoppulse
