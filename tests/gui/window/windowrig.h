// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "believable.h"
#include "steppedclock.h"
#include "ui/mainwindow/dashboard.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panels/panel.h"

#include <QApplication>
#include <QTest>

namespace shoppulse {

/// A shown window over a hub that the test fills, stepped by hand on a clock that stands still.
struct WindowRig {
    explicit WindowRig(ThemeMode mode = ThemeMode::Dark, WindowOptions options = {})
        : theme(*qApp, mode)
        , clock(Believable{}.wallMs)
        , window(hub, clock, theme, std::move(options))
    {
    }

    void show(Snapshot snapshot)
    {
        publish(std::move(snapshot));
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            QFAIL("the window did not become active");
        window.tick();
    }

    void publish(Snapshot snapshot)
    {
        hub.publish(std::make_shared<const Snapshot>(std::move(snapshot)));
    }

    void step(Snapshot snapshot)
    {
        publish(std::move(snapshot));
        window.tick();
    }

    [[nodiscard]] Panel& panel(PanelId id) { return window.dashboard().panel(id); }

    template <class Widget> [[nodiscard]] Widget* find(const char* name)
    {
        return window.findChild<Widget*>(QString::fromLatin1(name));
    }

    Theme theme;
    SnapshotHub hub;
    SteppedClock clock;
    MainWindow window;
};

} // namespace shoppulse
