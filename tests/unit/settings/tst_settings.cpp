// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/folders.h"
#include "core/settings/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shoppulse;

class TestSettings : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path() const { return m_folder.filePath("settings.toml").toStdString(); }
    std::string errorOf(const QByteArray& text) const
    {
        QFile file(QString::fromStdString(path()));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            return "cannot write";
        file.close();
        const auto settings = Settings::load(path());
        return settings ? "no error" : settings.error().detail;
    }

private slots:
    void noFileGivesTheDefaults()
    {
        const auto settings = Settings::load(m_folder.filePath("none").toStdString());
        QVERIFY(settings);
        QCOMPARE(settings->theme, std::string("system"));
        QCOMPARE(settings->windows.latenessMs, WindowSettings().latenessMs);
    }
    void savedIsReadAgain()
    {
        Settings settings;
        settings.theme = "dark";
        settings.language = "zh_CN";
        settings.lastConnection = "店铺 \"1\"";
        settings.sharingAddress = "127.0.0.1:9999";
        settings.windowLayout = "AAAA/w==";
        settings.windows = {.latenessMs = 2'500,
                            .keptMs = 60 * 60'000,
                            .rankingMs = 30'000,
                            .visitorsMs = 120'000,
                            .topN = 5};
        QVERIFY(settings.save(path()));
        const auto loaded = Settings::load(path());
        QVERIFY(loaded);
        QCOMPARE(loaded->theme, settings.theme);
        QCOMPARE(loaded->language, settings.language);
        QCOMPARE(loaded->lastConnection, settings.lastConnection);
        QCOMPARE(loaded->sharingAddress, settings.sharingAddress);
        QCOMPARE(loaded->windowLayout, settings.windowLayout);
        QCOMPARE(loaded->windows.latenessMs, settings.windows.latenessMs);
        QCOMPARE(loaded->windows.keptMs, settings.windows.keptMs);
        QCOMPARE(loaded->windows.rankingMs, settings.windows.rankingMs);
        QCOMPARE(loaded->windows.visitorsMs, settings.windows.visitorsMs);
        QCOMPARE(loaded->windows.topN, settings.windows.topN);
    }
    void errorsNameThePlace()
    {
        QCOMPARE(errorOf("theme = \"pink\"\n"),
                 std::string("line 1, column 9: theme must be one of: system, light, dark"));
        QCOMPARE(errorOf("theme = \"dark\"\n[windows]\ntop = 0\n"),
                 std::string("line 3, column 7: top must be a whole number from 1 to 100"));
        QCOMPARE(errorOf("windows = 3\n"),
                 std::string("line 1, column 11: windows must be a table"));
        QCOMPARE(errorOf("[windows]\nlate = 3\n"),
                 std::string("line 2, column 8: late is not a known setting"));
    }
    void foldersFollowTheEnvironment()
    {
        qputenv("HOME", "/home/ann");
        qputenv("XDG_CONFIG_HOME", "/etc/ann");
        qputenv("XDG_STATE_HOME", "relative/is/ignored");
        QCOMPARE(configFolder(), std::string("/etc/ann/shoppulse"));
        QCOMPARE(stateFolder(), std::string("/home/ann/.local/state/shoppulse"));
        qunsetenv("XDG_CONFIG_HOME");
        QCOMPARE(configFolder(), std::string("/home/ann/.config/shoppulse"));
    }
};

QTEST_APPLESS_MAIN(TestSettings)
#include "tst_settings.moc"
