// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/countedby.h"

#include <array>
#include <cstdio>
#include <xxhash.h>

namespace shoppulse {
namespace {

/// Parts side by side, none of which can be taken for two.
class Text {
public:
    Text& add(std::string_view part)
    {
        m_text.append(part).push_back('\0');
        return *this;
    }
    Text& add(std::uint8_t number) { return add(std::to_string(number)); }

    [[nodiscard]] std::string hash() const
    {
        std::array<char, 17> digits{};
        std::snprintf(digits.data(), digits.size(), "%016llx",
                      static_cast<unsigned long long>(XXH3_64bits(m_text.data(), m_text.size())));
        return digits.data();
    }

private:
    std::string m_text;
};

std::string nameIn(const std::string& counted)
{
    return counted.substr(0, counted.rfind('/'));
}

} // namespace

std::string countedBy(const Profile& profile)
{
    Text text;
    text.add(formatId(profile.format)).add(profile.timeZone);
    for (const CodeTable* table :
         {&profile.gender, &profile.age, &profile.action, &profile.province}) {
        text.add(static_cast<std::uint8_t>(table->dimension));
        for (const Code& code : table->codes)
            text.add(code.text).add(code.category);
    }
    const JsonMapping& json = profile.json;
    for (const std::string* path : {&json.user, &json.category, &json.brand, &json.action,
                                    &json.age, &json.gender, &json.province, &json.eventTime})
        text.add(*path);
    for (const AccessRule& rule : profile.accessRules)
        text.add(rule.method).add(rule.pathPrefix).add(static_cast<std::uint8_t>(rule.action));
    return profile.name + "/" + text.hash();
}

std::string differenceOf(const std::string& kept, const std::string& now)
{
    if (nameIn(kept) == nameIn(now))
        return "profile " + nameIn(now) + " was changed";
    return "profile " + nameIn(kept) + ", not " + nameIn(now);
}

} // namespace shoppulse
