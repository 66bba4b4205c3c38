// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/formatdetector.h"

#include "core/decode/accesslogline.h"
#include "core/decode/rowscan.h"
#include "core/decode/textcheck.h"

#include <algorithm>

namespace shoppulse {

namespace {

bool looksLikeJson(std::string_view message)
{
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = message.find_first_not_of(kSpace);
    return first != std::string_view::npos && message[first] == '{'
        && message[message.find_last_not_of(kSpace)] == '}';
}

bool looksLikeTaobaoCsv(std::string_view line)
{
    CommaOffsets commas;
    return scanCommas(line, commas) == kTaobaoColumns - 1;
}

} // namespace

Format FormatDetector::looksLike(std::string_view message)
{
    if (message.size() == 1 && message.front() >= '0' && message.front() <= '2')
        return Format::GenderCode;
    if (message.empty())
        return Format::Auto;
    if (looksLikeJson(message))
        return Format::Json;
    const std::string_view line = takeLine(message);
    if (parseAccessLogLine(line))
        return Format::AccessLog;
    return looksLikeTaobaoCsv(line) ? Format::TaobaoCsv : Format::Auto;
}

void FormatDetector::sample(std::string_view message)
{
    if (m_samples == kSamples)
        return;
    ++m_samples;
    ++m_votes[static_cast<std::size_t>(looksLike(message))];
}

Format FormatDetector::detected() const
{
    const auto first = m_votes.begin() + 1; // without Auto
    const auto most = std::max_element(first, m_votes.end());
    return *most == 0 ? Format::Auto : static_cast<Format>(most - m_votes.begin());
}

std::size_t FormatDetector::leaderVotes() const
{
    return *std::max_element(m_votes.begin() + 1, m_votes.end());
}

std::size_t FormatDetector::secondVotes() const
{
    std::size_t second = 0;
    const auto leader = static_cast<std::size_t>(detected());
    for (std::size_t i = 1; i < m_votes.size(); ++i) {
        if (i != leader)
            second = std::max(second, m_votes[i]);
    }
    return second;
}

bool FormatDetector::settled() const
{
    return m_samples == kSamples || leaderVotes() > secondVotes() + (kSamples - m_samples);
}

bool FormatDetector::mixed() const
{
    return secondVotes() * 10 > leaderVotes() + secondVotes();
}

} // namespace shoppulse
