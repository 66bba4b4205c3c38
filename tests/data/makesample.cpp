// SPDX-License-Identifier: GPL-3.0-or-later
// 2,000 rows of the demo's shop, 10 a second, on the evening of a Double 11.
#include "core/source/shopgenerator.h"

#include <iostream>

int main()
{
    constexpr std::int64_t kStartMs = 1'699'707'600'000; // 2023-11-11 21:00 in China
    shoppulse::ShopGenerator shop(11);
    for (int i = 0; i < 2000; ++i)
        std::cout << shop.row(kStartMs + i * 100) << '\n';
    return std::cout.flush() ? 0 : 1;
}
