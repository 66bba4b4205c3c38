// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/pipeline/faultydisk.h"

#include <cerrno>
#include <condition_variable>
#include <mutex>
#include <new>
#include <sqlite3.h>

namespace shoppulse::testing {
namespace {

using Mode = FaultyDisk::Mode;

std::mutex mutex; ///< guards all below
std::condition_variable changed;
Mode mode = Mode::Works;
int refusedWrites = 0;

sqlite3_vfs* below = nullptr;
sqlite3_vfs disk{};

/// SQLite's table of the file below, with two of its entries replaced.
struct File {
    sqlite3_io_methods methods;
    const sqlite3_io_methods* real;
};

std::size_t roomBelow()
{
    constexpr auto kAlign = alignof(File);
    return (static_cast<std::size_t>(below->szOsFile) + kAlign - 1) / kAlign * kAlign;
}

/// The file below lies first in the room that SQLite gives; our part stands behind it.
File* partOf(sqlite3_file* file)
{
    return reinterpret_cast<File*>(reinterpret_cast<char*>(file) + roomBelow());
}

int refuse(int code, int cause)
{
    ++refusedWrites;
    errno = cause;
    return code;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset)
{
    {
        const std::lock_guard lock(mutex);
        if (mode == Mode::ReadOnly)
            return refuse(SQLITE_IOERR_WRITE, EROFS);
    }
    return partOf(file)->real->xWrite(file, bytes, count, offset);
}

int sync(sqlite3_file* file, int flags)
{
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [] { return mode != Mode::Hangs; });
        if (mode == Mode::NeverKeeps)
            return refuse(SQLITE_IOERR_FSYNC, EIO);
    }
    return partOf(file)->real->xSync(file, flags);
}

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* outFlags)
{
    const int code = below->xOpen(below, name, file, flags, outFlags);
    if (!file->pMethods)
        return code;
    File* part = new (partOf(file)) File{};
    part->real = file->pMethods;
    part->methods = *file->pMethods;
    part->methods.xWrite = write;
    part->methods.xSync = sync;
    file->pMethods = &part->methods;
    return code;
}

} // namespace

FaultyDisk::FaultyDisk()
{
    below = sqlite3_vfs_find(nullptr);
    disk = *below;
    disk.zName = "faulty";
    disk.szOsFile = static_cast<int>(roomBelow() + sizeof(File));
    disk.xOpen = open;
    refusedWrites = 0;
    become(Mode::Works);
    sqlite3_vfs_register(&disk, 1);
}

FaultyDisk::~FaultyDisk()
{
    become(Mode::Works);
    sqlite3_vfs_unregister(&disk);
    sqlite3_vfs_register(below, 1);
}

void FaultyDisk::become(Mode next)
{
    {
        const std::lock_guard lock(mutex);
        mode = next;
    }
    changed.notify_all();
}

int FaultyDisk::refused() const
{
    const std::lock_guard lock(mutex);
    return refusedWrites;
}

} // namespace shoppulse::testing
