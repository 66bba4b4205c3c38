// SPDX-License-Identifier: GPL-3.0-or-later
// A static library needs an object of its own. The page and its registration come from Qt's
// resource system, into every program that links shoppulse_page.
