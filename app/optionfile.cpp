// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/optionfile.h"

#include <CLI/CLI.hpp>
#include <toml++/toml.h>

namespace shoppulse {
namespace {

std::string configPath(const std::vector<std::string>& arguments)
{
    static const std::string kName = "--config";
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == kName && i + 1 < arguments.size())
            return arguments[i + 1];
        if (arguments[i].starts_with(kName + "="))
            return arguments[i].substr(kName.size() + 1);
    }
    return {};
}

Unexpected wrong(const std::string& path, const toml::source_region& where, std::string_view why)
{
    return fail(ErrorCode::SettingsFile, path,
                "line " + std::to_string(where.begin.line) + ", column "
                    + std::to_string(where.begin.column) + ": " + std::string(why));
}

std::string scalarText(const toml::node& node)
{
    if (const auto* text = node.as_string())
        return text->get();
    std::ostringstream out;
    out << toml::node_view<const toml::node>(node);
    return out.str();
}

std::vector<const CLI::App*> subcommands(const CLI::App& app)
{
    return app.get_subcommands([](const CLI::App*) { return true; });
}

bool knownAnywhere(const CLI::App& app, const std::string& option)
{
    if (app.get_option_no_throw(option))
        return true;
    for (const CLI::App* sub : subcommands(app))
        if (knownAnywhere(*sub, option))
            return true;
    return false;
}

/// Appends the arguments that one key stands for; a flag by its name alone.
void appendOption(const CLI::Option& option, const std::string& name, const toml::node& node,
                  std::vector<std::string>& out)
{
    if (const auto* list = node.as_array()) {
        for (const toml::node& item : *list)
            out.push_back(name + "=" + scalarText(item));
        return;
    }
    const auto* flag = node.as_boolean();
    if (!flag)
        out.push_back(name + "=" + scalarText(node));
    else if (flag->get())
        out.push_back(name);
    else if (option.get_expected_min() > 0)
        out.push_back(name + "=false"); // an option that wants a value: let the parser refuse it
}

void appendProperties(const toml::table& table, std::vector<std::string>& out)
{
    for (const auto& [key, value] : table) {
        out.emplace_back("-X");
        out.push_back(std::string(key.str()) + "=" + scalarText(value));
    }
}

/// The subcommand that the arguments call, and behind which word.
const CLI::App* calledApp(const CLI::App& app, const std::vector<std::string>& arguments,
                          std::size_t& insertAt)
{
    insertAt = 0;
    for (std::size_t i = 0; i < arguments.size(); ++i)
        for (const CLI::App* sub : subcommands(app))
            if (sub->get_name() == arguments[i]) {
                insertAt = i + 1;
                return sub;
            }
    return &app;
}

} // namespace

Result<std::vector<std::string>> withOptionFile(const std::vector<std::string>& arguments,
                                                const CLI::App& app)
{
    const std::string path = configPath(arguments);
    if (path.empty())
        return arguments;
    toml::table table;
    try {
        table = toml::parse_file(path);
    } catch (const toml::parse_error& error) {
        if (error.source().begin.line == 0)
            return fail(ErrorCode::FileUnreadable, path, std::string(error.description()));
        return wrong(path, error.source(), error.description());
    }
    std::size_t insertAt = 0;
    const CLI::App* called = calledApp(app, arguments, insertAt);
    std::vector<std::string> fromFile;
    for (const auto& [key, node] : table) {
        const std::string name = "--" + std::string(key.str());
        if (key == "X" && node.is_table()) {
            if (called->get_option_no_throw("-X"))
                appendProperties(*node.as_table(), fromFile);
        } else if (const CLI::Option* option = called->get_option_no_throw(name)) {
            appendOption(*option, name, node, fromFile);
        } else if (!knownAnywhere(app, name)) {
            return wrong(path, node.source(), "there is no option " + std::string(key.str()));
        }
    }
    std::vector<std::string> all = arguments;
    // --config itself belongs to the program, not to a subcommand: it stays where it was given.
    all.insert(all.begin() + static_cast<std::ptrdiff_t>(insertAt), fromFile.begin(),
               fromFile.end());
    return all;
}

} // namespace shoppulse
