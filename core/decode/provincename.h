// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace shoppulse {

/// The index of a province (kProvinceIds) by its short name (上海) or its long one (上海市, 河北省,
/// 新疆维吾尔自治区, 香港特别行政区); kProvinceUnknown for any other text.
[[nodiscard]] std::uint8_t provinceFromName(std::string_view name);

} // namespace shoppulse
