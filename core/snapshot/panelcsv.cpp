// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/panelcsv.h"

#include "core/base/version.h"

#include <array>
#include <charconv>
#include <cmath>
#include <date/tz.h>
#include <span>

namespace shoppulse {
namespace {

/// A text of the file in both languages.
struct Text {
    std::string_view en;
    std::string_view zh;
};

/// Writes cells and lines; knows quoting and formulas.
class CsvWriter {
public:
    CsvWriter& text(std::string_view content)
    {
        separate();
        const bool isFormula = content.find_first_of(kFormulaStarts) == 0;
        const bool isQuoted = content.find_first_of(",\"\r\n") != std::string_view::npos;
        if (isQuoted)
            m_out += '"';
        if (isFormula)
            m_out += '\'';
        for (const char c : content) {
            if (c == '"')
                m_out += '"';
            m_out += c;
        }
        if (isQuoted)
            m_out += '"';
        return *this;
    }

    CsvWriter& number(std::optional<std::uint64_t> value)
    {
        separate();
        if (value)
            m_out += std::to_string(*value);
        return *this;
    }

    CsvWriter& change(int value)
    {
        separate();
        m_out += std::to_string(value);
        return *this;
    }

    CsvWriter& ratio(std::optional<double> value)
    {
        separate();
        if (!value || !std::isfinite(*value))
            return *this;
        constexpr double kPlaces = 1e6; // what is written beyond would be noise
        std::array<char, 512> digits{};
        const auto end =
            std::to_chars(digits.begin(), digits.end(), std::round(*value * kPlaces) / kPlaces,
                          std::chars_format::fixed);
        m_out.append(digits.data(), end.ptr);
        return *this;
    }

    void endLine()
    {
        m_out += "\r\n";
        m_atStart = true;
    }

    [[nodiscard]] std::string take() { return std::move(m_out); }

private:
    static constexpr std::string_view kFormulaStarts = "=+-@\t\r";

    void separate()
    {
        if (!m_atStart)
            m_out += ',';
        m_atStart = false;
    }

    std::string m_out = "\xEF\xBB\xBF";
    bool m_atStart = true;
};

/// One export: the snapshot, its language and its zone.
class PanelExport {
public:
    PanelExport(const Snapshot& snapshot, std::string_view language, std::string_view filter)
        : m_snapshot(snapshot)
        , m_isChinese(language == "zh")
        , m_filter(filter)
        , m_zoneName(snapshot.info.profile ? snapshot.info.profile->timeZone : "UTC")
        , m_zone(date::locate_zone(m_zoneName))
    {
    }

    std::string kpis();
    std::string behavior();
    std::string funnel();
    std::string categories(const CategoryCounts& counts, Dimension dimension, Text title);
    std::string provinces();
    std::string ranking(const Ranking& ranking, Text title);

private:
    [[nodiscard]] std::string_view say(Text text) const { return m_isChinese ? text.zh : text.en; }
    [[nodiscard]] std::string_view label(Dimension dimension, std::size_t category) const;
    [[nodiscard]] std::string time(std::int64_t ms) const;
    [[nodiscard]] std::string span(const WindowSpan& window) const;
    /// `error`: the counts are estimates, off by no more.
    void head(Text title, std::string_view window, std::optional<std::uint64_t> error = {});
    void columns(std::initializer_list<Text> names);
    void line(Text name, std::string_view value);

