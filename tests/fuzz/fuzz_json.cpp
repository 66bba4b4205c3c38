// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/jsondecoder.h"
#include "tests/fuzz/fuzztesting.h"

namespace {

shoppulse::Profile nested()
{
    shoppulse::Profile profile = *shoppulse::loadProfile("taobao", {});
    profile.json.user = "user.id";
    profile.json.gender = "user.traits.gender";
    profile.json.eventTime = "ts";
    return profile;
}

} // namespace

void shoppulse::testing::fuzz(std::string_view bytes)
{
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
