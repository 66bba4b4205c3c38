// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztesting.h"
#include "ui/web/httprequest.h"

namespace {

using shoppulse::HeadScan;

/// The same bytes, as they come one by one.
HeadScan scannedSlowly(std::string_view bytes, HeadScan::State& state)
{
    HeadScan scan;
    state = HeadScan::State::Incomplete;
    for (std::size_t n = 1; n <= bytes.size() && state == HeadScan::State::Incomplete; ++n)
        state = scan.look(bytes.substr(0, n));
    return scan;
}

} // namespace

void shoppulse::testing::fuzz(std::string_view bytes)
{
    HeadScan scan;
    const HeadScan::State state = scan.look(bytes);
    HeadScan::State slowly{};
    const HeadScan slow = scannedSlowly(bytes, slowly);
    if (state != HeadScan::State::Complete)
        return;
    require(slowly == state && slow.length() == scan.length(), "bytes one by one give the same");
    require(scan.length() <= bytes.size() && scan.length() <= kMaxHeadBytes, "a bounded head");
    const auto request = parseHead(bytes.substr(0, scan.length()));
    if (!request) {
        require(request.error() >= 400 && request.error() < 500, "a refusal is the client's");
        return;
    }
    require(request->path.starts_with('/'), "a path begins with a slash");
    require(request->contentLength <= kMaxBodyBytes, "a bounded body");
    (void)request->bearer();
    (void)request->cookieValue("session");
    (void)request->parameter("token");
}
