// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/source/replay.h"

#include "core/base/clock.h"
#include "core/source/kafkaclient.h"
#include "core/source/kafkaerrors.h"
#include "core/source/linereader.h"

#include <algorithm>
#include <cmath>

namespace shoppulse {
namespace {

constexpr int kAnswerMs = 3500;
constexpr std::int64_t kProgressMs = 200;
constexpr int kPollMs = 50;
/// Time between rows when no rate tells it.
constexpr double kFastRowMs = 1;

KafkaProperties replayDefaults()
{
    return {
        {"linger.ms", "20"},
        {"compression.codec", "lz4"},
        {"message.timeout.ms", "120000"},
        {"queue.buffering.max.kbytes", "65536"},
        {"batch.size", "1000000"},
    };
}

class Replay {
public:
    Replay(std::unique_ptr<KafkaClient> client, const std::string& topic,
           const ReplayOptions& options, const ReplayProgress& progress,
           const std::atomic<bool>& cancel)
        : m_client(std::move(client))
        , m_topic(topic)
        , m_handle(rd_kafka_topic_new(m_client->handle(), topic.c_str(), nullptr))
        , m_options(options)
        , m_progress(progress)
        , m_cancel(cancel)
        , m_beginMs(m_clock.steadyMs())
    {
        m_client->setOnDelivery([this](const rd_kafka_message_t& message) { delivered(message); });
    }

    Result<ReplaySummary> run()
    {
        if (Result<void> found = findTopic(); !found)
            return Unexpected(found.error());
        bool again = true;
        while (again) {
            const std::uint64_t before = m_sentRows;
            if (Result<void> sent = sendFile(); !sent)
                return Unexpected(sent.error());
            again = m_options.loop && m_sentRows > before && !m_cancel;
        }
        return settle();
    }

private:
    /// A topic that the broker is just creating at our asking is waited for.
    Result<void> findTopic()
    {
        while (true) {
            const Result<TopicMetadata> found = m_client->metadata(m_topic, kAnswerMs, m_cancel);
            const bool over = m_cancel || m_clock.steadyMs() - m_beginMs > kAnswerMs;
            if (found)
                m_partitions = found->partitions;
            else if (over || found.error().code != ErrorCode::TopicUnknown)
                return Unexpected(found.error());
            if (found)
                return {};
            m_client->poll(kPollMs);
        }
    }

    Result<void> sendFile()
    {
        Result<LineReader> reader = LineReader::open(m_options.file);
        if (!reader)
            return Unexpected(reader.error());
        while (!m_cancel && !m_failure) {
            const Result<int> rows = gather(*reader);
            if (!rows)
                return Unexpected(rows.error());
            if (*rows == 0)
                return {};
            if (Result<void> sent = send(*rows); !sent)
                return sent;
        }
        return m_failure ? Result<void>(Unexpected(*m_failure)) : Result<void>();
    }

    /// Joins the next lines to one message; their number, 0 at the file's end.
    Result<int> gather(LineReader& reader)
    {
        m_message.clear();
        std::string_view line;
        int rows = 0;
        for (; rows < m_options.rowsPerMessage; ++rows) {
            const Result<bool> more = reader.next(line);
            if (!more)
                return Unexpected(more.error());
            if (!*more)
                break;
            if (rows > 0)
                m_message += '\n';
            m_message += line;
        }
        // A line end at the message's end makes no further line: an empty last one needs its own.
        if (rows > 1 && m_message.ends_with('\n'))
            m_message += '\n';
        return rows;
    }

    Result<void> send(int rows)
    {
        waitForTurn();
        const std::int64_t time = recordMs();
        while (!m_cancel && !m_failure) {
            const rd_kafka_resp_err_t code = rd_kafka_producev(
                m_client->handle(), RD_KAFKA_V_RKT(m_handle.get()),
                RD_KAFKA_V_PARTITION(static_cast<std::int32_t>(
                    m_sentMessages % static_cast<std::uint64_t>(m_partitions))),
                RD_KAFKA_V_TIMESTAMP(time), RD_KAFKA_V_VALUE(m_message.data(), m_message.size()),
                RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                RD_KAFKA_V_OPAQUE(reinterpret_cast<void*>(static_cast<std::uintptr_t>(rows))),
                RD_KAFKA_V_END);
            if (code != RD_KAFKA_RESP_ERR_NO_ERROR && code != RD_KAFKA_RESP_ERR__QUEUE_FULL)
                return fail(code);
            serve(code == RD_KAFKA_RESP_ERR__QUEUE_FULL ? kPollMs : 0);
            if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
                continue;
            m_sentRows += static_cast<std::uint64_t>(rows);
            ++m_sentMessages;
            return {};
        }
        return {};
    }

