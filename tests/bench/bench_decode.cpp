// SPDX-License-Identifier: GPL-3.0-or-later
// Nanoseconds a row of each decoder, on rows of the demo's shop.
#include "core/decode/taobaocsvdecoder.h"
#include "core/source/shopgenerator.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

using namespace shoppulse;

namespace {

// Few rows, so that a round fits between two turns of other programs.
constexpr std::size_t kRows = 2'000;
constexpr int kRounds = 200;
constexpr std::int64_t kTimeMs = 1'700'000'000'000;

std::vector<std::string> shopRows()
{
    ShopGenerator shop(1);
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < kRows; ++i)
        rows.push_back(shop.row(kTimeMs + static_cast<std::int64_t>(i)));
    return rows;
}

std::vector<std::string> packed(const std::vector<std::string>& rows, std::size_t rowsPerMessage)
{
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % rowsPerMessage == 0)
            messages.emplace_back();
        else
            messages.back() += '\n';
        messages.back() += rows[i];
    }
    return messages;
}

std::vector<std::string> asJson(const std::vector<std::string>& rows)
{
    std::vector<std::string> messages;
    for (const std::string& row : rows) {
        CommaOffsets commas;
        (void)scanCommas(row, commas);
        const auto column = [&](std::size_t i) {
            const std::size_t begin = i == 0 ? 0 : commas[i - 1] + 1;
            return row.substr(begin, (i == 10 ? row.size() : commas[i]) - begin);
        };
        messages.push_back("{\"user_id\":\"" + column(0) + "\",\"item_id\":\"" + column(1)
                           + "\",\"cat_id\":\"" + column(2) + "\",\"brand_id\":\"" + column(4)
                           + "\",\"action\":" + column(7) + ",\"age_range\":\"" + column(8)
                           + "\",\"gender\":\"" + column(9) + "\",\"province\":\"" + column(10)
                           + "\"}");
    }
    return messages;
}

/// The best of some rounds.
void report(const char* what, Decoder& decoder, const std::vector<std::string>& messages)
{
    using Clock = std::chrono::steady_clock;
    double best = 1e18;
    DecodedBatch batch;
    for (int round = 0; round < kRounds; ++round) {
        batch.clear();
        const auto start = Clock::now();
        for (const std::string& message : messages)
            decoder.decode(message, kTimeMs, batch);
        const std::chrono::duration<double, std::nano> took = Clock::now() - start;
        best = std::min(best, took.count());
    }
    std::printf("%-44s %7.1f ns a row (%zu rows, %zu errors)\n", what,
                best / static_cast<double>(kRows), batch.events.size(), batch.errors.size());
}

} // namespace

int main()
{
    const Profile profile = *loadProfile("taobao", "");
    const std::vector<std::string> rows = shopRows();
    const std::vector<std::string> hundreds = packed(rows, 100);
    TaobaoCsvDecoder portable(profile, scanRowPortable);
    TaobaoCsvDecoder best(profile);
    report("taobao-csv, portable, a row a message", portable, rows);
    report("taobao-csv, best scan, a row a message", best, rows);
    report("taobao-csv, portable, 100 rows a message", portable, hundreds);
    report("taobao-csv, best scan, 100 rows a message", best, hundreds);
    report("json, an object a message", *makeDecoder(Format::Json, profile), asJson(rows));
    return 0;
}
