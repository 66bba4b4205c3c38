// SPDX-License-Identifier: GPL-3.0-or-later
// The WebSocket with its reconnecting. A connection that is open but silent counts as lost, since
// the server speaks at least once a second.

/** The server's close code when the session behind the connection has ended. */
const kSessionEnded = 4401;
const kSilenceMs = 5000;
const kWatchMs = 1000;
const kFirstDelayMs = 500;
const kLongestDelayMs = 15_000;

/** The wait before try number `attempt` (from 0): doubling, with up to a quarter less by chance. */
export function retryDelay(attempt, random = Math.random()) {
    const full = Math.min(kFirstDelayMs * 2 ** attempt, kLongestDelayMs);
    return full * (1 - random / 4);
}

/**
 * Calls `handlers.structure(message)`, `handlers.values(message)`, `handlers.lost()`, and
 * `handlers.refused()` when a try ended without ever having been open, which is how a browser
 * shows a refused session, or when the session has ended.
 */
export class LiveClient {
    constructor(url, handlers, { Socket = WebSocket, now = Date.now } = {}) {
        Object.assign(this, { url, handlers, Socket, now });
        this.attempt = 0;
        this.retryAt = 0;
        this.lastMessageAt = 0;
        this.connected = false;
    }

    start() {
        this.checkedAt = this.now();
        this.watch = setInterval(() => this.checkSilence(), kWatchMs);
        this.connect();
    }

    stop() {
        clearInterval(this.watch);
        clearTimeout(this.timer);
        this.drop();
    }

    connect() {
        this.retryAt = 0;
        const socket = new this.Socket(this.url);
        let opened = false;
        this.socket = socket;
        this.lastMessageAt = this.now();
        socket.onopen = () => {
            opened = true;
        };
        socket.onmessage = event => this.receive(JSON.parse(event.data));
        socket.onclose = event => {
            if (this.socket === socket) this.closed(opened && event.code !== kSessionEnded);
        };
    }

    receive(message) {
        this.lastMessageAt = this.now();
        this.connected = true;
        this.attempt = 0;
        this.handlers[message.type]?.(message);
    }

    closed(wasFine) {
        this.drop();
        this.scheduleRetry();
        this.handlers.lost();
        if (!wasFine) this.handlers.refused();
    }

    checkSilence() {
        const now = this.now();
        // A page that slept or had no time did not hear; what came meanwhile is still to be read.
        if (now - this.checkedAt > 2 * kWatchMs) this.lastMessageAt = now;
        this.checkedAt = now;
        if (this.socket && now - this.lastMessageAt > kSilenceMs) this.closed(true);
    }

    /** Forgets the socket; what it still says is not heard. */
    drop() {
        const socket = this.socket;
        this.socket = null;
        this.connected = false;
        if (socket) {
            socket.onopen = socket.onmessage = socket.onclose = null;
            socket.close();
        }
    }

    scheduleRetry() {
        const delay = retryDelay(this.attempt);
        this.attempt += 1;
        this.retryAt = this.now() + delay;
        this.timer = setTimeout(() => this.connect(), delay);
    }
}
