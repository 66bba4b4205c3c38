// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/profile/profile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace shoppulse;

namespace {

const std::string kLeast = "name = \"mine\"\n";

std::string errorOf(const std::string& toml)
{
    const auto profile = parseProfile(toml, "mine.toml");
    return profile ? std::string()
                   : std::string(errorId(profile.error().code)) + "|" + profile.error().subject
            + "|" + profile.error().detail;
}

void writeFile(const QString& path, const std::string& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text.data(), static_cast<qint64>(text.size())),
             static_cast<qint64>(text.size()));
}

} // namespace

class TestProfile : public QObject {
    Q_OBJECT
private slots:
    void formatsHaveIdsBothWays()
    {
        for (const Format format :
             {Format::Auto, Format::TaobaoCsv, Format::GenderCode, Format::Json, Format::AccessLog})
            QVERIFY(formatFromId(formatId(format)) == format);
        QCOMPARE(formatId(Format::TaobaoCsv), std::string_view("taobao-csv"));
        QVERIFY(!formatFromId("csv"));
        QVERIFY(!formatFromId(""));
    }

    void builtInsAreCompleteInBothLanguages()
    {
        QCOMPARE(builtInProfiles(), (std::vector<std::string>{"taobao", "access-log"}));
        for (const std::string& name : builtInProfiles()) {
            const auto profile = loadProfile(name, "");
            QVERIFY2(profile.has_value(), profile ? "" : describe(profile.error()).c_str());
            QCOMPARE(profile->name, name);
            QVERIFY(!profile->title.en.empty() && !profile->title.zh.empty());
            QCOMPARE(profile->timeZone, std::string("Asia/Shanghai"));
            for (const Dimension dimension :
                 {Dimension::Gender, Dimension::Age, Dimension::Action, Dimension::Province}) {
                const CodeTable& table = profile->table(dimension);
                QVERIFY(table.dimension == dimension);
                QCOMPARE(table.labels.size(), idsOf(dimension).size());
                for (const Label& label : table.labels)
                    QVERIFY(!label.en.empty() && !label.zh.empty());
            }
        }
    }

    void taobaoSaysWhatTheDataSetSays()
    {
        const auto taobao = loadProfile("taobao", "");
        QVERIFY(taobao.has_value());
        const auto categoryOf = [&](Dimension dimension, std::string_view text) {
            for (const Code& code : taobao->table(dimension).codes) {
                if (code.text == text)
                    return idsOf(dimension)[code.category];
            }
            return std::string_view("none");
        };
        QCOMPARE(categoryOf(Dimension::Gender, "0"), std::string_view("female"));
        QCOMPARE(categoryOf(Dimension::Gender, "1"), std::string_view("male"));
        QCOMPARE(categoryOf(Dimension::Gender, "2"), std::string_view("unknown"));
        const std::vector<std::string_view> ages{"unknown", "u18",   "18-24", "25-29", "30-34",
                                                 "35-39",   "40-49", "50+",   "50+"};
        for (std::size_t i = 0; i < ages.size(); ++i)
            QCOMPARE(categoryOf(Dimension::Age, std::to_string(i)), ages[i]);
        for (std::size_t i = 0; i < kActionIds.size(); ++i)
            QCOMPARE(categoryOf(Dimension::Action, std::to_string(i)), kActionIds[i]);
        QCOMPARE(categoryOf(Dimension::Action, "4"), std::string_view("none"));
        QCOMPARE(taobao->action.labels[2].zh, std::string("购买"));
        QCOMPARE(taobao->age.labels[6].en, std::string("≥50"));
        for (std::size_t i = 0; i < kProvinceUnknown; ++i)
            QCOMPARE(taobao->province.labels[i].zh, std::string(kProvinceIds[i]));
        QCOMPARE(taobao->province.labels[4].en, std::string("Inner Mongolia"));
        QCOMPARE(taobao->province.labels[kProvinceUnknown].zh, std::string("未知"));
    }

    void accessLogHasRules()
    {
        const auto profile = loadProfile("access-log", "");
        QVERIFY(profile.has_value());
        QVERIFY(profile->format == Format::AccessLog);
        QCOMPARE(profile->accessRules.front().method, std::string("POST"));
        QCOMPARE(profile->accessRules.front().pathPrefix, std::string("/cart"));
        QVERIFY(profile->accessRules.front().action == Action::Cart);
        QVERIFY(profile->accessRules.back().method.empty());
    }

