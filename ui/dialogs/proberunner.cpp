// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/proberunner.h"

namespace shoppulse {

ProbeRunner::ProbeRunner(ProbeFunction function, QObject* parent)
    : QObject(parent)
    , m_function(std::move(function))
{
}

ProbeRunner::~ProbeRunner()
{
    cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void ProbeRunner::start(const KafkaConfig& config, const Profile& profile)
{
    m_cancel = false;
    m_running = true;
    m_thread = std::thread([this, config, profile] {
        const auto report = [this](const ProbeReport& step) {
            QMetaObject::invokeMethod(
                this,
                [this, step] {
                    if (!m_cancel)
                        emit stepEnded(step);
                },
                Qt::QueuedConnection);
        };
        m_function(config, profile, report, m_cancel);
        QMetaObject::invokeMethod(this, &ProbeRunner::end, Qt::QueuedConnection);
    });
}

void ProbeRunner::cancel()
{
    m_cancel = true;
}

void ProbeRunner::end()
{
    m_thread.join();
    m_running = false;
    emit finished(m_cancel);
}

} // namespace shoppulse
