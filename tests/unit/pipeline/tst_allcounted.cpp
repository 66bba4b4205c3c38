// SPDX-License-Identifier: GPL-3.0-or-later
// Random and mutated messages through a live pipeline: each is counted once, as a row or as
// undecodable, and what is undecodable comes to the dead letters.
#include "core/pipeline/pipeline.h"
#include "tests/unit/decode/decodetesting.h"

#include <QTest>
#include <nlohmann/json.hpp>

using namespace shoppulse;
using namespace shoppulse::testing;

Q_DECLARE_METATYPE(shoppulse::Format)

namespace {

/// What was sent, counted again in the plainest way.
struct Recount {
    std::uint64_t messages = 0;
    std::uint64_t bytes = 0;
    std::uint64_t lines = 0; ///< that are to be counted, one way or the other
    std::uint64_t rows = 0; ///< at least: all those whose bytes were left alone
    std::uint64_t buys = 0; ///< of these
};

/// Draws messages: some as a producer writes them, some mutated, some mere noise.
class Drawer {
public:
    Drawer(Format format, std::uint64_t seed)
        : m_format(format)
        , m_random(seed)
    {
    }

    [[nodiscard]] const Recount& recount() const { return m_recount; }

    std::string draw()
    {
        const std::uint64_t lot = m_random() % 8;
        std::string message = lot == 0 ? noise() : rows();
        if (lot == 0 || lot > 4)
            message = mutated(std::move(message), m_random);
        ++m_recount.messages;
        m_recount.bytes += message.size();
        m_recount.lines += linesOf(message);
        return message;
    }

    /// Counts a message that is as a producer writes it; the others have their own judge.
    void judge(const std::string& message)
    {
        if (m_format == Format::TaobaoCsv)
            judgeLines(message, &Drawer::judgeCsv);
        else if (m_format == Format::Json)
            judgeJson(message);
        else if (m_format == Format::GenderCode)
            m_recount.rows += message == "0" || message == "1" || message == "2" ? 1 : 0;
        else
            judgeLines(message, &Drawer::judgeAccess);
    }

private:
    std::string noise()
    {
        std::string bytes(m_random() % 200, '\0');
        for (char& byte : bytes)
            byte = static_cast<char>(m_random());
        return bytes;
    }

    std::string rows()
    {
        if (m_format == Format::GenderCode)
            return std::to_string(m_random() % 3);
        if (m_format == Format::Json)
            return "{\"user_id\":" + std::to_string(m_random() % 1000) + ",\"action\":\""
                + std::to_string(m_random() % 4) + "\",\"brand_id\":\"7\",\"gender\":\"1\"}";
        std::string text = row();
        for (std::uint64_t more = m_random() % 3; more > 0; --more)
            text += "\n" + row();
        return text;
    }

    std::string row()
    {
        if (m_format == Format::AccessLog)
            return "10.0.0." + std::to_string(m_random() % 256)
                + " - - [14/Nov/2023:22:13:20 +0000] \"GET /item/1 HTTP/1.1\" 200 5 \"-\" \"-\"";
        return std::to_string(m_random() % 1000) + ",1,5,3," + std::to_string(m_random() % 50)
            + ",11,11," + std::to_string(m_random() % 4) + ",3,0,上海";
    }

    [[nodiscard]] std::uint64_t linesOf(const std::string& message) const
    {
        const bool hasLines = m_format == Format::TaobaoCsv || m_format == Format::AccessLog;
        if (!hasLines || message.empty())
            return 1;
        const auto ends = static_cast<std::uint64_t>(std::ranges::count(message, '\n'));
        return ends + (message.ends_with('\n') ? 0 : 1);
    }

    void judgeLines(const std::string& message, void (Drawer::*judgeLine)(const std::string&))
    {
        std::istringstream lines(message);
        for (std::string line; std::getline(lines, line);) {
            if (line.ends_with('\r'))
                line.pop_back();
            const QByteArrayView bytes(line.data(), static_cast<qsizetype>(line.size()));
            if (!line.empty() && bytes.isValidUtf8() && !bytes.contains('\0'))
                (this->*judgeLine)(line);
        }
    }

    void judgeCsv(const std::string& line)
    {
        const QList<QByteArray> columns = QByteArray::fromStdString(line).split(',');
        if (columns.size() != 11 || columns[7].size() != 1 || columns[7][0] < '0'
            || columns[7][0] > '3')
            return;
        ++m_recount.rows;
        m_recount.buys += columns[7][0] == '2' ? 1 : 0;
    }

    void judgeAccess(const std::string& line)
    {
        // The judge knows only the lines that it drew itself; mutated ones are rows or not.
        m_recount.rows += line.starts_with("10.0.0.") && line.ends_with("\"-\" \"-\"")
                && line.find("- - [14/Nov/2023:22:13:20 +0000] \"GET /item/1 HTTP/1.1\" 200 5")
                    != std::string::npos
            ? 1
            : 0;
    }

