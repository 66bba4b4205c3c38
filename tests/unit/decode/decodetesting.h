// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/decoder.h"

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

/// What the decoders' tests share.
namespace shoppulse::testing {

inline constexpr std::int64_t kTimeMs = 1'700'000'000'123;

/// The codes of the Taobao data set, written out so that these tests stand on their own.
inline Profile taobaoCodes()
{
    Profile profile;
    profile.gender.codes = {{"0", 0}, {"1", 1}};
    profile.age.codes = {{"1", 0}, {"2", 1}, {"3", 2}, {"4", 3},
                         {"5", 4}, {"6", 5}, {"7", 6}, {"8", 6}};
    profile.action.codes = {{"0", 0}, {"1", 1}, {"2", 2}, {"3", 3}};
    return profile;
}

inline DecodedBatch decodeOne(Decoder& decoder, std::string_view message)
{
    DecodedBatch batch;
    decoder.decode(message, kTimeMs, batch);
    return batch;
}

/// A copy of `seed` with a few bytes changed, put in, taken away or cut off.
inline std::string mutated(std::string seed, std::mt19937_64& random)
{
    using namespace std::string_view_literals;
    static constexpr std::string_view kSpecial = "\0,\n\r\"{}[]: \xff\xe4\xb8-+0123456789"sv;
    const auto below = [&random](std::size_t n) { return n == 0 ? 0 : random() % n; };
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) {
        const std::size_t at = below(seed.size());
        const char byte =
            below(2) == 0 ? kSpecial[below(kSpecial.size())] : static_cast<char>(below(256));
        switch (below(4)) {
        case 0:
            seed.insert(seed.begin() + static_cast<std::ptrdiff_t>(at), byte);
            break;
        case 1:
            if (!seed.empty())
                seed.erase(at, 1 + below(4));
            break;
        case 2:
            seed.resize(at);
            break;
        default:
            if (!seed.empty())
                seed[at] = byte;
        }
    }
    return seed;
}

} // namespace shoppulse::testing
