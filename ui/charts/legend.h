// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/viewcontext.h"

#include <QWidget>

namespace shoppulse {

/// Mark and name of each category of a dimension, in one line. GUI thread.
class Legend final : public QWidget {
    Q_OBJECT
public:
    Legend(const ViewContext& context, Dimension dimension, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ViewContext& m_context;
    Dimension m_dimension;
};

} // namespace shoppulse