    const Snapshot& m_snapshot;
    const bool m_isChinese;
    const std::string_view m_filter;
    const std::string m_zoneName;
    const date::time_zone* const m_zone;
    CsvWriter m_csv;
};

std::optional<double> share(std::optional<std::uint64_t> part, std::uint64_t whole)
{
    if (!part || whole == 0)
        return std::nullopt;
    return static_cast<double>(*part) / static_cast<double>(whole);
}

/// Not known when the format does not tell the dimension.
std::optional<std::uint64_t> at(const CategoryCounts& counts, std::size_t category)
{
    if (category >= counts.counts.size())
        return std::nullopt;
    return counts.counts[category];
}

std::string_view PanelExport::label(Dimension dimension, std::size_t category) const
{
    const Profile* profile = m_snapshot.info.profile.get();
    const std::string_view id = idsOf(dimension)[category];
    if (!profile)
        return id;
    const std::vector<Label>& labels = profile->table(dimension).labels;
    if (category >= labels.size())
        return id;
    return m_isChinese ? labels[category].zh : labels[category].en;
}

std::string PanelExport::time(std::int64_t ms) const
{
    using namespace std::chrono;
    const date::sys_seconds seconds(floor<std::chrono::seconds>(milliseconds(ms)));
    return date::format("%F %T", date::zoned_seconds(m_zone, seconds).get_local_time());
}

std::string PanelExport::span(const WindowSpan& window) const
{
    if (window.startMs == 0 && window.endMs == 0)
        return std::string(say({"since start", "自启动以来"}));
    std::string text = time(window.startMs) + " – " + time(window.endMs) + " ";
    if (window.isFinal)
        return text += say({"final", "已定"});
    constexpr double kPercent = 100;
    text += say({"partial", "未满"});
    return text + " " + std::to_string(std::lround(window.progress * kPercent)) + " %";
}

void PanelExport::line(Text name, std::string_view value)
{
    m_csv.text(say(name)).text(value).endLine();
}

void PanelExport::head(Text title, std::string_view window, std::optional<std::uint64_t> error)
{
    line({"Program", "程序"}, std::string("ShopPulse ") + kVersion);
    line({"Panel", "面板"}, say(title));
    line({"Topic", "主题"}, m_snapshot.info.topic);
    line({"Window", "窗口"}, window);
    line({"Filter", "筛选"}, m_filter.empty() ? say({"none", "无"}) : m_filter);
    line({"Time zone", "时区"}, m_zoneName);
    line({"Made at", "生成时间"}, time(m_snapshot.wallMs));
    line({"Sequence", "序号"}, std::to_string(m_snapshot.sequence));
    if (error)
        line({"Estimated with an error of at most", "估计值的误差不超过"}, std::to_string(*error));
    m_csv.endLine();
}

void PanelExport::columns(std::initializer_list<Text> names)
{
    for (const Text name : names)
        m_csv.text(say(name));
    m_csv.endLine();
}

std::string PanelExport::kpis()
{
    struct Row {
        KpiId id;
        Text name;
        Text window;
    };
    static constexpr std::array<Row, kKpis> kRows{{
        {KpiId::Orders, {"Orders", "订单数"}, {"today", "今日"}},
        {KpiId::Visits, {"Visits", "访问量"}, {"today", "今日"}},
        {KpiId::UniqueVisitors, {"Unique visitors", "独立访客"}, {"5 min", "5 分钟"}},
        {KpiId::Conversion, {"Conversion", "转化率"}, {"5 min", "5 分钟"}},
        {KpiId::CartRate, {"Cart rate", "加购率"}, {"5 min", "5 分钟"}},
        {KpiId::EventsPerSecond, {"Events/s", "每秒事件"}, {"5 s", "5 秒"}},
    }};
    head({"Key figures", "关键指标"}, time(m_snapshot.newestEventMs));
    columns({{"id", "标识"},
             {"name", "名称"},
             {"window", "窗口"},
             {"value", "数值"},
             {"change", "变化"}});
    for (const Row& row : kRows) {
        const Kpi& kpi = m_snapshot.kpi(row.id);
        m_csv.text(kpiId(row.id)).text(say(row.name)).text(say(row.window));
        m_csv.ratio(kpi.value).ratio(kpi.change).endLine();
    }
    return m_csv.take();
}

std::string PanelExport::behavior()
{
    constexpr std::int64_t kSecondMs = 1'000;
    const auto points = static_cast<std::int64_t>(m_snapshot.trend.size());
    const std::int64_t start = m_snapshot.trendStartMs;
    head({"Behaviours per second", "每秒行为"},
         time(start) + " – " + time(start + points * kSecondMs));
    m_csv.text(say({"second", "秒"})).text(say({"state", "状态"}));
    for (std::size_t action = 0; action < kActions; ++action)
        m_csv.text(label(Dimension::Action, action));
    m_csv.endLine();
    for (std::size_t i = 0; i < m_snapshot.trend.size(); ++i) {
        m_csv.text(time(start + static_cast<std::int64_t>(i) * kSecondMs));
        m_csv.text(i < m_snapshot.trendFinal ? say({"final", "已定"}) : say({"partial", "未满"}));
        for (const std::uint32_t count : m_snapshot.trend[i].counts)
            m_csv.number(count);
        m_csv.endLine();
    }
    return m_csv.take();
}

std::string PanelExport::funnel()
{
    constexpr std::uint64_t kLeastClicks = 30; // no ratio from a handful
    const CategoryCounts& counts = m_snapshot.behavior;
    const std::uint64_t clicks = at(counts, 0).value_or(0);
    head({"Behaviours as a funnel", "行为漏斗"}, span(counts.window));
    columns({{"id", "标识"}, {"name", "名称"}, {"events", "事件"}, {"share of clicks", "占浏览"}});
    for (std::size_t i = 0; i < kActions; ++i) {
        m_csv.text(idsOf(Dimension::Action)[i]).text(label(Dimension::Action, i));
        m_csv.number(at(counts, i));
        m_csv.ratio(share(at(counts, i), clicks < kLeastClicks ? 0 : clicks)).endLine();
    }
    return m_csv.take();
}

std::string PanelExport::categories(const CategoryCounts& counts, Dimension dimension, Text title)
{
    head(title, span(counts.window));
    columns({{"id", "标识"}, {"name", "名称"}, {"purchases", "购买"}, {"share", "占比"}});
    const auto ids = idsOf(dimension);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        m_csv.text(ids[i]).text(label(dimension, i)).number(at(counts, i));
        m_csv.ratio(share(at(counts, i), counts.total)).endLine();
    }
    return m_csv.take();
}

std::string PanelExport::provinces()
{
    const CategoryCounts& all = m_snapshot.province;
    const CategoryCounts& bought = m_snapshot.provinceBuy;
    head({"Provinces", "省份"}, span(all.window));
    columns({{"id", "标识"},
             {"name", "名称"},
             {"events", "事件"},
             {"purchases", "购买"},
             {"share of events", "事件占比"}});
    for (std::size_t i = 0; i < kProvinces; ++i) {
        m_csv.text(kProvinceIds[i]).text(label(Dimension::Province, i));
        m_csv.number(at(all, i)).number(at(bought, i));
        m_csv.ratio(share(at(all, i), all.total)).endLine();
    }
    return m_csv.take();
}

std::string PanelExport::ranking(const Ranking& ranking, Text title)
{
    head(title, span(ranking.window), ranking.error);
    columns({{"rank", "名次"},
             {"id", "标识"},
             {"count", "次数"},
             {"share", "占比"},
             {"rank change", "名次变化"}});
    std::uint64_t rank = 0;
    for (const RankedItem& item : ranking.top) {
        m_csv.number(++rank).text(item.id).number(item.count);
        m_csv.ratio(share(item.count, ranking.total));
        if (item.isNew)
            m_csv.text(say({"new", "新上榜"}));
        else
            m_csv.change(item.rankChange);
        m_csv.endLine();
    }
    m_csv.text({}).text(say({"others", "其他"})).number(ranking.other);
    m_csv.ratio(share(ranking.other, ranking.total)).text({}).endLine();
    return m_csv.take();
}

} // namespace

std::string panelCsv(const Snapshot& snapshot, std::string_view panel, std::string_view language,
                     std::string_view filter)
{
    PanelExport file(snapshot, language, filter);
    if (panel == "kpis")
        return file.kpis();
    if (panel == "behavior")
        return file.behavior();
    if (panel == "funnel")
        return file.funnel();
    if (panel == "gender")
        return file.categories(snapshot.orderGender, Dimension::Gender,
                               {"Purchases by gender", "购买者性别"});
    if (panel == "age")
        return file.categories(snapshot.orderAge, Dimension::Age,
                               {"Purchases by age", "购买者年龄"});
    if (panel == "province")
        return file.provinces();
    if (panel == "brand")
        return file.ranking(snapshot.brand, {"Brands by purchases", "品牌购买排行"});
    if (panel == "brandvisit")
        return file.ranking(snapshot.brandVisit, {"Brands by all events", "品牌热度排行"});
    if (panel == "category")
        return file.ranking(snapshot.category, {"Categories by all events", "类目热度排行"});
    return {};
}

} // namespace shoppulse
