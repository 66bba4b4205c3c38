// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/linereader.h"

#include <cerrno>
#include <cstring>

namespace shoppulse {
namespace {

constexpr std::size_t kChunk = 1 << 20;
constexpr std::size_t kLongest = 16 << 20;

} // namespace

Result<LineReader> LineReader::open(const std::string& path)
{
    std::FILE* file = path == "-" ? stdin : std::fopen(path.c_str(), "rb");
    if (!file)
        return fail(ErrorCode::FileUnreadable, path, std::strerror(errno));
    return LineReader(path, file);
}

Result<void> LineReader::fill()
{
    m_buffer.erase(0, m_begin);
    m_searched -= m_begin;
    m_begin = 0;
    const std::size_t held = m_buffer.size();
    if (held > kLongest)
        return fail(ErrorCode::FileUnreadable, m_path, "a line is longer than 16 MiB");
    m_buffer.resize(held + kChunk);
    const std::size_t got = std::fread(m_buffer.data() + held, 1, kChunk, m_file.get());
    m_buffer.resize(held + got);
    if (std::ferror(m_file.get()))
        return fail(ErrorCode::FileUnreadable, m_path, std::strerror(errno));
    m_ended = got == 0;
    return {};
}

Result<bool> LineReader::next(std::string_view& line)
{
    std::size_t end = m_buffer.find('\n', m_searched);
    while (end == std::string::npos && !m_ended) {
        m_searched = m_buffer.size();
        if (Result<void> filled = fill(); !filled)
            return Unexpected(filled.error());
        end = m_buffer.find('\n', m_searched);
    }
    const std::string_view rest = std::string_view(m_buffer).substr(m_begin);
    if (end == std::string::npos) {
        line = rest;
        m_begin = m_searched = m_buffer.size();
        return !rest.empty();
    }
    line = rest.substr(0, end - m_begin);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    m_begin = m_searched = end + 1;
    return true;
}

} // namespace shoppulse
