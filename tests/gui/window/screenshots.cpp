// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the window in both themes, both languages, several sizes and states into a folder, to be
// looked at: shoppulse_screenshots FOLDER [FILTER]
#include "believable.h"
#include "steppedclock.h"
#include "ui/language/languageswitcher.h"
#include "ui/mainwindow/dashboard.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/panels/panel.h"

#include <QApplication>
#include <QDir>
#include <QKeyEvent>

using namespace shoppulse;

namespace {

struct Shot {
    const char* name;
    QSize size;
    ThemeMode theme;
    const char* language;
    std::function<void(MainWindow&, SnapshotHub&, SteppedClock&)> act;
};

void publish(SnapshotHub& hub, Snapshot snapshot)
{
    hub.publish(std::make_shared<const Snapshot>(std::move(snapshot)));
}

void nothing(MainWindow&, SnapshotHub&, SteppedClock&)
{
}

void live(MainWindow&, SnapshotHub& hub, SteppedClock&)
{
    publish(hub, Believable{}.make());
}

void waiting(MainWindow&, SnapshotHub& hub, SteppedClock&)
{
    publish(hub, emptySnapshot(StreamState::Waiting));
}

Snapshot broken()
{
    Snapshot snapshot = emptySnapshot(StreamState::Disconnected);
    const Error refused{ErrorCode::BrokerUnreachable, "10.0.0.5:9092", "Connection refused"};
    ComponentStatus& input = snapshot.components[0];
    input.health = Health::Down;
    input.error = refused;
    input.nextRetryMs = snapshot.wallMs + 3'000;
    snapshot.components[static_cast<std::size_t>(Component::Redis)].health = Health::Off;
    snapshot.problems = {refused, {ErrorCode::RedisUnreachable, "127.0.0.1:6379", "timed out"}};
    return snapshot;
}

void error(MainWindow& window, SnapshotHub& hub, SteppedClock&)
{
    publish(hub, broken());
    window.tick();
    QKeyEvent drawer(QEvent::KeyPress, Qt::Key_P, Qt::NoModifier);
    QApplication::sendEvent(&window, &drawer);
}

void hole(MainWindow& window, SnapshotHub& hub, SteppedClock& clock)
{
    live(window, hub, clock);
    window.tick();
    Snapshot stopped = Believable{.sequence = 494}.make();
    stopped.state = StreamState::Stopped;
    ComponentStatus& input = stopped.components[static_cast<std::size_t>(Component::KafkaIn)];
    input.health = Health::Stopped;
    input.error = Error{ErrorCode::TopicReplaced, "user_log", "1 partitions instead of 2"};
    publish(hub, std::move(stopped));
}

void stale(MainWindow& window, SnapshotHub& hub, SteppedClock& clock)
{
    Snapshot snapshot = Believable{}.make();
    snapshot.info.demo = true;
    snapshot.state = StreamState::Delayed;
    publish(hub, std::move(snapshot));
    window.tick();
    clock.advance(12'000);
}

void paused(MainWindow& window, SnapshotHub& hub, SteppedClock& clock)
{
    live(window, hub, clock);
    window.tick();
    window.setPaused(true);
    clock.advance(12'000);
    publish(hub, Believable{.wallMs = clock.wallMs(), .sequence = 494}.make());
}

void table(MainWindow& window, SnapshotHub& hub, SteppedClock& clock)
{
    live(window, hub, clock);
    for (const PanelId id : kPanels)
        window.dashboard().panel(id).setTableShown(true);
}

void maximised(MainWindow& window, SnapshotHub& hub, SteppedClock& clock)
{
    live(window, hub, clock);
    window.tick();
    window.dashboard().toggleMaximised(PanelId::Province);
}

void starting(MainWindow&, SnapshotHub& hub, SteppedClock&)
{
    publish(hub, Believable{.seconds = 40, .timelineSeconds = 40, .partialSeconds = 8}.make());
}

const std::vector<Shot> kShots{
    {"dark-1600-en", {1600, 900}, ThemeMode::Dark, "en", live},
    {"light-1600-en", {1600, 900}, ThemeMode::Light, "en", live},
    {"dark-1366-en", {1366, 768}, ThemeMode::Dark, "en", live},
    {"light-1366-zh", {1366, 768}, ThemeMode::Light, "zh_CN", live},
    {"dark-1920-zh", {1920, 1080}, ThemeMode::Dark, "zh_CN", live},
    {"light-1920-en", {1920, 1080}, ThemeMode::Light, "en", live},
    {"dark-3840-zh", {3840, 2160}, ThemeMode::Dark, "zh_CN", live},
    {"light-1366-nothing-zh", {1366, 768}, ThemeMode::Light, "zh_CN", nothing},
    {"dark-1366-waiting", {1366, 768}, ThemeMode::Dark, "en", waiting},
    {"light-1366-error", {1366, 768}, ThemeMode::Light, "en", error},
    {"dark-1366-hole", {1366, 768}, ThemeMode::Dark, "en", hole},
    {"light-1366-hole-zh", {1366, 768}, ThemeMode::Light, "zh_CN", hole},
    {"dark-1366-stale", {1366, 768}, ThemeMode::Dark, "en", stale},
    {"dark-1366-paused", {1366, 768}, ThemeMode::Dark, "en", paused},
    {"light-1366-paused-zh", {1366, 768}, ThemeMode::Light, "zh_CN", paused},
    {"light-1366-table", {1366, 768}, ThemeMode::Light, "en", table},
    {"dark-1366-maximised", {1366, 768}, ThemeMode::Dark, "en", maximised},
    {"dark-1366-starting", {1366, 768}, ThemeMode::Dark, "en", starting},
};

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    const QStringList arguments = QApplication::arguments();
    const QDir folder(arguments.value(1, QStringLiteral(".")));
    LanguageSwitcher switcher(app);
    Theme theme(app);
    for (const Shot& shot : kShots) {
        const QString name = QString::fromLatin1(shot.name);
        if (!name.contains(arguments.value(2)))
            continue;
        theme.setMode(shot.theme);
        switcher.choose(QString::fromLatin1(shot.language));
        SnapshotHub hub;
        SteppedClock clock(Believable{}.wallMs);
        MainWindow window(hub, clock, theme,
                          {languageFromCode(switcher.language()), QStringLiteral("li.wei"), true});
        window.resize(shot.size);
        window.show();
        shot.act(window, hub, clock);
        window.tick();
        QApplication::processEvents();
        window.grab().save(folder.filePath(name + QStringLiteral(".png")));
    }
    return 0;
}
