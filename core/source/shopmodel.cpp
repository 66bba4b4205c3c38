// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/shopmodel.h"

#include "core/profile/dimensions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace shoppulse {

namespace {

constexpr std::size_t kCategories = 120;
constexpr std::size_t kBrands = 1'500;
constexpr std::size_t kMostBrands = 64; ///< in one category
constexpr std::size_t kVisitors = 80'000;
constexpr std::uint64_t kFirstUserId = 100'000;
constexpr std::int64_t kRushEveryMs = 75'000;
constexpr std::int64_t kChinaOffsetMs = 8 * 3'600'000;

/// Millions of people (census of 2020), in the order of kProvinceIds.
constexpr std::array<double, 34> kPopulation{21.9,  13.9, 74.6, 34.9, 24.0, 42.6,  24.1, 31.9, 24.9,
                                             84.7,  64.6, 61.0, 41.5, 45.2, 101.5, 99.4, 57.8, 66.4,
                                             126.0, 50.1, 10.1, 32.1, 83.7, 38.6,  47.2, 3.6,  39.5,
                                             25.0,  5.9,  7.2,  25.9, 23.6, 7.5,   0.7};

constexpr std::array<std::string_view, 34> kLongNames{
    "北京市",           "天津市", "河北省",         "山西省",        "内蒙古自治区",
    "辽宁省",           "吉林省", "黑龙江省",       "上海市",        "江苏省",
    "浙江省",           "安徽省", "福建省",         "江西省",        "山东省",
    "河南省",           "湖北省", "湖南省",         "广东省",        "广西壮族自治区",
    "海南省",           "重庆市", "四川省",         "贵州省",        "云南省",
    "西藏自治区",       "陕西省", "甘肃省",         "青海省",        "宁夏回族自治区",
    "新疆维吾尔自治区", "台湾省", "香港特别行政区", "澳门特别行政区"};

/// How many shop at each age, groups 1 to 8.
constexpr std::array<double, 8> kAgeShares{4, 22, 27, 20, 12, 9, 4, 2};
constexpr std::array<std::string_view, 9> kDigits{"0", "1", "2", "3", "4", "5", "6", "7", "8"};
/// Ways in which a value is not told.
constexpr std::array<std::string_view, 3> kUntold{"", "NULL", "0"};

double wave(std::int64_t timeMs, double periodMs, double phase)
{
    return std::sin(2 * std::numbers::pi * (static_cast<double>(timeMs) / periodMs + phase));
}

template <std::size_t N> std::vector<double> weightsOf(const std::array<double, N>& values)
{
    return {values.begin(), values.end()};
}

/// `count` different numbers from 1 to `most`.
std::vector<std::uint64_t> differentIds(SeededRandom& random, std::size_t count, std::size_t most)
{
    std::vector<bool> taken(most + 1);
    std::vector<std::uint64_t> ids;
    while (ids.size() < count) {
        const std::size_t id = 1 + random.below(most);
        if (!taken[id])
            ids.push_back(id);
        taken[id] = true;
    }
    return ids;
}

} // namespace

