// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of CPU that a tick of each panel costs: numbers into the chart, then painting it.
// Prints a table, and as its last line the same as JSON. bench_panels [TICKS]
#include "believable.h"
#include "steppedclock.h"
#include "ui/mainwindow/dashboard.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panels/panel.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace shoppulse;

namespace {

constexpr double kBudgetMs = 8;

struct Timing {
    double median;
    double worst;
};

template <class Tick> Timing timed(int ticks, Tick tick)
{
    std::vector<double> ms;
    for (int i = 0; i < ticks; ++i) {
        const std::clock_t start = std::clock(); // CPU time: others on the machine do not count
        tick(i);
        ms.push_back(double(std::clock() - start) * 1e3 / CLOCKS_PER_SEC);
    }
    std::sort(ms.begin(), ms.end());
    return {ms[ms.size() / 2], ms.back()};
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    const int ticks = argc > 1 ? std::atoi(argv[1]) : 50;
    Theme theme(app, ThemeMode::Dark);
    SnapshotHub hub;
    SteppedClock clock(Believable{}.wallMs);
    MainWindow window(hub, clock, theme, {});
    window.resize(1920, 1080);
    hub.publish(std::make_shared<const Snapshot>(Believable{}.make()));
    window.show();
    QApplication::processEvents();

    std::vector<SnapshotPtr> snapshots;
    for (int i = 0; i < ticks; ++i)
        snapshots.push_back(std::make_shared<const Snapshot>(
            Believable{.wallMs = clock.wallMs() + (i + 1) * 1'000, .sequence = std::uint64_t(i) + 2}
                .make()));
    const Freshness fresh{clock.wallMs(), clock.wallMs(), false};
    QJsonObject json;
    std::printf("%-10s %12s %12s   (budget %.0f ms)\n", "panel", "median ms", "worst ms",
                kBudgetMs);
    const auto report = [&json](const QString& name, const Timing& timing) {
        std::printf("%-10s %12.2f %12.2f%s\n", qPrintable(name), timing.median, timing.worst,
                    timing.median > kBudgetMs ? "   over budget" : "");
        json.insert(name, QJsonObject{{"median_ms", timing.median}, {"worst_ms", timing.worst}});
    };
    for (const PanelId id : kPanels) {
        Panel& panel = window.dashboard().panel(id);
        QImage image(panel.size(), QImage::Format_RGB32);
        report(panel.objectName(), timed(ticks, [&](int i) {
                   panel.setSnapshot(snapshots[std::size_t(i)], fresh);
                   panel.render(&image);
               }));
    }
    QImage image(window.size(), QImage::Format_RGB32);
    report(QStringLiteral("window"), timed(ticks, [&](int i) {
               hub.publish(snapshots[std::size_t(i)]);
               window.tick();
               window.render(&image);
           }));
    std::printf("%s\n", QJsonDocument(json).toJson(QJsonDocument::Compact).constData());
    return 0;
}
