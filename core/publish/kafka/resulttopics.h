// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/publish/kafka/topicadmin.h"

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>

namespace shoppulse {

/// The topics that results go to: made before the first result where they are missing, and looked
/// at again now and then, as an administrator may change or delete them. A cluster that tells
/// nothing of its topics is not suspected. One thread (the sink's), which waits at most 6 s.
class ResultTopics {
public:
    explicit ResultTopics(std::chrono::milliseconds every)
        : m_every(every)
    {
    }

    /// Looks at those of the topics that are new, and at all of them when it is time.
    void look(const KafkaClient& client, std::span<const NewTopic> topics,
              const std::atomic<bool>& cancel);
    /// Looks at all of them when it is time.
    void look(const KafkaClient& client, const std::atomic<bool>& cancel);
    /// All are looked at before the next result.
    void forget() { m_topics.clear(); }

    /// Which of them should be compacted and are not.
    [[nodiscard]] std::optional<Error> concern() const;
    /// Why sending failed, when it is that its topic is missing and could not be made.
    [[nodiscard]] Error cause(Error error) const;

private:
    struct Topic {
        NewTopic wanted;
        std::string policy; ///< empty: not known
        bool isMissing = false; ///< so the cluster said
        std::optional<Error> refused; ///< making it
    };
    using Clock = std::chrono::steady_clock;

    void lookAt(const KafkaClient& client, std::span<const NewTopic> topics, bool isFirst,
                const std::atomic<bool>& cancel);

    const std::chrono::milliseconds m_every;
    std::map<std::string, Topic> m_topics;
    Clock::time_point m_lookAt{};
};

} // namespace shoppulse
