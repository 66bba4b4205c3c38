// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/prompt.h"

#include <array>
#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace shoppulse {
namespace {

/// Switches the terminal's echo off for as long as it lives.
class EchoOff {
public:
    EchoOff()
    {
        ::tcgetattr(STDIN_FILENO, &m_before);
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~EchoOff()
    {
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr);
    }
    EchoOff(const EchoOff&) = delete;
    EchoOff& operator=(const EchoOff&) = delete;

private:
    termios m_before{};
};

} // namespace

std::optional<std::string> promptedLine(const std::string& prompt)
{
    if (!::isatty(STDIN_FILENO))
        return std::nullopt;
    std::fputs(prompt.c_str(), stderr);
    const EchoOff silent;
    // Not by a stream: that would go on after an interrupt. A terminal hands out whole lines.
    std::array<char, 4096> line{};
    const ssize_t got = ::read(STDIN_FILENO, line.data(), line.size());
    if (got <= 0)
        return std::nullopt;
    std::string typed(line.data(), static_cast<std::size_t>(got));
    if (typed.ends_with('\n'))
        typed.pop_back();
    return typed;
}

} // namespace shoppulse
