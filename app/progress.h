// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace shoppulse {

/// One line on standard error that tells how far a long work is, rewritten at most five times a
/// second and only when standard error is a terminal. One thread.
class Progress {
public:
    /// `noun`: what is counted, "rows".
    explicit Progress(std::string noun);
    /// Ends the line.
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void show(std::uint64_t done);

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    const std::string m_noun;
    const bool m_terminal;
    const SteadyTime m_start = std::chrono::steady_clock::now();
    SteadyTime m_shown{};
    bool m_open = false;
};

} // namespace shoppulse
