// SPDX-License-Identifier: GPL-3.0-or-later
// The one source of the targets that only hold precompiled headers.
