// SPDX-License-Identifier: GPL-3.0-or-later
// The portable and the fastest scan must give the same for the same bytes.
#include "core/decode/taobaocsvdecoder.h"
#include "tests/fuzz/fuzztesting.h"

#include <algorithm>

void shoppulse::testing::fuzz(std::string_view bytes)
{
    static const Profile profile = *loadProfile("taobao", {});
    static TaobaoCsvDecoder portable(profile, scanRowPortable);
    static TaobaoCsvDecoder best(profile, bestRowScan());
    const DecodedBatch one = decodeExactly(portable, bytes);
    const DecodedBatch other = decodeExactly(best, bytes);
    requireLines(one, bytes);
    require(one.headerLines == other.headerLines, "both scans see the same header lines");
    require(one.events == other.events, "the same events");
    require(std::ranges::equal(one.errors, other.errors, sameError), "the same errors");
}
