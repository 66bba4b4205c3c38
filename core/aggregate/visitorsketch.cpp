// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/visitorsketch.h"

#include "core/decode/event.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numbers>

namespace shoppulse {
namespace {

constexpr std::size_t kFirstCapacity = 16;

/// x + sum of x^(2^k) 2^(k-1): the share of registers that were never touched.
double sigma(double x)
{
    if (x == 1.0)
        return std::numeric_limits<double>::infinity();
    double weight = 1;
    double sum = x;
    for (double before = -1; sum != before; weight += weight) {
        x *= x;
        before = sum;
        sum += x * weight;
    }
    return sum;
}

/// (1 - x - sum of (1 - x^(2^-k))^2 2^-k) / 3: the share of registers that are full.
double tau(double x)
{
    if (x == 0.0 || x == 1.0)
        return 0;
    double weight = 1;
    double sum = 1 - x;
    for (double before = -1; sum != before;) {
        x = std::sqrt(x);
        before = sum;
        weight *= 0.5;
        sum -= (1 - x) * (1 - x) * weight;
    }
    return sum / 3;
}

/// And none of them is kNoId.
bool areDifferent(std::vector<std::uint64_t> hashes)
{
    std::ranges::sort(hashes);
    return (hashes.empty() || hashes.back() != kNoId)
        && std::ranges::adjacent_find(hashes) == hashes.end();
}

} // namespace

void VisitorSketch::add(std::uint64_t hash)
{
    if (m_registers.empty())
        addExact(hash);
    else
        addDense(hash);
}

void VisitorSketch::merge(const VisitorSketch& other)
{
    if (other.m_registers.empty()) {
        for (const std::uint64_t hash : other.m_exact)
            if (hash != kNoId)
                add(hash);
        return;
    }
    if (m_registers.empty())
        makeDense();
    std::uint8_t* to = m_registers.data();
    const std::uint8_t* from = other.m_registers.data();
    for (std::size_t i = 0; i < kRegisters; ++i)
        to[i] = std::max(to[i], from[i]);
}

void VisitorSketch::pack()
{
    std::erase(m_exact, kNoId);
    m_exact.shrink_to_fit();
}

std::uint64_t VisitorSketch::estimate() const
{
    if (m_registers.empty())
        return m_count;
    std::array<std::uint32_t, kLargest + 2> histogram{};
    for (const std::uint8_t rank : m_registers)
        ++histogram[rank];
    constexpr double m = kRegisters;
    double z = m * tau(1 - histogram[kLargest + 1] / m);
    for (int k = kLargest; k >= 1; --k)
        z = 0.5 * (z + histogram[static_cast<std::size_t>(k)]);
    z += m * sigma(histogram[0] / m);
    return static_cast<std::uint64_t>(std::llround(m * m / (2 * std::numbers::ln2 * z)));
}

double VisitorSketch::relativeError() const
{
    constexpr double kError = 0.008125; // 1.04 / sqrt(2^14)
    return m_registers.empty() ? 0 : kError;
}

void VisitorSketch::save(ByteWriter& out) const
{
    out.flag(m_registers.empty());
    if (!m_registers.empty()) {
        out.block(m_registers);
        return;
    }
    out.number(m_count);
    for (const std::uint64_t hash : m_exact)
        if (hash != kNoId)
            out.fixed(hash);
}

void VisitorSketch::load(ByteReader& in)
{
    *this = {};
    if (!in.flag()) {
        const std::span<const std::uint8_t> registers = in.block();
        in.require(registers.size() == kRegisters && std::ranges::all_of(registers, [](int rank) {
                       return rank <= kLargest + 1;
                   }));
        if (in.ok())
            m_registers.assign(registers.begin(), registers.end());
        return;
    }
    const std::size_t count = in.count(kExactMost);
    m_exact.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        m_exact.push_back(in.fixed());
    m_count = count;
    in.require(areDifferent(m_exact));
}

void VisitorSketch::addExact(std::uint64_t hash)
{
    if (2 * m_count >= m_exact.size())
        growExact();
    const std::size_t mask = m_exact.size() - 1;
    std::size_t place = hash & mask;
    while (m_exact[place] != hash) {
        if (m_exact[place] != kNoId) {
            place = (place + 1) & mask;
            continue;
        }
        if (m_count == kExactMost) {
            makeDense();
            addDense(hash);
            return;
        }
        m_exact[place] = hash;
        ++m_count;
    }
}

void VisitorSketch::addDense(std::uint64_t hash)
{
    const auto place = static_cast<std::size_t>(hash >> (64 - kPrecision));
    // The bit at the bottom ends the run of zeros of a hash that has no other one.
    const std::uint64_t rest = (hash << kPrecision) | (std::uint64_t{1} << (kPrecision - 1));
    const auto rank = static_cast<std::uint8_t>(std::countl_zero(rest) + 1);
    m_registers[place] = std::max(m_registers[place], rank);
}

void VisitorSketch::growExact()
{
    if (m_exact.size() >= 2 * kExactMost)
        return; // the table for the most is never full, and more than the most becomes dense
    const std::size_t capacity = std::bit_ceil(2 * m_count + 1);
    std::vector<std::uint64_t> old(std::clamp(capacity, kFirstCapacity, 2 * kExactMost), kNoId);
    old.swap(m_exact);
    m_count = 0;
    for (const std::uint64_t hash : old)
        if (hash != kNoId)
            addExact(hash);
}

void VisitorSketch::makeDense()
{
    m_registers.assign(kRegisters, 0);
    for (const std::uint64_t hash : m_exact)
        if (hash != kNoId)
            addDense(hash);
    m_exact = std::vector<std::uint64_t>(); // `= {}` would keep the room
    m_count = 0;
}

} // namespace shoppulse
