// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/merger.h"
#include "tests/fuzz/fuzztesting.h"

using namespace shoppulse;

namespace {

using Bytes = std::span<const std::uint8_t>;

/// Reads a kept value; what can be read is written and read again to the same bytes.
template <class Value> void readValue(Bytes bytes)
{
    ByteReader in(bytes);
    Value value;
    value.load(in);
    if (!in.finished())
        return;
    ByteWriter once;
    value.save(once);
    ByteReader again(once.bytes());
    Value same;
    same.load(again);
    ByteWriter twice;
    same.save(twice);
    testing::require(again.finished() && once.bytes() == twice.bytes(),
                     "what was read is written the same again and again");
}

/// A merger that goes on from any bytes counts, or refuses them.
void goOn(Bytes bytes)
{
    Merger merger({Merger::Mode::Live, {}, "Asia/Shanghai", 1});
    Checkpoint checkpoint;
    checkpoint.rest.assign(bytes.begin(), bytes.end());
    if (!merger.restore(std::move(checkpoint), 0))
        return;
    const Event event{testing::kTimeMs, 1, 2, 3, 4};
    Batch batch;
    batch.deltas.push_back({sliceStart(event.timeMs), std::make_unique<Slice>()});
    batch.deltas.back().slice->add(event, 5);
    batch.deltas.back().slice->seal();
    batch.partitions.push_back({.nextOffset = 1, .clockMs = event.timeMs});
    merger.merge(std::move(batch), 0);
    static_cast<void>(merger.takeResults(0));
}

} // namespace

/// The first byte says what the others are to be.
void shoppulse::testing::fuzz(std::string_view bytes)
{
    if (bytes.empty())
        return;
    const Bytes all(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    const Bytes value = all.subspan(1);
    switch (bytes.front()) {
    case 's':
        return readValue<Slice>(value);
    case 'p':
        return readValue<PartitionProgress>(value);
    case 'r':
        return readValue<ResultRecord>(value);
    default:
        return goOn(value);
    }
}
