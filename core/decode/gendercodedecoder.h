// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

namespace shoppulse {

/// Format::GenderCode: a message is `0` (female), `1` (male) or `2` (unknown), nothing else. Such
/// an event says a gender only; its cell has action pv, age and province unknown.
class GenderCodeDecoder final : public Decoder {
public:
    void decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out) override;
};

} // namespace shoppulse
