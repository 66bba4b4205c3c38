// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/kpitile.h"

#include "ui/charts/sparkline.h"
#include "ui/models/kpitext.h"
#include "ui/models/numberformat.h"
#include "ui/theme/fonts.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace shoppulse {
namespace {

constexpr int kLeft = 14;
constexpr int kTitleTop = 10;
constexpr int kValueTop = 27;
constexpr int kChangeTop = 61;
constexpr double kStaleOpacity = 0.6;

} // namespace

KpiTile::KpiTile(KpiId id, const ViewContext& context, QWidget* parent)
    : QFrame(parent)
    , m_id(id)
    , m_context(context)
    , m_spark(new Sparkline(context, this))
{
    setProperty("role", QStringLiteral("card"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&context, &ViewContext::changed, this, &KpiTile::refreshWords);
    refreshWords();
}

void KpiTile::setKpi(const Kpi& kpi, double uniqueError, bool stale)
{
    m_kpi = kpi;
    m_error = m_id == KpiId::UniqueVisitors ? uniqueError : 0;
    m_stale = stale;
    m_spark->setValues(kpi.spark);
    refreshWords();
}

void KpiTile::refreshWords()
{
    m_value = kpiValue(m_id, m_kpi, m_context.language());
    m_change = kpiChange(m_id, m_kpi);
    QString exact = kpiExactValue(m_id, m_kpi);
    if (m_error > 0)
        exact += tr(" (± %1)").arg(formatPercent(m_error, 1));
    const QString tip =
        kpiTitle(m_id) + QStringLiteral(": ") + exact + QLatin1Char('\n') + kpiDefinition(m_id);
    if (tip != toolTip()) {
        setToolTip(tip);
        setAccessibleName(kpiTitle(m_id));
        setAccessibleDescription(exact + QStringLiteral("; ") + m_change + QStringLiteral("; ")
                                 + kpiDefinition(m_id));
    }
    update();
}

void KpiTile::paintEvent(QPaintEvent* event)
{
    QFrame::paintEvent(event);
    QPainter painter(this);
    if (m_stale)
        painter.setOpacity(kStaleOpacity);
    const double space = width() - kLeft - 8.0;
    painter.setFont(sizedFont(12));
    painter.setPen(m_context.colors().muted);
    painter.drawText(QRectF(kLeft, kTitleTop, space, 18), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(kpiTitle(m_id), Qt::ElideRight, int(space)));
    drawFigures(
        painter, QRectF(kLeft, kChangeTop, m_spark->x() - kLeft, 16), Qt::AlignLeft,
        painter.fontMetrics().elidedText(m_change, Qt::ElideRight, m_spark->x() - kLeft - 4));
    painter.setFont(sizedFont(kFigureText, QFont::DemiBold));
    painter.setPen(m_context.colors().text);
    drawFigures(painter, QRectF(kLeft, kValueTop, space, 34), Qt::AlignLeft, m_value);
}

void KpiTile::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    // Room for the longest change in either language, so that the line keeps its place.
    const double words = figuresWidth(sizedFont(12), kpiChange(m_id, Kpi{{}, -0.888, {}}));
    const int wide = std::clamp(width() - kLeft - int(words) - 20, 30, 120);
    m_spark->setGeometry(width() - wide - 12, height() - 44, wide, 32);
}

void KpiTile::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refreshWords();
}

} // namespace shoppulse
