// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/probe.h"

#include <QObject>
#include <atomic>
#include <functional>
#include <thread>

namespace shoppulse {

/// probe() or what stands for it.
using ProbeFunction =
    std::function<void(const KafkaConfig&, const Profile&,
                       const std::function<void(const ProbeReport&)>&, const std::atomic<bool>&)>;

/// Runs the test of a connection on a thread of its own; its steps come as signals on the thread
/// that owns the runner. Its end cancels the test and waits for it.
class ProbeRunner : public QObject {
    Q_OBJECT
public:
    explicit ProbeRunner(ProbeFunction function, QObject* parent = nullptr);
    ~ProbeRunner() override;

    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Only when none is running.
    void start(const KafkaConfig& config, const Profile& profile);
    /// finished() comes still, and no step any more.
    void cancel();

signals:
    void stepEnded(const ProbeReport& report);
    void finished(bool cancelled);

private:
    void end();

    const ProbeFunction m_function;
    std::atomic<bool> m_cancel = false;
    bool m_running = false;
    std::thread m_thread;
};

} // namespace shoppulse
