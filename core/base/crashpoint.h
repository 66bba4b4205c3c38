// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace shoppulse {

#ifdef SHOPPULSE_CRASH_POINTS
/// A step that the program may die at, for tests (CMake option SHOPPULSE_CRASH_POINTS): ends the
/// process as kill -9 does, the Nth time that it comes to the step when the environment says
/// SHOPPULSE_CRASH_AT=STEP:N. Any thread.
void crashPoint(std::string_view step);
#else
inline void crashPoint(std::string_view)
{
}
#endif

} // namespace shoppulse
