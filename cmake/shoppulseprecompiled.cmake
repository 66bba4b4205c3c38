# SPDX-License-Identifier: GPL-3.0-or-later
# Precompiled headers of the standard library and Qt: parsing them is most of a build's time.
# Turn them off (as a check that every file includes what it uses) with
# -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON.
set(SHOPPULSE_STANDARD_HEADERS
    <algorithm> <array> <atomic> <chrono> <condition_variable> <deque> <filesystem> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <sstream> <string> <string_view> <thread>
    <utility> <vector>)

# shoppulse_precompiled(NAME HEADERS <header>... LIBRARIES target...)
# A set of headers that other targets share by target_precompile_headers(T REUSE_FROM NAME). GCC
# takes it only where all macros that the headers look at are the same: hence one per kind.
function(shoppulse_precompiled name)
    cmake_parse_arguments(P "" "" "HEADERS;LIBRARIES" ${ARGN})
    add_library(${name} OBJECT ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/precompiled.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(${name} PRIVATE shoppulse_compile ${P_LIBRARIES})
    target_precompile_headers(${name} PRIVATE ${SHOPPULSE_STANDARD_HEADERS} ${P_HEADERS})
endfunction()
