// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/source/shopmodel.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace shoppulse {

/// Makes rows of the taobao-csv format as a shop would: visitors come, look, put into the cart, buy
/// or keep; charts of it move within a minute. Deterministic for a seed and the times asked.
/// One thread.
class ShopGenerator {
public:
    /// `malformedShare` of the rows (0 to 1) cannot be decoded, in various ways.
    explicit ShopGenerator(std::uint64_t seed, double malformedShare = 0);

    /// The next row, without a line end. `timeMs` (epoch) decides its month and day and what is in
    /// demand; times should not go back.
    [[nodiscard]] std::string row(std::int64_t timeMs);

    /// Rows a second that would be lifelike at that time, some hundreds.
    [[nodiscard]] double rate(std::int64_t timeMs) const;

private:
    /// One visitor's stay.
    struct Session {
        Visitor visitor;
        std::size_t category = 0;
        std::size_t brandPlace = 0;
        std::uint64_t item = 0;
        int viewsLeft = 0;
        std::deque<char> next; ///< action codes decided on already, for the item just looked at
        bool inRush = false;
    };

    [[nodiscard]] Session newSession(std::int64_t timeMs);
    void lookAtItem(Session& session);
    [[nodiscard]] std::string rowOf(const Session& session, char action, std::int64_t timeMs);
    [[nodiscard]] std::string malformed(std::string row);

    ShopModel m_model;
    SeededRandom m_random;
    double m_malformedShare;
    std::vector<Session> m_sessions;
};

} // namespace shoppulse
