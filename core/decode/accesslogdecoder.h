// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

#include <optional>

namespace shoppulse {

/// Format::AccessLog: combined log lines. The profile's rules decide the action from method and
/// path, the address is the visitor; age, gender, province, brand and category are not told. A
/// request that no rule matches is undecodable by its action.
class AccessLogDecoder final : public Decoder {
public:
    explicit AccessLogDecoder(const Profile& profile);

    void decode(std::string_view message, std::int64_t timestampMs, DecodedBatch& out) override;

private:
    [[nodiscard]] std::optional<Undecodable>
    decodeLine(std::string_view line, std::int64_t timestampMs, DecodedBatch& out) const;

    std::vector<AccessRule> m_rules;
};

} // namespace shoppulse
