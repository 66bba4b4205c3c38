// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/accesslogdecoder.h"
#include "tests/fuzz/fuzztesting.h"

void shoppulse::testing::fuzz(std::string_view bytes)
{
    static AccessLogDecoder decoder(*loadProfile("access-log", {}));
    requireLines(decodeExactly(decoder, bytes), bytes);
}
