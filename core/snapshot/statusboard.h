// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The board stands in base, for the sources write to it too.
#include "core/base/statusboard.h"
