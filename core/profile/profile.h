// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/profile/dimensions.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shoppulse {

/// How a topic's messages are written. Auto: told from the first messages.
enum class Format : std::uint8_t { Auto, TaobaoCsv, GenderCode, Json, AccessLog };

/// "auto", "taobao-csv", "gender-code", "json", "access-log".
[[nodiscard]] std::string_view formatId(Format format);
[[nodiscard]] std::optional<Format> formatFromId(std::string_view id);

/// A text in each language of the program.
struct Label {
    std::string en;
    std::string zh;
};

/// One spelling in the input ("0", "上海市") and the category it stands for.
struct Code {
    std::string text;
    std::uint8_t category; ///< index into the dimension's ids
};

/// A dimension's labels (by category index) and the spellings of its categories.
struct CodeTable {
    Dimension dimension;
    std::vector<Label> labels;
    std::vector<Code> codes;
};

/// For Format::Json: where each field stands in the object, as a dotted path ("user.id").
/// An empty path: the field is absent.
struct JsonMapping {
    std::string user = "user_id";
    std::string category = "cat_id";
    std::string brand = "brand_id";
    std::string action = "action";
    std::string age = "age_range";
    std::string gender = "gender";
    std::string province = "province";
    std::string eventTime; ///< ISO 8601 text, epoch seconds or milliseconds
};

/// For Format::AccessLog: the first rule whose method (empty: any) and path prefix match decides.
struct AccessRule {
    std::string method;
    std::string pathPrefix;
    Action action;
};

/// What a profile file says, checked. A value; immutable once loaded and shared by all threads.
struct Profile {
    std::string name; ///< "taobao"
    Label title;
    Format format = Format::Auto;
    std::string timeZone = "Asia/Shanghai"; ///< IANA name; bounds the day and labels the axes
    CodeTable gender{Dimension::Gender, {}, {}};
    CodeTable age{Dimension::Age, {}, {}};
    CodeTable action{Dimension::Action, {}, {}};
    CodeTable province{Dimension::Province, {}, {}};
    JsonMapping json;
    std::vector<AccessRule> accessRules;
    std::vector<std::string> panels; ///< ids of the panels shown, in their order

    [[nodiscard]] const CodeTable& table(Dimension dimension) const;
};

/// Reads a profile from TOML text. `origin` names the file in errors, which carry line, column and
/// what was expected.
[[nodiscard]] Result<Profile> parseProfile(std::string_view toml, const std::string& origin);

/// A built-in name ("taobao", "access-log"), a name in `userFolder`, or a path to a .toml file.
[[nodiscard]] Result<Profile> loadProfile(const std::string& nameOrPath,
                                          const std::string& userFolder);

/// The names of the built-in profiles.
[[nodiscard]] std::vector<std::string> builtInProfiles();

} // namespace shoppulse
