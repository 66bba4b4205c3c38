// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/utf8.h"
#include "core/decode/decoder.h"
#include "core/decode/textcheck.h"
#include "core/decode/undecodablelog.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

/// What the fuzz targets share. Each has its own fuzz(), called with any bytes.
namespace shoppulse::testing {

void fuzz(std::string_view bytes);

inline constexpr std::int64_t kTimeMs = 1'700'000'000'123;

/// Ends the program, which is how a target tells of a finding.
inline void require(bool holds, const char* what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

inline bool sameError(const DecodeError& a, const DecodeError& b)
{
    return a.reason == b.reason && a.line == b.line && a.raw.data() == b.raw.data()
        && a.raw.size() == b.raw.size();
}

/// Decodes a copy that ends where its memory ends, so that no byte behind it is read unseen.
inline DecodedBatch decodeExactly(Decoder& decoder, std::string_view bytes)
{
    DecodedBatch batch;
    decoder.decode(bytes, kTimeMs, batch);
    for (const Event& event : batch.events)
        require(event.cell < kCells, "an event's cell is one of the cube's");
    for (const DecodeError& error : batch.errors) {
        require(error.raw.empty()
                    || (error.raw.data() >= bytes.data()
                        && error.raw.data() + error.raw.size() <= bytes.data() + bytes.size()),
                "an error's bytes are the message's");
        const std::string excerpt = escapedExcerpt(error.raw);
        require(excerpt.empty() || !textFault(excerpt), "an excerpt is good text");
    }
    return batch;
}

/// Rows, header lines and undecodable ones together are the message's lines.
inline void requireLines(const DecodedBatch& batch, std::string_view bytes)
{
    std::size_t lines = bytes.empty() || bytes.back() != '\n' ? 1 : 0;
    for (const char byte : bytes)
        lines += byte == '\n' ? 1 : 0;
    require(batch.events.size() + batch.errors.size() + batch.headerLines == lines,
            "each line is counted once");
}

} // namespace shoppulse::testing

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // The sanitizer watches the bounds of a block of its own, also where it begins.
    const std::vector<char> bytes(data, data + size);
    shoppulse::testing::fuzz({bytes.data(), bytes.size()});
    return 0;
}