    void judgeJson(const std::string& message)
    {
        const nlohmann::json object = nlohmann::json::parse(message, nullptr, false);
        if (!object.is_object() || !object.contains("action"))
            return;
        const nlohmann::json& action = object["action"];
        const std::string text = action.is_string() ? action.get<std::string>() : action.dump();
        if (text.size() != 1 || text[0] < '0' || text[0] > '3')
            return;
        ++m_recount.rows;
        m_recount.buys += text[0] == '2' ? 1 : 0;
    }

    const Format m_format;
    std::mt19937_64 m_random;
    Recount m_recount;
};

/// Hands out what the drawer draws, and stands at its end when all is sent.
class DrawnSource final : public RecordSource {
public:
    DrawnSource(Drawer& drawer, std::uint64_t messages)
        : m_drawer(drawer)
        , m_left(messages)
    {
    }

    std::span<const Record> poll(std::chrono::milliseconds wait) override
    {
        m_records.clear();
        if (m_left == 0) {
            std::unique_lock lock(m_mutex);
            m_woken.wait_for(lock, wait);
        }
        for (std::string& message : m_messages) {
            if (m_left == 0)
                break;
            --m_left;
            message = m_drawer.draw();
            m_drawer.judge(message);
            m_records.push_back(
                {0, m_state.nextOffset, 1'700'000'000'000 + m_state.nextOffset / 8, message});
            m_state.endOffset = ++m_state.nextOffset;
        }
        m_state.atEnd = m_left == 0;
        return m_records;
    }

    void eventTime(std::int32_t, std::int64_t) override { }
    std::span<const PartitionState> partitions() const override { return {&m_state, 1}; }
    void wake() override { m_woken.notify_all(); }

private:
    Drawer& m_drawer;
    std::uint64_t m_left;
    std::array<std::string, 500> m_messages;
    std::vector<Record> m_records;
    PartitionState m_state;
    std::mutex m_mutex;
    std::condition_variable m_woken;
};

struct CountingSink final : DeadLetterSink {
    explicit CountingSink(std::atomic<std::uint64_t>& letters)
        : m_letters(letters)
    {
    }
    Result<void> write(std::vector<DeadLetter>& letters) override
    {
        m_letters += letters.size();
        letters.clear();
        return {};
    }
    Result<void> reach() override { return {}; }
    std::size_t longest() const override { return 1 << 20; }
    std::string target() const override { return "memory"; }
    void cancel() override { }

private:
    std::atomic<std::uint64_t>& m_letters;
};

} // namespace

class TestAllCounted : public QObject {
    Q_OBJECT
private slots:
    void everyMessageIsCountedOnce_data()
    {
        QTest::addColumn<Format>("format");
        QTest::addColumn<int>("messages");
        QTest::newRow("taobao-csv") << Format::TaobaoCsv << 300'000;
        QTest::newRow("gender-code") << Format::GenderCode << 400'000;
        QTest::newRow("json") << Format::Json << 150'000;
        QTest::newRow("access-log") << Format::AccessLog << 150'000;
    }
    void everyMessageIsCountedOnce()
    {
        QFETCH(Format, format);
        QFETCH(int, messages);
        Drawer drawer(format, 11);
        std::atomic<std::uint64_t> letters = 0;
        const SystemClock clock;
        StatusBoard board;
        Pipeline::Config config;
        config.info.format = format;
        config.info.profile = std::make_shared<const Profile>(
            *loadProfile(format == Format::AccessLog ? "access-log" : "taobao", {}));
        config.deadLetters = std::make_unique<CountingSink>(letters);
        RecordSources sources;
        sources.push_back(
            std::make_unique<DrawnSource>(drawer, static_cast<std::uint64_t>(messages)));
        Pipeline pipeline(std::move(config), std::move(sources), board, clock);
        pipeline.start();
        const auto counters = [&] {
            const SnapshotPtr snapshot = pipeline.hub().newest();
            return snapshot ? snapshot->counters : Counters{};
        };
        QTRY_COMPARE_WITH_TIMEOUT(counters().messages, static_cast<std::uint64_t>(messages),
                                  90'000);
        pipeline.stop();

        const Recount& sent = drawer.recount();
        const Counters counted = counters();
        QCOMPARE(counted.messages, sent.messages);
        QCOMPARE(counted.bytes, sent.bytes);
        QCOMPARE(counted.rows + counted.undecodableTotal() + counted.headerLines, sent.lines);
        if (format == Format::AccessLog) // its judge knows untouched lines only
            QVERIFY(counted.rows >= sent.rows);
        else
            QCOMPARE(counted.rows, sent.rows);
        QVERIFY(sent.rows > sent.lines / 4 && counted.undecodableTotal() > sent.lines / 20);
        if (format == Format::TaobaoCsv || format == Format::Json) {
            const auto buy = static_cast<std::size_t>(Action::Buy);
            QCOMPARE(pipeline.hub().newest()->behavior.counts[buy], sent.buys);
        }
        const ComponentStatus status =
            board.read()[static_cast<std::size_t>(Component::DeadLetters)];
        QCOMPARE(letters + status.dropped, counted.undecodableTotal());
        QCOMPARE(status.dropped, 0U);
    }
};

QTEST_GUILESS_MAIN(TestAllCounted)
#include "tst_allcounted.moc"
