// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>
#include <functional>
#include <utility>

namespace shoppulse {

/// One thread for work that would hold up the GUI: hashing, files. Each job's result comes back to
/// the thread that made the worker. Its end waits for the running job and drops those results.
class Worker {
public:
    Worker() { m_pool.setMaxThreadCount(1); }
    ~Worker()
    {
        m_pool.clear();
        m_pool.waitForDone();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    /// `work` runs on the worker's thread, `done` with its result on the maker's.
    template <class Work, class Done> void run(Work work, Done done)
    {
        m_pool.start([this, work = std::move(work), done = std::move(done)]() mutable {
            auto post = [done = std::move(done), result = work()]() mutable {
                done(std::move(result));
            };
            QMetaObject::invokeMethod(&m_context, std::move(post), Qt::QueuedConnection);
        });
    }

private:
    QObject m_context; ///< declared first: outlives the pool
    QThreadPool m_pool;
};

} // namespace shoppulse
