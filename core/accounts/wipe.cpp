// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/wipe.h"

#include <sodium.h>

namespace shoppulse {

void wipe(std::string& secret)
{
    sodium_memzero(secret.data(), secret.size());
    secret.clear();
}

} // namespace shoppulse
