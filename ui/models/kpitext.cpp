// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/kpitext.h"

#include "ui/models/numberformat.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace shoppulse {
namespace {

struct Words {
    const char* title;
    const char* definition;
};

constexpr std::array<Words, kKpis> kWords{{
    {QT_TRANSLATE_NOOP("Kpi", "Orders today"),
     QT_TRANSLATE_NOOP("Kpi", "Purchases since midnight, in the profile's time zone.")},
    {QT_TRANSLATE_NOOP("Kpi", "Visits today"),
     QT_TRANSLATE_NOOP("Kpi", "All events since midnight, in the profile's time zone.")},
    {QT_TRANSLATE_NOOP("Kpi", "Unique visitors"),
     QT_TRANSLATE_NOOP("Kpi", "Different users with any event in the last 5 minutes.")},
    {QT_TRANSLATE_NOOP("Kpi", "Conversion"),
     QT_TRANSLATE_NOOP("Kpi",
                       "Purchases per click in the last 5 minutes; not shown below 30 "
                       "events.")},
    {QT_TRANSLATE_NOOP("Kpi", "Cart rate"),
     QT_TRANSLATE_NOOP("Kpi",
                       "Additions to the cart per click in the last 5 minutes; not shown "
                       "below 30 events.")},
    {QT_TRANSLATE_NOOP("Kpi", "Events/s"),
     QT_TRANSLATE_NOOP("Kpi", "Mean of the newest 5 final seconds.")},
}};

QString tr(const char* text)
{
    return QCoreApplication::translate("Kpi", text);
}

bool isRatio(KpiId id)
{
    return id == KpiId::Conversion || id == KpiId::CartRate;
}

} // namespace

QString kpiTitle(KpiId id)
{
    return tr(kWords[static_cast<std::size_t>(id)].title);
}

QString kpiDefinition(KpiId id)
{
    return tr(kWords[static_cast<std::size_t>(id)].definition);
}

QString kpiValue(KpiId id, const Kpi& kpi, Language language)
{
    if (!kpi.value)
        return QString(kNoValue);
    return isRatio(id) ? formatPercent(*kpi.value, 2) : formatCount(*kpi.value, language);
}

QString kpiExactValue(KpiId id, const Kpi& kpi)
{
    if (!kpi.value)
        return QString(kNoValue);
    if (isRatio(id))
        return formatPercent(*kpi.value, 4);
    if (id == KpiId::EventsPerSecond)
        return QLocale(QLocale::English, QLocale::UnitedStates).toString(*kpi.value, 'f', 1);
    return formatExact(static_cast<std::uint64_t>(std::llround(*kpi.value)));
}

QString kpiChange(KpiId id, const Kpi& kpi)
{
    if (!kpi.change)
        return QString(kNoValue);
    const double shown = std::round(std::abs(*kpi.change) * 1000) / 10;
    const QChar arrow(shown == 0 ? u'·' : *kpi.change > 0 ? u'▲' : u'▼');
    const QString text = isRatio(id) ? QCoreApplication::translate("Kpi", "%1 %2 pt vs previous")
                                     : QCoreApplication::translate("Kpi", "%1 %2 % vs previous");
    return text.arg(arrow, QLocale::c().toString(shown, 'f', 1));
}

} // namespace shoppulse
