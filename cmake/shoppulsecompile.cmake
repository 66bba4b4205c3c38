# SPDX-License-Identifier: GPL-3.0-or-later
# Warnings and sanitizers, as one interface target that every target of ours links privately.
add_library(shoppulse_compile INTERFACE)
target_compile_options(shoppulse_compile INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<CXX_COMPILER_ID:Clang>:-Wno-gnu-statement-expression> # librdkafka's macros
    $<$<BOOL:${SHOPPULSE_WERROR}>:-Werror>)
target_include_directories(shoppulse_compile INTERFACE ${CMAKE_SOURCE_DIR})

if(SHOPPULSE_SANITIZE)
    add_compile_options(-fsanitize=${SHOPPULSE_SANITIZE} -fno-omit-frame-pointer)
    # GCC is wrong about instrumented code (bug 80635)
    add_compile_options($<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
    add_link_options(-fsanitize=${SHOPPULSE_SANITIZE})
    if(SHOPPULSE_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()
