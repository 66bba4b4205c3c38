// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/loginthrottle.h"

#include <algorithm>

namespace shoppulse {
namespace {

constexpr int kFreeFailures = 5;
constexpr std::int64_t kFirstDelayMs = 1'000;
constexpr std::int64_t kLongestDelayMs = 300'000;
constexpr std::size_t kTriesPerAddress = 20;
constexpr std::int64_t kAddressWindowMs = 60'000;

/// Makes room in a full map for a key that is new to it.
template <class Map, class LastUse>
void makeRoom(Map& map, const typename Map::key_type& key, const LastUse& lastUse)
{
    if (map.size() < LoginThrottle::kRemembered || map.contains(key))
        return;
    map.erase(std::min_element(map.begin(), map.end(), [&](const auto& a, const auto& b) {
        return lastUse(a.second) < lastUse(b.second);
    }));
}

std::int64_t delayAfter(int failures)
{
    if (failures < kFreeFailures)
        return 0;
    constexpr int kDoublingsToLongest = 9; // 1 s doubled nine times is above 300 s
    const int doublings = std::min(failures - kFreeFailures, kDoublingsToLongest);
    return std::min(kFirstDelayMs << doublings, kLongestDelayMs);
}

} // namespace

std::int64_t LoginThrottle::tryLogin(const std::string& name, const std::string& from,
                                     std::int64_t nowMs)
{
    const Key key(name, from.empty());
    makeRoom(m_accounts, key, [](const Account& account) { return account.lastMs; });
    makeRoom(m_addresses, from, [](const Tries& of) { return of.empty() ? 0 : of.back(); });
    Tries& tries = m_addresses[from];
    Account& account = m_accounts[key];
    const std::int64_t wait = std::max(addressWait(tries, nowMs), account.openMs - nowMs);
    if (wait > 0)
        return wait;
    tries.push_back(nowMs);
    countFailure(account, nowMs);
    return 0;
}

void LoginThrottle::succeeded(const std::string& name, const std::string& from)
{
    m_accounts.erase(Key(name, from.empty()));
}

std::int64_t LoginThrottle::addressWait(Tries& tries, std::int64_t nowMs)
{
    while (!tries.empty() && tries.front() <= nowMs - kAddressWindowMs)
        tries.pop_front();
    return tries.size() < kTriesPerAddress ? 0 : tries.front() + kAddressWindowMs - nowMs;
}

void LoginThrottle::countFailure(Account& account, std::int64_t nowMs)
{
    ++account.failures;
    account.lastMs = nowMs;
    account.openMs = nowMs + delayAfter(account.failures);
}

} // namespace shoppulse
