// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace shoppulse {

/// One prepared statement, in use. Values are bound in the order of its question marks; a failure
/// ends the rows and stays until asked for by ok(). Not thread safe.
class Statement {
public:
    Statement(sqlite3* database, std::string_view sql);

    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    Statement& bindBytes(std::span<const unsigned char> bytes);

    /// Moves to the next row; false at the end or on a failure.
    bool step();
    /// Runs to the end. False on a failure.
    bool run();
    /// Back to the beginning, for other values.
    void reset();

    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::int64_t number(int column) const;
    /// Until the next step.
    [[nodiscard]] std::span<const unsigned char> bytes(int column) const;
    /// No failure so far.
    [[nodiscard]] bool ok() const { return m_ok; }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bound = 0;
    bool m_ok = true;
};

/// An SQLite file: mode 0600, in a folder that is made with mode 0700 when it is not there; WAL,
/// synchronous, one connection. Not thread safe.
class Database {
public:
    /// `schema`: run at each opening, makes the tables that are missing.
    static Result<Database> open(const std::string& path, const char* schema);

    /// Statements without values or rows. False on a failure, which message() tells.
    [[nodiscard]] bool execute(const char* sql) const;
    /// What SQLite says of the last failure.
    [[nodiscard]] std::string message() const;

    [[nodiscard]] Statement prepare(std::string_view sql) const;
    /// Rows changed by the last statement.
    [[nodiscard]] int changes() const;
    /// DatabaseBroken with what SQLite says.
    [[nodiscard]] Unexpected failure() const;

private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    Database(std::string path, Handle handle);

    std::string m_path;
    Handle m_handle;
};

} // namespace shoppulse
