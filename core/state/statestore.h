// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/state/statechange.h"
#include "core/storage/database.h"

#include <cstddef>
#include <memory>
#include <string>

namespace shoppulse {

/// The one file that a stream's state, its place in the input and its results on the way out are
/// kept in. Each commit is one transaction on the disk when it returns: after whatever end, the
/// file holds one of the moments that were committed, and the newest. One thread at a time.
class StateStore {
public:
    /// Makes or opens the file; older ones are brought up to this version. `keptResults`: how many
    /// written results stay, for sinks that may lose them.
    /// StateBroken: not such a file, damaged, or of a newer version.
    static Result<std::unique_ptr<StateStore>> open(const std::string& path,
                                                    std::size_t keptResults);

    /// Renames a file that is not open, with those beside it, so that the next open() begins anew.
    /// Nothing when there is none; FileUnwritable.
    static Result<void> setAside(const std::string& path, std::int64_t wallMs);

    /// StateBroken when anything in it cannot be.
    [[nodiscard]] Result<SavedState> load() const;

    /// StateUnwritable (no room, read-only): nothing of the change was kept; try again.
    Result<void> commit(const StateChange& change);

    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    StateStore(std::string path, Database database, std::size_t keptResults);

    [[nodiscard]] bool write(const StateChange& change);
    [[nodiscard]] bool writeSeconds(const Checkpoint& checkpoint) const;
    [[nodiscard]] bool writePlace(const StateChange& change) const;
    [[nodiscard]] bool writeResults(const StateChange& change) const;
    [[nodiscard]] bool writeCursors(const SinkCursors& cursors) const;
    [[nodiscard]] bool forgetResults(const SinkCursors& cursors) const;

    const std::string m_path;
    const Database m_database;
    const std::size_t m_keptResults;
    std::uint64_t m_commits = 0;
};

} // namespace shoppulse
