// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/streamjudge.h"

namespace shoppulse {
namespace {

constexpr std::int64_t kDelayedMs = 5'000; ///< behind: the newest event is older
constexpr std::int64_t kCatchingUpMs = 10'000;
constexpr std::int64_t kTrendMs = 3'000; ///< over which gaining is judged
constexpr std::int64_t kAtEndMs = 2'000; ///< read to the end within this: not behind
constexpr std::int64_t kRememberMs = 30'000;
constexpr double kShare = 0.01;
constexpr std::uint64_t kLeastRows = 10;

} // namespace

StreamState StreamJudge::judge(const Look& look, Health input)
{
    m_looks.push_back(look);
    while (m_looks.front().steadyMs < look.steadyMs - kRememberMs)
        m_looks.pop_front();
    if (look.allAtEnd)
        m_atEndMs = look.steadyMs;
    if (input == Health::Stopped)
        return StreamState::Stopped;
    if (input == Health::Down)
        return StreamState::Disconnected;
    if (look.newestEventMs == 0)
        return input == Health::Starting || input == Health::Off ? StreamState::Connecting
                                                                 : StreamState::Waiting;
    if (!behind(look))
        return StreamState::Live;
    if (!gaining(look))
        return StreamState::Delayed;
    return look.wallMs - look.newestEventMs > kCatchingUpMs ? StreamState::CatchingUp
                                                            : StreamState::Live;
}

std::optional<double> StreamJudge::undecodableShare() const
{
    if (m_looks.empty())
        return std::nullopt;
    const Look& last = m_looks.back();
    const Look& first = m_looks.front();
    // All of the first half minute counts, what came before the first look too.
    const bool sinceStart = last.steadyMs - first.steadyMs < kRememberMs / 2;
    const std::uint64_t bad = last.undecodable - (sinceStart ? 0 : first.undecodable);
    const std::uint64_t good = last.rows - (sinceStart ? 0 : first.rows);
    const double share = static_cast<double>(bad) / static_cast<double>(bad + good);
    if (bad < kLeastRows || share < kShare)
        return std::nullopt;
    return share;
}

bool StreamJudge::behind(const Look& look) const
{
    if (look.lagMessages == 0 || look.wallMs - look.newestEventMs <= kDelayedMs)
        return false;
    // Old events can arrive live, too: what was all read a moment ago is not behind, nor is what
    // two seconds of reading make up for.
    if (m_atEndMs && look.steadyMs - *m_atEndMs <= kAtEndMs)
        return false;
    const Look& before = lookBefore(kTrendMs);
    const std::int64_t spanMs = look.steadyMs - before.steadyMs;
    if (spanMs < kAtEndMs)
        return true;
    const std::uint64_t read = look.messages - before.messages;
    return look.lagMessages * static_cast<std::uint64_t>(spanMs)
        > read * static_cast<std::uint64_t>(kAtEndMs);
}

bool StreamJudge::gaining(const Look& look) const
{
    const Look& before = lookBefore(kTrendMs);
    if (look.steadyMs - before.steadyMs < kTrendMs / 2)
        return true; // too early to say
    const bool eventsFaster =
        look.newestEventMs - before.newestEventMs > look.wallMs - before.wallMs;
    return eventsFaster || look.lagMessages < before.lagMessages;
}

const StreamJudge::Look& StreamJudge::lookBefore(std::int64_t spanMs) const
{
    const std::int64_t fromMs = m_looks.back().steadyMs - spanMs;
    for (const Look& look : m_looks)
        if (look.steadyMs >= fromMs)
            return look;
    return m_looks.back();
}

} // namespace shoppulse
