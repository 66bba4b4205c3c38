// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainmenu.h"
#include "ui/mainwindow/problemsdrawer.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/topbar.h"
#include "windowrig.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>

using namespace shoppulse;

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void spacePausesTheViewOnly();
    void pauseByTheButtonAndLiveByTheKey();
    void theTimerPullsTheNewest();
    void aHiddenWindowStandsStill();
    void anotherHubIsShownAtOnce();
    void pillSaysTheState();
    void dotsSayWordShapeAndRetry();
    void countersAndWatermark();
    void demoBadge();
    void problemsDrawerByClick();
    void buttonsAndMenuAskByName();
    void viewersAreNotOfferedTheSettings();
    void aHoleIsShownWithAChoice();
};

void TestMainWindow::spacePausesTheViewOnly()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* bar = rig.window.findChild<TopBar*>();
    QTest::keyClick(&rig.window, Qt::Key_Space);
    QVERIFY(rig.window.isPaused());
    rig.clock.advance(12'000);
    Snapshot later = Believable{.wallMs = rig.clock.wallMs(), .sequence = 2}.make();
    later.counters.rows = Believable{}.make().counters.rows + 18'240;
    rig.step(later);
    QCOMPARE(bar->timeText(), QStringLiteral("Paused at 14:03:21 · +18,240 events · 12 s behind"));
    QCOMPARE(bar->pillText(), QStringLiteral("Paused"));
    // The view stands still and is not called stale; the counters at the bottom go on.
    QCOMPARE(rig.panel(PanelId::Gender).snapshot()->sequence, std::uint64_t(1));
    QVERIFY(rig.panel(PanelId::Gender).status().state != PanelState::Stale);
    QTest::keyClick(&rig.window, Qt::Key_Space);
    QVERIFY(!rig.window.isPaused());
    QCOMPARE(rig.panel(PanelId::Gender).snapshot()->sequence, std::uint64_t(2));
    QCOMPARE(bar->pillText(), QStringLiteral("Live"));
}

void TestMainWindow::pauseByTheButtonAndLiveByTheKey()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* button = rig.find<QPushButton>("pause");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(rig.window.isPaused());
    QCOMPARE(button->text(), QStringLiteral("Live"));
    QTest::keyClick(&rig.window, Qt::Key_L);
    QVERIFY(!rig.window.isPaused());
    QCOMPARE(button->text(), QStringLiteral("Pause"));
}

void TestMainWindow::theTimerPullsTheNewest()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.publish(Believable{.sequence = 5}.make());
    QTRY_COMPARE(rig.panel(PanelId::Age).snapshot()->sequence, std::uint64_t(5));
}

void TestMainWindow::aHiddenWindowStandsStill()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.window.hide();
    const std::uint64_t draws = rig.panel(PanelId::Age).draws();
    rig.step(Believable{.sequence = 2}.make());
    QCOMPARE(rig.panel(PanelId::Age).draws(), draws);
    rig.window.show();
    QTRY_VERIFY(rig.panel(PanelId::Age).draws() > draws);
}

void TestMainWindow::anotherHubIsShownAtOnce()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    rig.window.setPaused(true);
    SnapshotHub other;
    Snapshot snapshot = Believable{}.make();
    snapshot.info.topic = "elsewhere";
    other.publish(std::make_shared<const Snapshot>(snapshot));
    rig.window.setHub(other);
    QVERIFY(!rig.window.isPaused());
    QCOMPARE(rig.panel(PanelId::Age).snapshot()->info.topic, std::string("elsewhere"));
    rig.window.setHub(rig.hub);
}

