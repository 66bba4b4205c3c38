// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/batch.h"

#include <limits>

namespace shoppulse {
namespace {

/// Sums of a few stay defined.
bool isCount(std::int64_t number)
{
    return number >= 0 && number <= std::numeric_limits<std::int64_t>::max() / 8;
}

} // namespace

InputCounters& InputCounters::operator+=(const InputCounters& other)
{
    messages += other.messages;
    rows += other.rows;
    bytes += other.bytes;
    headerLines += other.headerLines;
    for (std::size_t i = 0; i < undecodable.size(); ++i)
        undecodable[i] += other.undecodable[i];
    lateDropped += other.lateDropped;
    skewed += other.skewed;
    return *this;
}

void InputCounters::save(ByteWriter& out) const
{
    for (const std::uint64_t count : {messages, rows, bytes, headerLines, lateDropped, skewed})
        out.number(count);
    out.number(undecodable.size());
    for (const std::uint64_t count : undecodable)
        out.number(count);
}

void InputCounters::load(ByteReader& in)
{
    for (std::uint64_t* count : {&messages, &rows, &bytes, &headerLines, &lateDropped, &skewed})
        *count = in.number();
    const std::size_t reasons = in.count(undecodable.size()); // later ones may have come since
    for (std::size_t i = 0; i < reasons; ++i)
        undecodable[i] = in.number();
}

void PartitionProgress::save(ByteWriter& out) const
{
    out.signedNumber(nextOffset);
    out.signedNumber(clockMs);
    out.signedNumber(gap);
    out.signedNumber(earlier);
    out.fixed(nextLot);
    out.flag(last.has_value());
    if (!last)
        return;
    out.signedNumber(last->offset);
    out.signedNumber(last->timestampMs);
    out.fixed(last->hash);
}

void PartitionProgress::load(ByteReader& in)
{
    nextOffset = in.signedNumber();
    clockMs = in.time();
    gap = in.signedNumber();
    earlier = in.signedNumber();
    nextLot = in.fixed();
    in.require(isCount(nextOffset) && isCount(gap) && isCount(earlier));
    if (!in.flag())
        return;
    Fingerprint& print = last.emplace();
    print.offset = in.signedNumber();
    print.timestampMs = in.signedNumber();
    print.hash = in.fixed();
}

} // namespace shoppulse
