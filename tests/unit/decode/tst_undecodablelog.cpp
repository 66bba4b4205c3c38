// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decode/undecodablelog.h"

#include <QTest>
#include <set>
#include <thread>

using namespace shoppulse;

namespace {

UndecodableRow rowAt(std::int64_t offset)
{
    UndecodableRow row;
    row.offset = offset;
    return row;
}

} // namespace

class TestUndecodableLog : public QObject {
    Q_OBJECT
private slots:
    void keepsTheNewest()
    {
        UndecodableLog log(3);
        QVERIFY(log.newest().empty());
        for (int i = 1; i <= 5; ++i)
            log.add(rowAt(i));
        const auto rows = log.newest();
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows.front().offset, std::int64_t(5));
        QCOMPARE(rows.back().offset, std::int64_t(3));
        QCOMPARE(log.newest(1).size(), std::size_t(1));
        QCOMPARE(log.newest(1).front().offset, std::int64_t(5));
        QVERIFY(log.newest(0).empty());
    }
    void threadsMayShareIt()
    {
        UndecodableLog log(100);
        std::vector<std::thread> threads;
        for (int t = 0; t < 3; ++t) {
            threads.emplace_back([&log] {
                for (int i = 0; i < 1000; ++i) {
                    log.add(rowAt(i));
                    QVERIFY(log.newest(10).size() <= 10);
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(log.newest().size(), std::size_t(100));
    }
    void excerptShowsWhatIsThere()
    {
        QCOMPARE(escapedExcerpt(""), std::string());
        QCOMPARE(escapedExcerpt("1,2,上海"), std::string("1,2,上海"));
        QCOMPARE(escapedExcerpt(std::string_view("a\0\t\x7f\xff", 5)),
                 std::string("a\\x00\\x09\\x7f\\xff"));
        QCOMPARE(escapedExcerpt("\xe4\xb8"), std::string("\\xe4\\xb8"));
        QCOMPARE(escapedExcerpt("\xc2\x85"), std::string("\\xc2\\x85")); // a C1 control
        QCOMPARE(escapedExcerpt("a\u202eb"), std::string("a\\xe2\\x80\\xaeb")); // right to left
    }
    void excerptIsCutBetweenCharacters()
    {
        QCOMPARE(escapedExcerpt(std::string(300, 'x')), std::string(256, 'x'));
        QCOMPARE(escapedExcerpt(std::string(255, 'x') + "上海"), std::string(255, 'x'));
        QCOMPARE(escapedExcerpt(std::string(253, 'x') + "上海"), std::string(253, 'x') + "上");
    }
    void everyReasonHasItsOwnId()
    {
        std::set<std::string_view> ids;
        for (int i = 0; i < static_cast<int>(Undecodable::Count_); ++i)
            QVERIFY(ids.insert(undecodableId(static_cast<Undecodable>(i))).second);
        QVERIFY(ids.count("") == 0);
        QCOMPARE(undecodableId(Undecodable::Empty), std::string_view("empty"));
        QCOMPARE(undecodableId(Undecodable::FieldCount), std::string_view("field_count"));
        QCOMPARE(undecodableId(Undecodable::AccessLog), std::string_view("access_log"));
    }
};

QTEST_APPLESS_MAIN(TestUndecodableLog)
#include "tst_undecodablelog.moc"
