// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/accountstore.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <atomic>

namespace shoppulse {

/// A clock that a test moves by hand.
class ManualClock final : public Clock {
public:
    [[nodiscard]] std::int64_t wallMs() const override { return m_ms; }
    [[nodiscard]] std::int64_t steadyMs() const override { return m_ms; }
    void advance(std::int64_t ms) { m_ms += ms; }

private:
    std::atomic<std::int64_t> m_ms = 1'700'000'000'000;
};

inline constexpr const char* kGoodPassword = "trumpet-lantern-42";

template <class Widget = QLineEdit> Widget* child(const QWidget& parent, const char* name)
{
    auto* found = parent.findChild<Widget*>(QLatin1String(name));
    if (found == nullptr)
        qFatal("no child %s", name);
    return found;
}

/// Puts the cursor into a field, empties it and types.
inline void type(const QWidget& parent, const char* name, const QString& text)
{
    auto* field = child(parent, name);
    QTest::mouseClick(field, Qt::LeftButton);
    field->selectAll();
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

inline void click(const QWidget& parent, const char* name)
{
    QTest::mouseClick(child<QAbstractButton>(parent, name), Qt::LeftButton);
}

/// Every text of a window that is seen.
inline QString visibleText(const QWidget& window)
{
    QStringList texts;
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible())
            texts << label->text();
    for (const QAbstractButton* button : window.findChildren<QAbstractButton*>())
        if (button->isVisible())
            texts << button->text();
    return texts.join(u'\n');
}

} // namespace shoppulse
