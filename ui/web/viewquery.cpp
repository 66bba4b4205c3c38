// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/web/viewquery.h"

#include "core/aggregate/eventtime.h"
#include "core/snapshot/filteredsnapshot.h"

#include <QByteArray>

#include <algorithm>
#include <charconv>

namespace shoppulse {
namespace {

std::string decoded(std::string_view text)
{
    return QByteArray::fromPercentEncoding(QByteArray(text.data(), qsizetype(text.size())))
        .toStdString();
}

} // namespace

SnapshotPtr requestedView(const HttpRequest& request, const SnapshotPtr& newest)
{
    Filter filter;
    bool isAsked = false;
    for (const Dimension dimension : kFilterDimensions) {
        const std::string_view ids = request.parameter(dimensionId(dimension));
        if (ids.empty())
            continue;
        isAsked = true;
        if (!filter.choose(dimension, decoded(ids)))
            return nullptr;
    }
    std::optional<std::int64_t> endMs;
    if (const std::string_view end = request.parameter("end"); !end.empty()) {
        isAsked = true;
        std::int64_t ms = 0;
        const auto [rest, error] = std::from_chars(end.begin(), end.end(), ms);
        if (error != std::errc() || rest != end.end())
            return nullptr;
        endMs = std::clamp(ms, -kFarthestMs, kFarthestMs);
    }
    if (!isAsked)
        return newest;
    return std::make_shared<const Snapshot>(filteredSnapshot(*newest, filter, endMs));
}

} // namespace shoppulse
