// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "ui/panels/panelstatus.h"

#include <QFrame>

namespace shoppulse {

class Sparkline;

/// One figure: name, value, change against the previous window, sparkline; its definition and the
/// exact value on hover. GUI thread.
class KpiTile final : public QFrame {
    Q_OBJECT
public:
    KpiTile(KpiId id, const ViewContext& context, QWidget* parent);

    void setKpi(const Kpi& kpi, double uniqueError, bool stale);
    [[nodiscard]] KpiId id() const { return m_id; }
    [[nodiscard]] const QString& value() const { return m_value; }
    [[nodiscard]] const QString& change() const { return m_change; }
    [[nodiscard]] QSize sizeHint() const override { return {200, 86}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {130, 80}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refreshWords();

    KpiId m_id;
    const ViewContext& m_context;
    Sparkline* m_spark;
    Kpi m_kpi;
    double m_error = 0;
    bool m_stale = false;
    QString m_value;
    QString m_change;
};

} // namespace shoppulse
