// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/accountstore.h"
#include "core/accounts/commonpasswords.h"
#include "core/accounts/wipe.h"

#include <algorithm>
#include <array>
#include <bitset>

namespace shoppulse {
namespace {

constexpr std::size_t kShortest = 12;
constexpr std::size_t kLongest = 128;
constexpr std::size_t kLongestName = 64;
constexpr std::size_t kFewestDifferent = 5; ///< different characters in a password
constexpr std::size_t kShortestNameCounted = 4;

/// Characters, not bytes: every byte that does not go on with a UTF-8 sequence.
std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// "abcabcabcabc": a block of at most half the length, over and over.
bool repeatsItself(std::string_view text)
{
    for (std::size_t block = 1; block <= text.size() / 2; ++block)
        if (std::equal(text.begin() + static_cast<std::ptrdiff_t>(block), text.end(), text.begin()))
            return true;
    return false;
}

/// Every character is the neighbour of the one before it on one of these rows, or the next code
/// (1234, dcba), with at most three jumps between such runs.
bool isRun(std::string_view text)
{
    static constexpr std::array<std::string_view, 4> kRows{"1234567890", "qwertyuiop", "asdfghjkl",
                                                           "zxcvbnm"};
    const auto neighbours = [](char a, char b) {
        const int step = b - a;
        if (step >= -1 && step <= 1)
            return true;
        return std::any_of(kRows.begin(), kRows.end(), [&](std::string_view row) {
            const std::size_t left = row.find(a);
            const std::size_t right = row.find(b);
            return left != std::string_view::npos && right != std::string_view::npos
                && (left + 1 == right || right + 1 == left);
        });
    };
    constexpr int kJumps = 3;
    int jumps = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        jumps += neighbours(text[i - 1], text[i]) ? 0 : 1;
    return jumps <= kJumps;
}

/// A bit a byte that occurs.
std::size_t differentBytes(std::string_view text)
{
    std::bitset<256> seen;
    for (const char c : text)
        seen.set(static_cast<unsigned char>(c));
    return seen.count();
}

Result<void> checkPattern(const std::string& user, std::string_view plain)
{
    if (isCommonPassword(plain))
        return fail(ErrorCode::PasswordCommon, user);
    if (differentBytes(plain) < kFewestDifferent || repeatsItself(plain))
        return fail(ErrorCode::PasswordWeak, user, "it repeats itself");
    if (isRun(plain))
        return fail(ErrorCode::PasswordWeak, user, "its characters follow one another");
    if (user.size() >= kShortestNameCounted && plain.find(lowered(user)) != std::string_view::npos)
        return fail(ErrorCode::PasswordWeak, user, "it holds the user name");
    return {};
}

} // namespace

Result<void> checkUserName(const std::string& name)
{
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '.' || c == '-' || c == '_' || c == '@';
    };
    if (name.empty() || name.size() > kLongestName
        || !std::all_of(name.begin(), name.end(), allowed))
        return fail(ErrorCode::UserNameInvalid, name);
    return {};
}

Result<void> checkPassword(const std::string& user, std::string_view password)
{
    const std::size_t length = characters(password);
    if (length < kShortest || length > kLongest)
        return fail(ErrorCode::PasswordLength, user, std::to_string(length));
    std::string plain = lowered(password);
    auto checked = checkPattern(user, plain);
    wipe(plain);
    return checked;
}

} // namespace shoppulse
