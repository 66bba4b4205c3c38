// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shoppulse::testing {

/// The disk below all SQLite files that are opened while it exists: as it does, it refuses or keeps
/// one waiting. One at a time; it outlives what is opened on it. Thread safe.
class FaultyDisk {
public:
    enum class Mode {
        Works,
        ReadOnly, ///< no byte can be written
        NeverKeeps, ///< bytes can be written, but not brought to the medium
        Hangs, ///< who brings bytes to the medium waits until it does otherwise
    };

    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    void become(Mode mode);
    /// How many writes it has refused.
    [[nodiscard]] int refused() const;
};

} // namespace shoppulse::testing
