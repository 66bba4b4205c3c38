// SPDX-License-Identifier: GPL-3.0-or-later
// settings.toml and connections.toml; what was read must be the same after it was written.
#include "core/settings/connectionbook.h"
#include "core/settings/settings.h"
#include "tests/fuzz/fuzztesting.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

/// In memory where the system has such a folder; one file a process.
std::string scratchFile(const char* name)
{
    const std::filesystem::path memory = "/dev/shm";
    const auto folder =
        std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path();
    return folder / ("shoppulse-fuzz-" + std::to_string(getpid()) + name);
}

template <class T> void readAndWrite(const std::string& path, std::string_view bytes)
{
    using shoppulse::testing::require;
    std::ofstream(path, std::ios::binary) << bytes;
    const auto read = T::load(path);
    std::filesystem::remove(path);
    if (!read) {
        require(read.error().detail.starts_with("line "), "an error names its line");
        return;
    }
    require(read->save(path).has_value(), "what was read can be saved");
    require(T::load(path).has_value(), "what was saved can be read");
    std::filesystem::remove(path);
}

} // namespace

void shoppulse::testing::fuzz(std::string_view bytes)
{
    static const std::string path = scratchFile(".toml");
    readAndWrite<Settings>(path, bytes);
    readAndWrite<ConnectionBook>(path, bytes);
}
