// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"
#include "core/decode/eventcodes.h"
#include "core/decode/eventtime.h"

#include <memory>
#include <optional>

namespace shoppulse {

/// Format::Json: one object a message, its fields found by the profile's dotted paths. Numbers and
/// texts mean the same ("0" and 0); null and what is missing is unknown; of a key that stands
/// twice the last counts. The whole object is checked, not only the fields in use.
class JsonDecoder final : public Decoder {
public:
    explicit JsonDecoder(const Profile& profile);
    ~JsonDecoder() override;

    void decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out) override;

private:
    class Reader; // keeps the parser's header, whose layout depends on flags, in one place

    [[nodiscard]] std::optional<Undecodable>
    decodeObject(std::string_view message, std::int64_t timestampMs, DecodedBatch& out);

    EventCodes m_codes;
    EventTimeReader m_time;
    std::unique_ptr<Reader> m_reader;
};

} // namespace shoppulse
