// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace shoppulse {

/// A one-line label that gives way: it shortens its text with an ellipsis instead of pushing its
/// neighbours away, and then shows all of it in its tooltip. GUI thread.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    using QLabel::QLabel;

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

} // namespace shoppulse
