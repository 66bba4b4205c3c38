// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <string>
#include <string_view>

namespace shoppulse {

/// The numbers of one panel as CSV: UTF-8 with BOM, CRLF, quoted where needed, a text cell that a
/// spreadsheet would take for a formula led by an apostrophe. First come lines that say what it
/// is (program and version, panel, topic, window, filter, time zone, sequence), then an empty
/// line, the column names and the rows. A number that is not known is an empty cell.
/// `panel` is one of kpis, behavior, funnel, gender, age, brand, brandvisit, category, province;
/// for anything else the answer is empty. `language` is "en" or "zh". `filter` is the wording of
/// the filter that the numbers went through, empty for none.
[[nodiscard]] std::string panelCsv(const Snapshot& snapshot, std::string_view panel,
                                   std::string_view language, std::string_view filter = {});

} // namespace shoppulse