void TestMainWindow::pillSaysTheState()
{
    WindowRig rig;
    rig.show(emptySnapshot(StreamState::Waiting));
    auto* bar = rig.window.findChild<TopBar*>();
    QCOMPARE(bar->pillText(), QStringLiteral("Waiting"));
    Snapshot snapshot = Believable{.sequence = 2}.make();
    snapshot.state = StreamState::CatchingUp;
    rig.step(snapshot);
    QCOMPARE(bar->pillText(), QStringLiteral("Catching up"));
    auto* pill = rig.find<QLabel>("pill");
    QVERIFY(pill->text().contains(QChar(0x25D0)));
    QVERIFY(pill->toolTip().contains(QStringLiteral("Last event: 14:03:21")));
    QVERIFY(pill->toolTip().contains(QStringLiteral("Lag: 0.4 s")));
}

void TestMainWindow::dotsSayWordShapeAndRetry()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    ComponentStatus& redis = snapshot.components[std::size_t(Component::Redis)];
    redis.health = Health::Down;
    redis.error = Error{ErrorCode::RedisUnreachable, "127.0.0.1:6379", "refused"};
    redis.nextRetryMs = snapshot.wallMs + 3'000;
    snapshot.components[std::size_t(Component::State)].health = Health::Off;
    rig.show(snapshot);
    auto* line = rig.window.findChild<StatusLine*>();
    QCOMPARE(line->dotText(Component::KafkaIn), QStringLiteral("Kafka in · lag 0.4 s"));
    QCOMPARE(line->dotText(Component::Redis), QStringLiteral("Redis down · next try in 3.0 s"));
    QCOMPARE(line->dotText(Component::State), QStringLiteral("State off"));
    const auto labels = line->findChildren<QLabel*>();
    const auto label = std::find_if(labels.begin(), labels.end(), [](const QLabel* at) {
        return at->accessibleName().startsWith(QStringLiteral("Redis"));
    });
    QVERIFY((*label)->text().contains(QChar(0x2715)));
    QVERIFY((*label)->toolTip().contains(QStringLiteral("refused")));
    QVERIFY((*label)->toolTip().contains(QStringLiteral("Next try in 3.0 s")));
}

void TestMainWindow::countersAndWatermark()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* line = rig.window.findChild<StatusLine*>();
    QCOMPARE(line->countersText(), QStringLiteral("late 3 · dropped 0 · undecodable 0.01 %"));
    QStringList texts;
    for (const QLabel* label : line->findChildren<QLabel*>())
        texts << label->text();
    QVERIFY(texts.contains(QStringLiteral("52.3K events/s")));
    QVERIFY(texts.contains(QStringLiteral("watermark 14:03:20")));
}

void TestMainWindow::demoBadge()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    rig.show(snapshot);
    const auto badge = [&rig] {
        for (QLabel* label : rig.window.findChildren<QLabel*>())
            if (label->text() == QStringLiteral("DEMO"))
                return label->isVisible();
        return false;
    };
    QVERIFY(!badge());
    snapshot.info.demo = true;
    snapshot.sequence = 2;
    rig.step(snapshot);
    QVERIFY(badge());
}

