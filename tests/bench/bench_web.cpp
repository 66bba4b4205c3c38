// SPDX-License-Identifier: GPL-3.0-or-later
// What live views cost: N viewers, a new snapshot of some 4 KB five times a second. Prints the web
// thread's CPU and whether every viewer got every message. Usage: bench_web [viewers] [seconds]
#include "core/snapshot/snapshothub.h"
#include "core/snapshot/snapshotjson.h"
#include "ui/web/webserver.h"

#include <QCoreApplication>
#include <QThread>
#include <arpa/inet.h>
#include <atomic>
#include <cstdio>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace shoppulse;

namespace {

constexpr int kTicksPerSecond = 5;

SnapshotPtr snapshotOf4Kb(std::uint64_t sequence)
{
    static const auto profile = std::make_shared<const Profile>();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->sequence = sequence;
    snapshot->info.topic = "bench";
    snapshot->info.profile = profile;
    for (Kpi& kpi : snapshot->kpis)
        kpi.spark.assign(60, static_cast<double>(1'000 + sequence % 1'000));
    snapshot->timeline.assign(250, static_cast<std::uint32_t>(1'000 + sequence % 1'000));
    return snapshot;
}

int connectViewer(quint16 port)
{
    const int viewer = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (viewer < 0
        || ::connect(viewer, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        qFatal("cannot connect");
    const QByteArray host = "127.0.0.1:" + QByteArray::number(port);
    const QByteArray request = "GET /api/v1/live HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://"
        + host
        + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    if (::write(viewer, request.constData(), static_cast<std::size_t>(request.size())) < 0)
        qFatal("cannot write");
    return viewer;
}

/// Reads all viewers' bytes until told to stop.
class Viewers {
public:
    Viewers(int count, quint16 port)
    {
        for (int i = 0; i < count; ++i)
            m_polled.push_back({connectViewer(port), POLLIN, 0});
        m_reader = std::jthread([this](const std::stop_token& stop) { read(stop); });
    }
    ~Viewers()
    {
        m_reader = {};
        for (const pollfd& viewer : m_polled)
            ::close(viewer.fd);
    }

    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    void read(const std::stop_token& stop)
    {
        std::vector<char> buffer(1U << 20U);
        while (!stop.stop_requested()) {
            ::poll(m_polled.data(), m_polled.size(), 100);
            for (const pollfd& viewer : m_polled)
                if (viewer.revents & POLLIN)
                    m_bytes += static_cast<std::uint64_t>(
                        std::max<ssize_t>(0, ::read(viewer.fd, buffer.data(), buffer.size())));
        }
    }

    std::vector<pollfd> m_polled;
    std::atomic<std::uint64_t> m_bytes{0};
    std::jthread m_reader;
};

/// CPU of the calling thread, in its own code and in the kernel's.
struct Cpu {
    double user = 0;
    double kernel = 0;
};

Cpu threadCpu()
{
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto seconds = [](const timeval& time) {
        constexpr double kMicro = 1e-6;
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * kMicro;
    };
    return {seconds(usage.ru_utime), seconds(usage.ru_stime)};
}

void allowManyFiles()
{
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const int viewerCount = argc > 1 ? std::atoi(argv[1]) : 200;
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 10;
    allowManyFiles();

    SnapshotHub hub;
    StatusBoard board;
    const SystemClock clock;
    hub.publish(snapshotOf4Kb(0));
    const std::size_t size = valuesJson(*hub.newest()).size();
    WebConfig config;
    config.guest = true;
    config.maxConnections = viewerCount + 1;

    QThread thread;
    QObject inThread;
    inThread.moveToThread(&thread);
    thread.start();
    std::unique_ptr<WebServer> server;
    const auto run = [&](const auto& work) {
        QMetaObject::invokeMethod(&inThread, work, Qt::BlockingQueuedConnection);
    };
    run([&] {
        server = std::make_unique<WebServer>(config, hub, nullptr, board, clock);
        if (!server->listen())
            qFatal("cannot listen");
    });
    {
        Viewers viewers(viewerCount, server->port());
        const auto tick = std::chrono::milliseconds(1'000 / kTicksPerSecond);
        auto next = std::chrono::steady_clock::now();
        const int warmUp = 2 * kTicksPerSecond;
        const int ticks = seconds * kTicksPerSecond;
        Cpu before;
        Cpu after;
        std::uint64_t bytes = 0;
        for (int i = 1; i <= warmUp + ticks; ++i) {
            std::this_thread::sleep_until(next += tick);
            if (i == warmUp + 1) {
                bytes = viewers.bytes();
                run([&] { before = threadCpu(); });
            }
            hub.publish(snapshotOf4Kb(static_cast<std::uint64_t>(i)));
        }
        std::this_thread::sleep_until(next += tick);
        run([&] { after = threadCpu(); });
        const double got = static_cast<double>(viewers.bytes() - bytes)
            / static_cast<double>(size + 4) / viewerCount;
        const auto percent = [&](double from, double to) { return 100 * (to - from) / seconds; };
        std::printf(
            "%d viewers, %zu bytes, %d a second: web thread %.2f %% of a core (%.2f %% of it "
            "in the kernel), %.1f of %d messages a viewer\n",
            viewerCount, size, kTicksPerSecond,
            percent(before.user + before.kernel, after.user + after.kernel),
            percent(before.kernel, after.kernel), got, ticks);
    }
    run([&] { server.reset(); });
    thread.quit();
    thread.wait();
    return 0;
}
