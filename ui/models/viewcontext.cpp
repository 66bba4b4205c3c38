// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/viewcontext.h"

#include <QDateTime>

namespace shoppulse {

ViewContext::ViewContext(const Theme& theme, QObject* parent)
    : QObject(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, &ViewContext::changed);
}

void ViewContext::setLanguage(Language language)
{
    if (language == m_language)
        return;
    m_language = language;
    emit changed();
}

void ViewContext::setProfile(const std::shared_ptr<const Profile>& profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    const QTimeZone zone(QByteArray::fromStdString(profile ? profile->timeZone : "UTC"));
    m_zone = zone.isValid() ? zone : QTimeZone::utc();
    emit changed();
}

QString ViewContext::label(Dimension dimension, std::size_t index) const
{
    if (m_profile) {
        const auto& labels = m_profile->table(dimension).labels;
        if (index < labels.size()) {
            const Label& label = labels[index];
            return QString::fromStdString(m_language == Language::Chinese ? label.zh : label.en);
        }
    }
    const auto ids = idsOf(dimension);
    return index < ids.size() ? QString::fromUtf8(ids[index].data(), qsizetype(ids[index].size()))
                              : QString();
}

QString ViewContext::rankedLabel(const std::string& id) const
{
    return id == "unknown" ? tr("unknown") : QString::fromStdString(id);
}

QString ViewContext::profileTitle() const
{
    if (!m_profile)
        return {};
    const Label& title = m_profile->title;
    return QString::fromStdString(m_language == Language::Chinese ? title.zh : title.en);
}

QDateTime ViewContext::zoned(std::int64_t ms) const
{
    return QDateTime::fromMSecsSinceEpoch(ms, m_zone);
}

QString ViewContext::time(std::int64_t ms) const
{
    return zoned(ms).toString(QStringLiteral("HH:mm:ss"));
}

QString ViewContext::minute(std::int64_t ms) const
{
    return zoned(ms).toString(QStringLiteral("HH:mm"));
}

QString ViewContext::zoneName(std::int64_t ms) const
{
    return m_zone.abbreviation(zoned(ms));
}

} // namespace shoppulse