    void whatIsLeftOutIsTaobaos()
    {
        const auto taobao = loadProfile("taobao", "");
        const auto profile =
            parseProfile(kLeast
                             + "[gender]\ncodes = { F = \"female\" }\nlabels.male.en = \"men\"\n"
                               "labels.male.zh = \"男士\"\n[json]\nuser = \"who.id\"\n",
                         "mine");
        QVERIFY2(profile.has_value(), profile ? "" : describe(profile.error()).c_str());
        QCOMPARE(profile->title.en, std::string("mine"));
        QCOMPARE(profile->gender.codes.size(), std::size_t(1));
        QCOMPARE(profile->gender.codes[0].text, std::string("F"));
        QCOMPARE(profile->gender.labels[1].zh, std::string("男士"));
        QCOMPARE(profile->gender.labels[0].en, taobao->gender.labels[0].en);
        QCOMPARE(profile->age.codes.size(), taobao->age.codes.size());
        QCOMPARE(profile->json.user, std::string("who.id"));
        QCOMPARE(profile->json.brand, std::string("brand_id"));
        QVERIFY(profile->panels == taobao->panels);
    }

    void errorsNameLineColumnAndWhatWasExpected_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("place");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const char* toml, const char* place,
                            const char* expected, const char* code = "profile_value") {
            QTest::newRow(name) << QByteArray(toml) << QByteArray(code) << QByteArray(place)
                                << QByteArray(expected);
        };
        row("not TOML", "name = \"x\"\nformat = =\n", "line 2, column 10", "", "profile_syntax");
        row("key twice", "name = \"x\"\nname = \"y\"\n", "line 2", "name", "profile_syntax");
        row("bytes", "name = \"\xff\"\n", "line 1", "", "profile_syntax");
        row("no name", "format = \"auto\"\n", "line 1", "\"name\"");
        row("empty name", "name = \"\"\n", "line 1, column 8", "not empty");
        row("name is a number", "name = 5\n", "line 1, column 8", "text in quotes");
        row("unknown key", "name = \"x\"\ncolour = 1\n", "line 2, column 1", "\"colour\"");
        row("format", "name = \"x\"\nformat = \"xml\"\n", "line 2, column 10", "gender-code");
        row("zone", "name = \"x\"\ntime_zone = \"Mars\"\n", "line 2, column 13", "IANA");
        row("panels", "name = \"x\"\npanels = \"age\"\n", "line 2, column 10", "list");
        row("panel", "name = \"x\"\npanels = [\"age\", \"x\"]\n", "line 2, column 18",
            "found \"x\"");
        row("panel twice", "name = \"x\"\npanels = [\"age\", \"age\"]\n", "line 2, column 18",
            "again");
        row("title", "name = \"x\"\n[title]\nen = \"X\"\n", "line 2, column 1", "\"zh\"");
        row("title's keys", "name = \"x\"\ntitle = { en = \"X\", zh = \"X\", de = \"X\" }\n",
            "line 2, column 31", "\"de\"");
        row("dimension", "name = \"x\"\ngender = 1\n", "line 2, column 10", "table");
        row("dimension's keys", "name = \"x\"\n[age]\ncode = {}\n", "line 3, column 1",
            "codes, labels");
        row("category", "name = \"x\"\n[age.codes]\n1 = \"60+\"\n", "line 3, column 5",
            "u18, 18-24, 25-29, 30-34, 35-39, 40-49, 50+, unknown");
        row("no unknown action", "name = \"x\"\n[action.codes]\n9 = \"unknown\"\n",
            "line 3, column 5", "pv, cart, buy, fav");
        row("label's category", "name = \"x\"\n[gender.labels]\nm = { en = \"a\", zh = \"b\" }\n",
            "line 3, column 1", "female, male, unknown");
        row("label", "name = \"x\"\n[gender.labels]\nmale = \"m\"\n", "line 3, column 8",
            "label such as");
        row("json key", "name = \"x\"\n[json]\nitem = \"i\"\n", "line 3, column 1", "\"item\"");
        row("json path", "name = \"x\"\n[json]\nuser = \"a..b\"\n", "line 3, column 8",
            "dotted path");
        row("json action", "name = \"x\"\n[json]\naction = \"\"\n", "line 2, column 1", "action");
        row("no rules", "name = \"x\"\nformat = \"access-log\"\n", "line 1", "[[access_rule]]");
        row("rules are no list", "name = \"x\"\naccess_rule = 1\n", "line 2, column 15", "list");
        row("rule is no table", "name = \"x\"\naccess_rule = [1]\n", "line 2, column 16", "table");
        row("rule's path", "name = \"x\"\n[[access_rule]]\naction = \"pv\"\n", "line 2, column 1",
            "\"path\"");
        row("rule's action", "name = \"x\"\n[[access_rule]]\npath = \"/\"\naction = \"see\"\n",
            "line 4, column 10", "pv, cart");
        row("format is no text", "name = \"x\"\nformat = 7\n", "line 2, column 10", "text");
        row("title is no table", "name = \"x\"\ntitle = \"X\"\n", "line 2, column 9", "\"title\"");
        row("title's text", "name = \"x\"\n[title]\nen = \"X\"\nzh = 1\n", "line 4, column 6",
            "text in quotes");
        row("zone is no text", "name = \"x\"\ntime_zone = 8\n", "line 2, column 13", "text");
        row("panel is no text", "name = \"x\"\npanels = [1]\n", "line 2, column 11", "text");
        row("codes are no table", "name = \"x\"\n[age]\ncodes = []\n", "line 3, column 9",
            "\"codes\"");
        row("labels are no table", "name = \"x\"\n[age]\nlabels = 1\n", "line 3, column 10",
            "\"labels\"");
        row("code is no text", "name = \"x\"\n[gender.codes]\nF = 0\n", "line 3, column 5", "text");
        row("label without zh", "name = \"x\"\n[gender.labels]\nmale = { en = \"m\" }\n",
            "line 3, column 8", "\"zh\"");
        row("json is no table", "name = \"x\"\njson = \"a\"\n", "line 2, column 8", "\"json\"");
        row("json path is no text", "name = \"x\"\n[json]\nuser = 1\n", "line 3, column 8", "text");
        row("event time's path", "name = \"x\"\n[json]\nevent_time = \".ts\"\n",
            "line 3, column 14", "dotted path");
        row("rule without action", "name = \"x\"\n[[access_rule]]\npath = \"/\"\n",
            "line 2, column 1", "\"action\"");
        row("rule's method",
            "name = \"x\"\n[[access_rule]]\nmethod = 1\npath = \"/\"\naction = \"pv\"\n",
            "line 3, column 10", "text in quotes");
        row("rule's keys", "name = \"x\"\n[[access_rule]]\npath = \"/\"\naction = \"pv\"\nq = 1\n",
            "line 5, column 1", "\"q\"");
    }
    void errorsNameLineColumnAndWhatWasExpected()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, place);
        QFETCH(QByteArray, expected);
        const std::string error = errorOf(toml.toStdString());
        QVERIFY2(error.starts_with(code.toStdString() + "|mine.toml|" + place.toStdString()),
                 error.c_str());
        QVERIFY2(error.find(expected.toStdString()) != std::string::npos, error.c_str());
    }

    void filesAreFoundByPathAndByName()
    {
        const QTemporaryDir folder;
        const std::string base = folder.path().toStdString();
        writeFile(folder.filePath("mine.toml"), kLeast);
        writeFile(folder.filePath("taobao.toml"), kLeast);
        QCOMPARE(loadProfile("mine", base)->name, std::string("mine"));
        QCOMPARE(loadProfile(base + "/mine.toml", "")->name, std::string("mine"));
        QCOMPARE(loadProfile("taobao", base)->name, std::string("taobao")); // built in wins

        QVERIFY(loadProfile("other", base).error().code == ErrorCode::ProfileUnknown);
        QCOMPARE(loadProfile("other", base).error().subject, std::string("other"));
        QVERIFY(loadProfile("other", "").error().code == ErrorCode::ProfileUnknown);
        QVERIFY(loadProfile(base + "/no.toml", "").error().code == ErrorCode::FileUnreadable);
        QVERIFY(QDir(folder.path()).mkdir("dir.toml"));
        QVERIFY(loadProfile(base + "/dir.toml", "").error().code == ErrorCode::FileUnreadable);
        writeFile(folder.filePath("bad.toml"), "x");
        QVERIFY(loadProfile("bad", base).error().code == ErrorCode::ProfileSyntax);
    }
};

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_profile.moc"
