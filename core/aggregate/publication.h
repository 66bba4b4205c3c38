// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/aggregate/bytereader.h"
#include "core/aggregate/bytewriter.h"
#include "core/aggregate/resultrecord.h"

#include <cstdint>
#include <limits>

namespace shoppulse {

/// What is known outside of one result: decides when its value must go out again. A window only
/// gains events, so its total tells whether it has changed.
class Publication {
public:
    /// True when a value with this total is news; revision() and isFinal() are then the new ones.
    /// Once final it stays final, and every change is a revision. Zero is never news.
    bool update(std::uint64_t total, bool isFinal)
    {
        const bool changed = total != m_total;
        if (total == 0 || (!changed && (m_final || !isFinal)))
            return false;
        if (m_final)
            ++m_revision;
        m_final = m_final || isFinal;
        m_total = total;
        return true;
    }

    /// Writes revision and finality into the record.
    void mark(ResultRecord& record) const
    {
        record.revision = m_revision;
        record.isFinal = m_final;
    }

    [[nodiscard]] std::uint64_t total() const { return m_total; }

    void save(ByteWriter& out) const
    {
        out.number(m_total);
        out.number(m_revision);
        out.flag(m_final);
    }

    void load(ByteReader& in)
    {
        m_total = in.number();
        m_revision =
            static_cast<std::uint32_t>(in.number(std::numeric_limits<std::uint32_t>::max()));
        m_final = in.flag();
    }

private:
    std::uint64_t m_total = 0;
    std::uint32_t m_revision = 0;
    bool m_final = false;
};

} // namespace shoppulse
