// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/language.h"

namespace shoppulse {

/// The words and figures of a KPI tile.
[[nodiscard]] QString kpiTitle(KpiId id);
/// What is counted, over which time.
[[nodiscard]] QString kpiDefinition(KpiId id);
[[nodiscard]] QString kpiValue(KpiId id, const Kpi& kpi, Language language);
[[nodiscard]] QString kpiExactValue(KpiId id, const Kpi& kpi);
/// "▲ 4.2 % vs previous"; "—" when it is not known.
[[nodiscard]] QString kpiChange(KpiId id, const Kpi& kpi);

} // namespace shoppulse
