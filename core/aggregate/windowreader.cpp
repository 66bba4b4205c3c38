// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/windowreader.h"

namespace shoppulse {

std::uint64_t WindowContents::total(Counted counted) const
{
    if (counted == Counted::Visitors)
        return visitors;
    return counted == Counted::Buys ? marginals->buys() : marginals->visits();
}

WindowReader::WindowReader(const WindowSettings& settings, const SliceStore& store)
    : m_store(store)
    , m_sizes{kSliceMs, settings.rankingMs, settings.visitorsMs}
    , m_sum(settings.rankingMs)
    , m_visitors(settings.visitorsMs)
{
}

WindowContents WindowReader::read(WindowKind kind, std::int64_t endMs)
{
    WindowContents contents;
    switch (kind) {
    case WindowKind::Second: {
        const Slice* slice = m_store.find(endMs - kSliceMs);
        contents.marginals = slice ? &slice->marginals() : &m_nothing;
        break;
    }
    case WindowKind::Ranking:
        m_sum.moveTo(endMs, m_store);
        contents.marginals = &m_sum.marginals();
        contents.brands = &m_sum.brands();
        contents.categories = &m_sum.categories();
        break;
    case WindowKind::Visitors: {
        m_visitors.moveTo(endMs, m_store);
        const VisitorSketch visitors = m_visitors.visitors();
        contents.visitors = visitors.estimate();
        contents.visitorsError = visitors.relativeError();
        break;
    }
    }
    return contents;
}

void WindowReader::added(const MergedDelta& merged)
{
    m_sum.added(merged);
    m_visitors.added(merged.startMs, merged.delta, merged.isNew);
}

} // namespace shoppulse
