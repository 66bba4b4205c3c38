// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/profile/profile.h"
#include "ui/models/language.h"
#include "ui/theme/theme.h"

#include <QObject>
#include <QTimeZone>

#include <memory>

namespace shoppulse {

/// How everything in one window is to be said: colours, language, time zone and the profile's
/// labels. Owned by the window and outlives its widgets; GUI thread.
class ViewContext : public QObject {
    Q_OBJECT
public:
    explicit ViewContext(const Theme& theme, QObject* parent = nullptr);

    [[nodiscard]] const Theme& theme() const { return m_theme; }
    [[nodiscard]] const ThemeColors& colors() const { return m_theme.colors(); }
    [[nodiscard]] Language language() const { return m_language; }
    void setLanguage(Language language);
    /// Labels and zone; null before the first snapshot.
    void setProfile(const std::shared_ptr<const Profile>& profile);
    [[nodiscard]] const Profile* profile() const { return m_profile.get(); }

    /// The profile's label of a category, its id when the profile has none.
    [[nodiscard]] QString label(Dimension dimension, std::size_t index) const;
    /// A brand's or category's number, or the word for unknown.
    [[nodiscard]] QString rankedLabel(const std::string& id) const;
    [[nodiscard]] QString profileTitle() const;

    [[nodiscard]] QDateTime zoned(std::int64_t ms) const;
    [[nodiscard]] QString time(std::int64_t ms) const; ///< "14:03:21"
    [[nodiscard]] QString minute(std::int64_t ms) const; ///< "14:03"
    [[nodiscard]] QString zoneName(std::int64_t ms) const; ///< "CST"

signals:
    /// Colours, language or labels are others: redraw all.
    void changed();

private:
    const Theme& m_theme;
    Language m_language = Language::English;
    std::shared_ptr<const Profile> m_profile;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace shoppulse
