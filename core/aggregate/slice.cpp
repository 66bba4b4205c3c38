// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/aggregate/slice.h"

#include <algorithm>
#include <limits>

namespace shoppulse {

void Slice::save(ByteWriter& out) const
{
    out.number(kCells - static_cast<std::size_t>(std::count(m_cube.begin(), m_cube.end(), 0U)));
    std::size_t next = 0;
    for (std::size_t cell = 0; cell < kCells; ++cell) {
        if (m_cube[cell] == 0)
            continue;
        out.number(cell - next);
        out.number(m_cube[cell]);
        next = cell + 1;
    }
    m_brands.save(out);
    m_categories.save(out);
    m_visitors.save(out);
    m_sample.save(out);
}

void Slice::load(ByteReader& in)
{
    *this = {};
    std::size_t next = 0;
    for (std::size_t left = in.count(kCells); left > 0 && in.ok(); --left) {
        const std::size_t cell = next + static_cast<std::size_t>(in.number(kCells));
        const std::uint64_t count = in.number(std::numeric_limits<std::uint32_t>::max());
        in.require(cell < kCells && count > 0);
        if (!in.ok())
            return;
        m_cube[cell] = static_cast<std::uint32_t>(count);
        next = cell + 1;
    }
    m_brands.load(in);
    m_categories.load(in);
    m_visitors.load(in);
    m_sample.load(in);
    if (in.ok())
        seal();
}

} // namespace shoppulse
