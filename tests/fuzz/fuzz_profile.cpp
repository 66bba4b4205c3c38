// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"
#include "tests/fuzz/fuzztesting.h"

void shoppulse::testing::fuzz(std::string_view bytes)
{
    const auto profile = parseProfile(bytes, "fuzz.toml");
    if (!profile) {
        require(profile.error().detail.starts_with("line "), "an error names its line");
        return;
    }
    require(!profile->name.empty(), "a profile has a name");
    // What was taken must be good for the decoders.
    for (const Format format :
         {Format::TaobaoCsv, Format::GenderCode, Format::Json, Format::AccessLog})
        (void)decodeExactly(*makeDecoder(format, *profile), "{\"action\":0}");
}
