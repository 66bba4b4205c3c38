// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace shoppulse {

/// A file's lines, any bytes, without their ends (\n or \r\n). A last line needs no end; an end
/// makes no further line. One thread.
class LineReader {
public:
    /// "-" is standard input. Fails with FileUnreadable.
    [[nodiscard]] static Result<LineReader> open(const std::string& path);

    /// The next line, a view that lives until the next call; false at the end. Fails with
    /// FileUnreadable, also for a line longer than 16 MiB.
    [[nodiscard]] Result<bool> next(std::string_view& line);

private:
    struct Close {
        void operator()(std::FILE* file) const
        {
            if (file != stdin)
                std::fclose(file);
        }
    };

    LineReader(std::string path, std::FILE* file)
        : m_path(std::move(path))
        , m_file(file)
    {
    }
    [[nodiscard]] Result<void> fill();

    std::string m_path;
    std::unique_ptr<std::FILE, Close> m_file;
    std::string m_buffer;
    std::size_t m_begin = 0; ///< of what is not handed out yet
    std::size_t m_searched = 0; ///< there is no line end before
    bool m_ended = false;
};

} // namespace shoppulse
