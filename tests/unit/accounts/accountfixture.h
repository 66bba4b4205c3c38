// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"

#include <QTemporaryDir>

/// A clock that stands until a test moves it.
class SteppedClock final : public shoppulse::Clock {
public:
    [[nodiscard]] std::int64_t wallMs() const override { return m_wallMs; }
    [[nodiscard]] std::int64_t steadyMs() const override { return m_steadyMs; }

    void step(std::int64_t ms)
    {
        m_wallMs += ms;
        m_steadyMs += ms;
    }

private:
    std::int64_t m_wallMs = 1'700'000'000'000;
    std::int64_t m_steadyMs = 5'000;
};

/// An account file of its own, with hashes at the least cost that libsodium takes.
struct AccountFixture {
    static constexpr shoppulse::HashCost kCheap{1, 8192};

    AccountFixture() { reopen(kCheap); }

    void reopen(shoppulse::HashCost cost)
    {
        store.reset();
        auto opened = shoppulse::AccountStore::open(path(), clock, cost);
        if (!opened)
            qFatal("%s", shoppulse::describe(opened.error()).c_str());
        store = std::move(*opened);
    }

    [[nodiscard]] std::string path() const
    {
        return folder.filePath("config/accounts.sqlite").toStdString();
    }

    QTemporaryDir folder;
    SteppedClock clock;
    std::unique_ptr<shoppulse::AccountStore> store;
};
