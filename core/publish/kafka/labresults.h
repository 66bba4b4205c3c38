// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/resultrecord.h"

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace shoppulse {

/// What the topic `result` gets, for pages written for the classic lab: each final second of the
/// metric `gender` once, in order of time, never again for a correction. Not thread safe.
class LabResults {
public:
    struct Second {
        std::int64_t startMs;
        std::string value; ///< `[{"0": 12}, {"1": 9}]`, the counts by gender code
    };

    /// The seconds in the batch that are to be sent now. One that a correction overtook before it
    /// was sent goes with its corrected counts.
    [[nodiscard]] std::vector<Second> due(std::span<const ResultRecord> batch) const;

    /// The second was sent and is not due any more.
    void sent(std::int64_t startMs);

private:
    [[nodiscard]] bool isDue(const ResultRecord& record) const;

    std::set<std::int64_t> m_sent; ///< the newest ones
};

} // namespace shoppulse
