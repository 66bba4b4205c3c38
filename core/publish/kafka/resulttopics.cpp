// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/publish/kafka/resulttopics.h"

#include <utility>

namespace shoppulse {

void ResultTopics::look(const KafkaClient& client, std::span<const NewTopic> topics,
                        const std::atomic<bool>& cancel)
{
    std::vector<NewTopic> unseen;
    for (const NewTopic& topic : topics) {
        if (m_topics.try_emplace(topic.name).second)
            unseen.push_back(topic);
    }
    if (!unseen.empty())
        lookAt(client, unseen, true, cancel);
    look(client, cancel);
}

void ResultTopics::look(const KafkaClient& client, const std::atomic<bool>& cancel)
{
    if (m_topics.empty() || Clock::now() < m_lookAt)
        return;
    std::vector<NewTopic> all;
    for (const auto& [name, topic] : m_topics)
        all.push_back(topic.wanted);
    lookAt(client, all, false, cancel);
}

void ResultTopics::lookAt(const KafkaClient& client, std::span<const NewTopic> topics, bool isFirst,
                          const std::atomic<bool>& cancel)
{
    std::vector<std::string> names;
    for (const NewTopic& topic : topics)
        names.push_back(topic.name);
    const auto policies = cleanupPolicies(client, names, cancel);
    std::vector<NewTopic> missing;
    for (const NewTopic& topic : topics) {
        const Result<std::string>& policy = policies.at(topic.name);
        const bool isMissing = !policy && policy.error().code == ErrorCode::TopicUnknown;
        Topic& known = m_topics[topic.name];
        known.wanted = topic;
        if (policy)
            known = {topic, *policy, false, {}};
        else if (isMissing)
            known = {topic, {}, true, {}};
        if (!isMissing && (policy || !isFirst)) // who does not tell may still make it
            continue;
        known.refused.reset();
        missing.push_back(topic);
    }
    if (!missing.empty()) {
        for (auto& [name, error] : createTopics(client, missing, cancel))
            m_topics[name].refused = std::move(error);
    }
    m_lookAt = Clock::now() + m_every;
}

std::optional<Error> ResultTopics::concern() const
{
    std::string names;
    std::string policy;
    for (const auto& [name, topic] : m_topics) {
        const bool suits =
            topic.policy.empty() || topic.policy.find("compact") != std::string::npos;
        if (!topic.wanted.compacted || suits)
            continue;
        names += names.empty() ? name : ", " + name;
        policy = topic.policy;
    }
    if (names.empty())
        return {};
    return Error{ErrorCode::TopicNotCompacted, names, "cleanup.policy=" + policy};
}

Error ResultTopics::cause(Error error) const
{
    const auto topic = m_topics.find(error.subject);
    if (topic == m_topics.end() || !topic->second.refused)
        return error;
    // Who may not make a missing topic is told that it may not use it.
    const bool isForbidden = error.code == ErrorCode::TopicForbidden && topic->second.isMissing;
    if (error.code != ErrorCode::TopicUnknown && !isForbidden)
        return error;
    return {ErrorCode::TopicNotCreated, error.subject, topic->second.refused->detail};
}

} // namespace shoppulse