std::uint64_t SeededRandom::next()
{
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

WeightedDraw::WeightedDraw(const std::vector<double>& weights)
{
    double sum = 0;
    for (const double weight : weights)
        m_sums.push_back(sum += weight);
}

WeightedDraw WeightedDraw::zipf(std::size_t size, double exponent)
{
    std::vector<double> weights;
    for (std::size_t rank = 1; rank <= size; ++rank)
        weights.push_back(std::pow(static_cast<double>(rank), -exponent));
    return WeightedDraw(weights);
}

std::size_t WeightedDraw::draw(SeededRandom& random) const
{
    const double at = random.unit() * m_sums.back();
    const auto found = std::upper_bound(m_sums.begin(), m_sums.end() - 1, at);
    return static_cast<std::size_t>(found - m_sums.begin());
}

ShopModel::ShopModel(std::uint64_t seed)
    : m_seed(seed)
    , m_categoryDraw(WeightedDraw::zipf(kCategories, 0.9))
    , m_provinceDraw(weightsOf(kPopulation))
    , m_ageDraw(weightsOf(kAgeShares))
{
    SeededRandom random(seed);
    m_brandIds = differentIds(random, kBrands, 8'000);
    for (const std::uint64_t id : differentIds(random, kCategories, 1'600)) {
        ShopCategory& category = m_categories.emplace_back();
        category.id = id;
        category.femaleShare = 0.12 + 0.78 * random.unit();
        category.ageCentre = 2 + 4.5 * random.unit();
        category.periodMs = 20'000 + 70'000 * random.unit();
        category.phase = random.unit();
    }
    // A brand is at home in one category, one to three in all; big ones in the big categories.
    for (std::size_t brand = 0; brand < kBrands; ++brand) {
        for (std::size_t places = 1 + random.below(3); places > 0; --places) {
            auto& brands = m_categories[m_categoryDraw.draw(random)].brands;
            const bool known = std::ranges::find(brands, brand) != brands.end();
            if (!known && brands.size() < kMostBrands)
                brands.push_back(brand);
        }
    }
    for (ShopCategory& category : m_categories) {
        if (category.brands.empty())
            category.brands.push_back(random.below(kBrands));
    }
    for (std::size_t size = 1; size <= kMostBrands; ++size)
        m_brandDraws.push_back(WeightedDraw::zipf(size, 1.1));
}

std::size_t ShopModel::drawCategory(SeededRandom& random, std::int64_t timeMs) const
{
    constexpr double kSwing = 0.7;
    for (;;) {
        const std::size_t index = m_categoryDraw.draw(random);
        const ShopCategory& drawn = m_categories[index];
        if (random.unit() * (1 + kSwing) < 1 + kSwing * wave(timeMs, drawn.periodMs, drawn.phase))
            return index;
    }
}

std::size_t ShopModel::drawBrandPlace(SeededRandom& random, std::size_t category) const
{
    return m_brandDraws[m_categories[category].brands.size() - 1].draw(random);
}

Visitor ShopModel::drawVisitor(SeededRandom& random, std::size_t category) const
{
    constexpr int kTries = 6;
    const ShopCategory& liked = m_categories[category];
    Visitor found;
    for (int i = 0; i < kTries; ++i) {
        const double regular = random.unit(); // squared: some come again and again
        found = visitor(static_cast<std::uint64_t>(regular * regular * kVisitors));
        const double distance = (found.ageGroup - liked.ageCentre) / 1.8;
        const double byGender = found.female ? liked.femaleShare : 1 - liked.femaleShare;
        if (random.unit() < byGender * std::exp(-distance * distance / 2))
            break;
    }
    return found;
}

Visitor ShopModel::visitor(std::uint64_t number) const
{
    SeededRandom traits(m_seed ^ (number * 0x2545f4914f6cdd1dU));
    Visitor person;
    person.id = kFirstUserId + number * 7 + traits.below(7);
    person.female = traits.chance(0.54);
    person.genderCode = kDigits[person.female ? 0 : 1];
    if (traits.chance(0.06))
        person.genderCode = traits.chance(0.7) ? "2" : kUntold[traits.below(2)];
    person.ageGroup = static_cast<int>(m_ageDraw.draw(traits)) + 1;
    person.ageCode = kDigits[static_cast<std::size_t>(person.ageGroup)];
    if (traits.chance(0.03))
        person.ageCode = kUntold[traits.below(3)];
    const std::size_t province = m_provinceDraw.draw(traits);
    person.province = traits.chance(0.04) ? kLongNames[province] : kProvinceIds[province];
    if (traits.chance(0.006))
        person.province = kUntold[traits.below(2)];
    return person;
}

Rush ShopModel::rushAt(std::int64_t timeMs) const
{
    const std::int64_t slot = timeMs / kRushEveryMs;
    SeededRandom random(m_seed + static_cast<std::uint64_t>(slot) * 0x9e3779b97f4a7c15U + 1);
    if (!random.chance(0.65))
        return {};
    const double lengthMs = 14'000 + 14'000 * random.unit();
    const double startMs = random.unit() * (static_cast<double>(kRushEveryMs) - lengthMs);
    const double at = (static_cast<double>(timeMs % kRushEveryMs) - startMs) / lengthMs;
    Rush rush;
    rush.category = random.below(30);
    rush.brandPlace =
        random.below(std::min<std::size_t>(m_categories[rush.category].brands.size(), 8));
    rush.province = kProvinceIds[m_provinceDraw.draw(random)];
    if (at > 0 && at < 1)
        rush.strength = std::sin(at * std::numbers::pi);
    return rush;
}

double ShopModel::liveliness(std::int64_t timeMs) const
{
    // Quietest at 4 in the morning, a first top at noon, the highest at 9 in the evening.
    constexpr double kHourMs = 3'600'000;
    const double hour = static_cast<double>((timeMs + kChinaOffsetMs) % (24 * 3'600'000)) / kHourMs;
    const auto hill = [hour](double centre, double width) {
        const double distance = std::min(std::abs(hour - centre), 24 - std::abs(hour - centre));
        return std::exp(-distance * distance / (2 * width * width));
    };
    const double day = 0.55 + 0.35 * hill(12, 2.5) + 0.6 * hill(21, 2.5) + 0.2 * hill(16, 3);
    const double fast = 1 + 0.18 * wave(timeMs, 47'000, 0.1) + 0.09 * wave(timeMs, 13'000, 0.6)
        + 0.05 * wave(timeMs, 5'300, 0.3);
    return day * fast * (1 + 0.9 * rushAt(timeMs).strength);
}

} // namespace shoppulse
