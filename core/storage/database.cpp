// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace shoppulse {
namespace {

constexpr int kBusyTimeoutMs = 5'000; // another program may write meanwhile

constexpr const char* kSettings = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
)sql";

Result<void> makeFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    if (folder.empty() || std::filesystem::is_directory(folder, error))
        return {};
    if (folder.has_parent_path())
        std::filesystem::create_directories(folder.parent_path(), error);
    if (mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST)
        return fail(ErrorCode::FolderUnwritable, folder.string(), std::strerror(errno));
    return {};
}

/// SQLite gives its side files the mode of the database, so that is set before it opens it.
Result<void> makePrivateFile(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    const bool isPrivate = file >= 0 && fchmod(file, S_IRUSR | S_IWUSR) == 0;
    const int cause = errno;
    if (file >= 0)
        ::close(file);
    if (!isPrivate)
        return fail(ErrorCode::FileUnwritable, path, std::strerror(cause));
    return {};
}

} // namespace

Statement::Statement(sqlite3* database, std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    m_ok =
        sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement, nullptr)
        == SQLITE_OK;
    m_statement.reset(statement);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement& Statement::bind(std::string_view text)
{
    // A view of nothing has no address, which SQLite would take for NULL.
    const char* data = text.empty() ? "" : text.data();
    m_ok = m_ok
        && sqlite3_bind_text(m_statement.get(), ++m_bound, data, static_cast<int>(text.size()),
                             SQLITE_TRANSIENT)
            == SQLITE_OK;
    return *this;
}

Statement& Statement::bind(std::int64_t number)
{
    m_ok = m_ok && sqlite3_bind_int64(m_statement.get(), ++m_bound, number) == SQLITE_OK;
    return *this;
}

Statement& Statement::bindBytes(std::span<const unsigned char> bytes)
{
    const void* data = bytes.empty() ? static_cast<const void*>("") : bytes.data();
    m_ok = m_ok
        && sqlite3_bind_blob(m_statement.get(), ++m_bound, data, static_cast<int>(bytes.size()),
                             SQLITE_TRANSIENT)
            == SQLITE_OK;
    return *this;
}

bool Statement::step()
{
    if (!m_ok)
        return false;
    const int outcome = sqlite3_step(m_statement.get());
    m_ok = outcome == SQLITE_ROW || outcome == SQLITE_DONE;
    return outcome == SQLITE_ROW;
}

bool Statement::run()
{
    while (step()) { }
    return m_ok;
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
    m_bound = 0;
}

std::span<const unsigned char> Statement::bytes(int column) const
{
    const auto* data =
        static_cast<const unsigned char*>(sqlite3_column_blob(m_statement.get(), column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(m_statement.get(), column))};
}

std::string Statement::text(int column) const
{
    const auto* data = sqlite3_column_text(m_statement.get(), column);
    const int size = sqlite3_column_bytes(m_statement.get(), column);
    return data ? std::string(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size))
                : std::string();
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

Database::Database(std::string path, Handle handle)
    : m_path(std::move(path))
    , m_handle(std::move(handle))
{
}

void Database::Close::operator()(sqlite3* database) const
{
    sqlite3_close_v2(database);
}

Result<Database> Database::open(const std::string& path, const char* schema)
{
    if (auto made = makeFolder(std::filesystem::path(path).parent_path()); !made)
        return Unexpected(made.error());
    if (auto made = makePrivateFile(path); !made)
        return Unexpected(made.error());

    sqlite3* handle = nullptr;
    const int opened = sqlite3_open_v2(path.c_str(), &handle,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, nullptr);
    Database database(path, Handle(handle));
    if (opened != SQLITE_OK)
        return database.failure();
    sqlite3_busy_timeout(handle, kBusyTimeoutMs);
    if (!database.execute(kSettings) || !database.execute(schema))
        return database.failure();
    return database;
}

Statement Database::prepare(std::string_view sql) const
{
    return Statement(m_handle.get(), sql);
}

bool Database::execute(const char* sql) const
{
    return sqlite3_exec(m_handle.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

std::string Database::message() const
{
    return m_handle ? sqlite3_errmsg(m_handle.get()) : "out of memory";
}

int Database::changes() const
{
    return sqlite3_changes(m_handle.get());
}

Unexpected Database::failure() const
{
    return fail(ErrorCode::DatabaseBroken, m_path, message());
}

} // namespace shoppulse
