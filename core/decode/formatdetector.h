// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace shoppulse {

/// Tells a topic's format from its first messages by vote, so that malformed ones among them do
/// not mislead. One thread.
class FormatDetector {
public:
    /// Messages that are looked at; later ones are not counted.
    static constexpr std::size_t kSamples = 100;

    void sample(std::string_view message);

    /// The format with the most votes; Auto while no message looked like any.
    [[nodiscard]] Format detected() const;

    /// No further sample can change the answer. Until then detected() is the best guess.
    [[nodiscard]] bool settled() const;

    /// Another format has more than a tenth of the votes: the topic carries two kinds of messages.
    [[nodiscard]] bool mixed() const;

    /// What one message looks like; Auto for none of the formats.
    [[nodiscard]] static Format looksLike(std::string_view message);

private:
    [[nodiscard]] std::size_t leaderVotes() const;
    [[nodiscard]] std::size_t secondVotes() const;

    std::array<std::size_t, 5> m_votes{}; ///< by Format; Auto: looked like none
    std::size_t m_samples = 0;
};

} // namespace shoppulse
