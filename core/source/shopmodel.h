// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace shoppulse {

/// SplitMix64: the same numbers for the same seed with every compiler and library.
class SeededRandom {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next();
    /// 0 to n - 1; n > 0.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    /// 0 up to but not 1.
    double unit() { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }
    bool chance(double share) { return unit() < share; }

private:
    std::uint64_t m_state;
};

/// Draws an index by given weights.
class WeightedDraw {
public:
    explicit WeightedDraw(const std::vector<double>& weights);
    /// Weights 1, 1/2^e, 1/3^e ... for `size` ranks.
    [[nodiscard]] static WeightedDraw zipf(std::size_t size, double exponent);

    [[nodiscard]] std::size_t draw(SeededRandom& random) const;

private:
    std::vector<double> m_sums;
};

/// A person who shops. Everything follows from the number, so that the same visitor is the same
/// person again.
struct Visitor {
    std::uint64_t id = 0;
    std::string_view ageCode; ///< as it stands in the row; may be empty or NULL
    std::string_view genderCode;
    std::string_view province; ///< short or long spelling, or unknown
    bool female = false;
    int ageGroup = 0; ///< 1 to 8
};

/// What people look for: a category with its brands and who likes it.
struct ShopCategory {
    std::uint64_t id = 0;
    std::vector<std::size_t> brands; ///< indices, the favourite one first
    double femaleShare = 0.5;
    double ageCentre = 4; ///< in age groups
    double periodMs = 60'000; ///< its popularity goes up and down
    double phase = 0;
};

/// A sale that draws a crowd for some seconds.
struct Rush {
    double strength = 0; ///< 0 none, 1 at its height
    std::size_t category = 0;
    std::size_t brandPlace = 0; ///< in the category's brands
    std::string_view province;
};

/// The shop's world: categories, brands, visitors and how lively it is at a time. Made from a seed
/// once, then immutable.
class ShopModel {
public:
    explicit ShopModel(std::uint64_t seed);

    [[nodiscard]] const ShopCategory& category(std::size_t index) const
    {
        return m_categories[index];
    }
    [[nodiscard]] std::uint64_t brandId(std::size_t index) const { return m_brandIds[index]; }

    /// A category as people look for it at that time.
    [[nodiscard]] std::size_t drawCategory(SeededRandom& random, std::int64_t timeMs) const;
    [[nodiscard]] std::size_t drawBrandPlace(SeededRandom& random, std::size_t category) const;
    /// Someone who likes the category.
    [[nodiscard]] Visitor drawVisitor(SeededRandom& random, std::size_t category) const;

    [[nodiscard]] Rush rushAt(std::int64_t timeMs) const;
    /// How lively: about 1, by the hour of the day (China), faster waves and rushes.
    [[nodiscard]] double liveliness(std::int64_t timeMs) const;

private:
    [[nodiscard]] Visitor visitor(std::uint64_t number) const;

    std::uint64_t m_seed;
    std::vector<ShopCategory> m_categories;
    std::vector<std::uint64_t> m_brandIds;
    WeightedDraw m_categoryDraw;
    std::vector<WeightedDraw> m_brandDraws; ///< by the number of brands in a category
    WeightedDraw m_provinceDraw;
    WeightedDraw m_ageDraw;
};

} // namespace shoppulse