    /// Holds the rate; what the machine lost it may catch up.
    void waitForTurn()
    {
        if (m_options.rate <= 0)
            return;
        const auto due = m_beginMs
            + static_cast<std::int64_t>(static_cast<double>(m_sentRows) * 1000 / m_options.rate);
        while (!m_cancel && !m_failure) {
            const std::int64_t left = due - m_clock.steadyMs();
            if (left <= 0)
                return;
            serve(static_cast<int>(std::min<std::int64_t>(left, kPollMs)));
        }
    }

    [[nodiscard]] std::int64_t recordMs() const
    {
        if (!m_options.startMs)
            return m_clock.wallMs();
        const double step = m_options.rate > 0 ? 1000 / m_options.rate : kFastRowMs;
        return *m_options.startMs
            + static_cast<std::int64_t>(std::floor(static_cast<double>(m_sentRows) * step));
    }

    /// Serves callbacks and tells the progress.
    void serve(int waitMs)
    {
        m_client->poll(waitMs);
        const std::int64_t now = m_clock.steadyMs();
        if (now < m_nextProgressMs)
            return;
        m_nextProgressMs = now + kProgressMs;
        if (m_rows != m_toldRows)
            m_client->clearErrors();
        m_toldRows = m_rows;
        m_progress({m_rows, m_client->error()});
    }

    void delivered(const rd_kafka_message_t& message)
    {
        if (message.err == RD_KAFKA_RESP_ERR_NO_ERROR) {
            m_rows += reinterpret_cast<std::uintptr_t>(message._private);
            ++m_messages;
        } else if (!m_failure) {
            m_failure = failureOf(message.err);
        }
    }

    [[nodiscard]] Error failureOf(rd_kafka_resp_err_t code) const
    {
        const std::optional<Error> named = m_client->error();
        const bool lost = code == RD_KAFKA_RESP_ERR__MSG_TIMED_OUT && named;
        return lost ? *named : topicError(code, m_topic);
    }

    [[nodiscard]] Unexpected fail(rd_kafka_resp_err_t code) const
    {
        return Unexpected(failureOf(code));
    }

    Result<ReplaySummary> settle()
    {
        while (rd_kafka_outq_len(m_client->handle()) > 0 && !m_failure)
            serve(kPollMs);
        m_progress({m_rows, {}});
        if (m_failure)
            return Unexpected(*m_failure);
        const double seconds = static_cast<double>(m_clock.steadyMs() - m_beginMs) / 1000;
        return ReplaySummary{m_rows, m_messages, seconds};
    }

    const SystemClock m_clock;
    const std::unique_ptr<KafkaClient> m_client;
    const std::string m_topic;
    const KafkaTopicHandle m_handle;
    const ReplayOptions& m_options;
    const ReplayProgress& m_progress;
    const std::atomic<bool>& m_cancel;
    const std::int64_t m_beginMs;
    std::int64_t m_nextProgressMs = 0;
    int m_partitions = 0;
    std::string m_message;
    std::uint64_t m_sentRows = 0;
    std::uint64_t m_sentMessages = 0;
    std::uint64_t m_rows = 0; ///< delivered
    std::uint64_t m_messages = 0;
    std::uint64_t m_toldRows = 0;
    std::optional<Error> m_failure;
};

} // namespace

Result<ReplaySummary> replay(const KafkaConfig& config, const ReplayOptions& options,
                             const ReplayProgress& progress, const std::atomic<bool>& cancel)
{
    if (Result<void> name = checkTopicName(config.topic); !name)
        return Unexpected(name.error());
    // The file first: a wrong path needs no broker.
    if (options.file != "-")
        if (Result<LineReader> readable = LineReader::open(options.file); !readable)
            return Unexpected(readable.error());
    Result<std::unique_ptr<KafkaClient>> client = KafkaClient::open(
        config, KafkaClient::Role::Producer, replayDefaults(), {{"enable.idempotence", "true"}});
    if (!client)
        return Unexpected(client.error());
    return Replay(std::move(*client), config.topic, options, progress, cancel).run();
}

} // namespace shoppulse