void TestMainWindow::problemsDrawerByClick()
{
    WindowRig rig;
    Snapshot snapshot = Believable{}.make();
    snapshot.problems = {{ErrorCode::RedisUnreachable, "127.0.0.1:6379", "refused"}};
    rig.show(snapshot);
    auto* button = rig.find<QPushButton>("problems");
    QCOMPARE(button->text(), QStringLiteral("Problems 1"));
    auto* drawer = rig.window.findChild<ProblemsDrawer*>();
    QVERIFY(!drawer->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(drawer->isVisible());
    const QHeaderView* heads = drawer->findChild<QTableView*>()->horizontalHeader();
    for (int i = 0; i < heads->count(); ++i) {
        const QString head = heads->model()->headerData(i, Qt::Horizontal).toString();
        QVERIFY2(heads->sectionSize(i) >= heads->fontMetrics().horizontalAdvance(head) + 8,
                 qPrintable(head));
    }
    QCOMPARE(drawer->problemTexts().size(), 1);
    QVERIFY(drawer->problemTexts().first().contains(QStringLiteral("127.0.0.1:6379")));
    snapshot.problems.clear();
    snapshot.sequence = 2;
    rig.step(snapshot);
    QVERIFY(drawer->problemTexts().isEmpty());
    QTest::keyClick(&rig.window, Qt::Key_Escape);
    QVERIFY(!drawer->isVisible());
    QVERIFY(!button->isChecked());
}

void TestMainWindow::buttonsAndMenuAskByName()
{
    WindowRig rig(ThemeMode::Dark, {.userName = QStringLiteral("li.wei")});
    rig.show(Believable{}.make());
    QSignalSpy share(&rig.window, &MainWindow::shareRequested);
    QTest::mouseClick(rig.find<QPushButton>("share"), Qt::LeftButton);
    QCOMPARE(share.count(), 1);
    auto* menu = rig.window.findChild<MainMenu*>();
    const auto trigger = [menu](const char* name) {
        menu->findChild<QAction*>(QString::fromLatin1(name))->trigger();
    };
    QSignalSpy connection(&rig.window, &MainWindow::connectRequested);
    QSignalSpy users(&rig.window, &MainWindow::usersRequested);
    QSignalSpy settings(&rig.window, &MainWindow::settingsRequested);
    QSignalSpy rows(&rig.window, &MainWindow::undecodableRequested);
    QSignalSpy logout(&rig.window, &MainWindow::logoutRequested);
    for (const char* name : {"connect", "rows", "users", "settings", "logout"})
        trigger(name);
    QCOMPARE(connection.count(), 1);
    QCOMPARE(rows.count(), 1);
    QCOMPARE(users.count(), 1);
    QCOMPARE(settings.count(), 1);
    QCOMPARE(logout.count(), 1);
    QCOMPARE(menu->findChild<QAction*>("user")->text(), QStringLiteral("Logged in as li.wei"));
}

void TestMainWindow::viewersAreNotOfferedTheSettings()
{
    WindowRig rig(ThemeMode::Dark, {.userName = {}, .administrator = false});
    auto* menu = rig.window.findChild<MainMenu*>();
    for (const char* name : {"connect", "rows", "users", "settings", "logout"})
        QVERIFY(!menu->findChild<QAction*>(QString::fromLatin1(name))->isVisible());
    rig.window.setUser(QStringLiteral("ada"), true);
    for (const char* name : {"connect", "rows", "users", "settings", "logout"})
        QVERIFY(menu->findChild<QAction*>(QString::fromLatin1(name))->isVisible());
}

void TestMainWindow::aHoleIsShownWithAChoice()
{
    WindowRig rig;
    rig.show(Believable{}.make());
    auto* oldest = rig.find<QPushButton>("fromOldest");
    auto* newest = rig.find<QPushButton>("fromNow");
    QVERIFY(!oldest->isVisible());
    Snapshot stopped = Believable{.sequence = 2}.make();
    auto& input = stopped.components[static_cast<std::size_t>(Component::KafkaIn)];
    input.health = Health::Stopped;
    input.error = Error{ErrorCode::TopicReplaced, "user_log", "1 partitions instead of 2"};
    rig.step(stopped);
    QVERIFY(oldest->isVisible() && newest->isVisible());
    QSignalSpy spy(&rig.window, &MainWindow::goOnChosen);
    QTest::mouseClick(oldest, Qt::LeftButton);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].value<GoOn>(), GoOn::Oldest);
    QTest::mouseClick(newest, Qt::LeftButton); // decided already
    QCOMPARE(spy.size(), 1);
    rig.step(Believable{.sequence = 3}.make());
    QVERIFY(!oldest->isVisible());
    input.error->code = ErrorCode::OffsetOutOfRange;
    stopped.sequence = 4;
    rig.step(stopped);
    QTest::mouseClick(newest, Qt::LeftButton);
    QCOMPARE(spy[1][0].value<GoOn>(), GoOn::Newest);
    rig.window.setUser(QStringLiteral("viewer"), false);
    QVERIFY(!oldest->isVisible() && !newest->isVisible());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
