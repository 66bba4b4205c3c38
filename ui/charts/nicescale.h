// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace shoppulse {

/// The top and the steps of a value axis: nice numbers from zero, growing at once, shrinking only
/// after the values have been far below for a while, so that a live chart does not breathe.
class NiceScale {
public:
    /// Takes the greatest value of this tick; true when the scale changed.
    bool update(double greatest);

    [[nodiscard]] double top() const { return m_top; }
    [[nodiscard]] double step() const { return m_step; }
    [[nodiscard]] int steps() const;

private:
    double m_top = 1;
    double m_step = 1;
    int m_lowTicks = 0;
};

} // namespace shoppulse
