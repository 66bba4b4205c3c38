// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/gendercodedecoder.h"
#include "tests/fuzz/fuzztesting.h"

void shoppulse::testing::fuzz(std::string_view bytes)
{
    static GenderCodeDecoder decoder;
    const DecodedBatch batch = decodeExactly(decoder, bytes);
    const bool isCode = bytes == "0" || bytes == "1" || bytes == "2";
    require(batch.events.size() == (isCode ? 1U : 0U), "only the codes are events");
    require(batch.errors.size() == (isCode ? 0U : 1U), "all else is one error");
    (void)FormatDetector::looksLike(bytes);
}
