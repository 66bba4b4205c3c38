// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/models/viewcontext.h"

#include <QWidget>

#include <array>

class QLabel;

namespace shoppulse {

/// The line at the window's bottom: a dot with word and details for each component, rate, what was
/// late, dropped or undecodable, the watermark. Always the newest, also while paused. GUI thread.
class StatusLine final : public QWidget {
    Q_OBJECT
public:
    StatusLine(const ViewContext& context, QWidget* parent);

    void setSnapshot(const Snapshot& snapshot, std::int64_t nowMs);
    /// A sentence shown for some seconds instead of the counters.
    void showMessage(const QString& text);
    [[nodiscard]] QString dotText(Component component) const;
    [[nodiscard]] QString countersText() const;
    [[nodiscard]] QString messageText() const;

private:
    QLabel* addLabel();
    void setDot(Component component, const Snapshot& snapshot, std::int64_t nowMs);
    [[nodiscard]] QString dotWords(Component component, const Snapshot& snapshot,
                                   std::int64_t nowMs) const;
    [[nodiscard]] QString counters(const Counters& counters) const;

    const ViewContext& m_context;
    std::array<QLabel*, kComponents> m_dots{};
    QLabel* m_rate;
    QLabel* m_counters;
    QLabel* m_message;
    QLabel* m_watermark;
};

} // namespace shoppulse
