// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsondecoder.h"
#include "tests/fuzz/fuzztesting.h"

#include <algorithm>

namespace {

shoppulse::Profile nested()
{
    static const shoppulse::Profile taobao = *shoppulse::loadProfile("taobao", {});
    shoppulse::Profile profile = taobao;
    profile.json.user = "user.id";
    profile.json.gender = "user.traits.gender";
    profile.json.eventTime = "ts";
    return profile;
}

constexpr char kSeparator = '\x1e'; ///< no byte of a JSON text

/// A message that comes after another gives what it gives alone, however alike they are.
void readAfterAnother(std::string_view another, std::string_view bytes)
{
    using namespace shoppulse;
    const Profile profile = nested();
    JsonDecoder alone(profile);
    JsonDecoder decoder(profile);
    testing::decodeExactly(decoder, another);
    const DecodedBatch expected = testing::decodeExactly(alone, bytes);
    const DecodedBatch found = testing::decodeExactly(decoder, bytes);
    testing::require(found.events == expected.events
                         && std::ranges::equal(found.errors, expected.errors, testing::sameError),
                     "a message gives the same whatever came before");
}

} // namespace

void shoppulse::testing::fuzz(std::string_view bytes)
{
    if (const auto at = bytes.find(kSeparator); at != std::string_view::npos)
        return readAfterAnother(bytes.substr(0, at), bytes.substr(at + 1));
    static JsonDecoder plain(*loadProfile("taobao", {}));
    static JsonDecoder paths(nested());
    for (JsonDecoder* decoder : {&plain, &paths}) {
        const DecodedBatch batch = decodeExactly(*decoder, bytes);
        require(batch.events.size() + batch.errors.size() == 1, "a message is one row");
        require(batch.events.empty() || !textFault(bytes), "an event comes from good text");
        require(batch.events.empty() || batch.events[0].timeMs >= 0, "a time from 1970 on");
    }
    static const EventTimeReader times("Asia/Shanghai");
    require(times.read(bytes).value_or(0) >= 0, "a time from 1970 on");
}
