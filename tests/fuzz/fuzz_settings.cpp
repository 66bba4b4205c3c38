// SPDX-License-Identifier: GPL-3.0-or-later
// settings.toml and connections.toml; what was read must be the same after it was written.
#include "core/settings/connectionbook.h"
#include "core/settings/settings.h"
#include "tests/fuzz/fuzztesting.h"

namespace {

template <class T> void readAndWrite(std::string_view bytes)
{
    using shoppulse::testing::require;
    const auto read = T::parse(bytes, "fuzz.toml");
    if (!read) {
        require(read.error().detail.starts_with("line "), "an error names its line");
        return;
    }
    const std::string text = read->text();
    const auto again = T::parse(text, "fuzz.toml");
    require(again.has_value(), "what was written can be read");
    require(again->text() == text, "what was read is the same after it was written");
}

} // namespace

void shoppulse::testing::fuzz(std::string_view bytes)
{
    readAndWrite<Settings>(bytes);
    readAndWrite<ConnectionBook>(bytes);
}
