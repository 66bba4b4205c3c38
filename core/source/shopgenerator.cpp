// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/shopgenerator.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace shoppulse {

namespace {

constexpr std::size_t kSessionsAtOnce = 400;
constexpr double kMeanRate = 350;

// Per item looked at; together about 4 purchases in 100 views.
constexpr double kToCart = 0.10;
constexpr double kCartToBuy = 0.36;
constexpr double kBuyAtOnce = 0.006;
constexpr double kFavourite = 0.045;
constexpr double kRushAppetite = 2.2; ///< times as much in a rush

constexpr char kPv = '0';
constexpr char kCart = '1';
constexpr char kBuy = '2';
constexpr char kFav = '3';

/// ",MM,DD," in China.
std::string monthAndDay(std::int64_t timeMs)
{
    using namespace std::chrono;
    const sys_time<milliseconds> china{milliseconds(timeMs) + hours(8)};
    const year_month_day day{floor<days>(china)};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), ",%02u,%02u,", static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    return text.data();
}

} // namespace

ShopGenerator::ShopGenerator(std::uint64_t seed, double malformedShare)
    : m_model(seed)
    , m_random(seed ^ 0x5eed5eed5eed5eedU)
    , m_malformedShare(malformedShare)
{
}

double ShopGenerator::rate(std::int64_t timeMs) const
{
    return kMeanRate * m_model.liveliness(timeMs);
}

std::string ShopGenerator::row(std::int64_t timeMs)
{
    if (m_sessions.size() < kSessionsAtOnce && m_random.chance(0.3))
        m_sessions.push_back(newSession(timeMs));
    if (m_sessions.empty())
        m_sessions.push_back(newSession(timeMs));
    Session& session = m_sessions[m_random.below(m_sessions.size())];
    if (session.next.empty())
        lookAtItem(session);
    const char action = session.next.front();
    session.next.pop_front();
    std::string text = rowOf(session, action, timeMs);
    if (session.next.empty() && session.viewsLeft == 0)
        session = newSession(timeMs);
    return m_malformedShare > 0 && m_random.chance(m_malformedShare) ? malformed(std::move(text))
                                                                     : text;
}

ShopGenerator::Session ShopGenerator::newSession(std::int64_t timeMs)
{
    Session session;
    const Rush rush = m_model.rushAt(timeMs);
    session.inRush = m_random.chance(0.6 * rush.strength);
    if (session.inRush) {
        session.category = rush.category;
        session.brandPlace = rush.brandPlace;
    } else {
        session.category = m_model.drawCategory(m_random, timeMs);
        session.brandPlace = m_model.drawBrandPlace(m_random, session.category);
    }
    session.visitor = m_model.drawVisitor(m_random, session.category);
    if (session.inRush && m_random.chance(0.45))
        session.visitor.province = rush.province; // a delivery there
    session.viewsLeft = 1;
    while (session.viewsLeft < 25 && m_random.chance(session.inRush ? 0.6 : 0.82))
        ++session.viewsLeft;
    return session;
}

void ShopGenerator::lookAtItem(Session& session)
{
    --session.viewsLeft;
    if (!session.inRush && m_random.chance(0.35))
        session.brandPlace = m_model.drawBrandPlace(m_random, session.category);
    const std::uint64_t favouriteItem = m_random.below(1 + m_random.below(40));
    const std::size_t brand = m_model.category(session.category).brands[session.brandPlace];
    session.item = (brand * 131 + session.category * 7 + favouriteItem * 61'001) % 1'100'000 + 1;

    const double appetite = session.inRush ? kRushAppetite : 1;
    session.next.push_back(kPv);
    if (m_random.chance(kFavourite))
        session.next.push_back(kFav);
    if (m_random.chance(kToCart * appetite)) {
        session.next.push_back(kCart);
        if (m_random.chance(kCartToBuy))
            session.next.push_back(kBuy);
    } else if (m_random.chance(kBuyAtOnce * appetite)) {
        session.next.push_back(kBuy);
    }
}

std::string ShopGenerator::rowOf(const Session& session, char action, std::int64_t timeMs)
{
    const ShopCategory& category = m_model.category(session.category);
    const std::size_t brand = category.brands[session.brandPlace];
    std::string row = std::to_string(session.visitor.id);
    row += ',';
    row += std::to_string(session.item);
    row += ',';
    row += std::to_string(category.id);
    row += ',';
    row += std::to_string(1 + brand * 3 % 4'990); // a brand's merchant
    row += ',';
    if (!m_random.chance(0.002)) // some items have no brand
        row += std::to_string(m_model.brandId(brand));
    row += monthAndDay(timeMs);
    row += action;
    row += ',';
    row += session.visitor.ageCode;
    row += ',';
    row += session.visitor.genderCode;
    row += ',';
    row += session.visitor.province;
    return row;
}

std::string ShopGenerator::malformed(std::string row)
{
    switch (m_random.below(5)) {
    case 0:
        return row.substr(0, row.rfind(','));
    case 1:
        return row + ",1";
    case 2:
        return row + "\xe5\x8c"; // a character cut in two
    case 3:
        return row + '\0';
    default:
        break;
    }
    std::size_t action = 0; // the column after the seventh comma
    for (int commas = 0; commas < 7; ++commas)
        action = row.find(',', action) + 1;
    row[action] = '9';
    return row;
}

} // namespace shoppulse
