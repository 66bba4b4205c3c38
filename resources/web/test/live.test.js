// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { LiveClient, retryDelay } from '../src/live.js';

class FakeSocket {
    static all = [];

    constructor(url) {
        this.url = url;
        FakeSocket.all.push(this);
    }

    close() {
        this.isClosed = true;
    }

    say(message) {
        this.onmessage({ data: JSON.stringify(message) });
    }
}

/** Time that passes only when told to. */
class FakeClock {
    now = 0;
    timers = [];

    install() {
        globalThis.setTimeout = (run, delay) => this.add(run, delay);
        globalThis.setInterval = (run, delay) => this.add(run, delay, delay);
        globalThis.clearTimeout = globalThis.clearInterval = timer => {
            this.timers = this.timers.filter(other => other !== timer);
        };
    }

    add(run, delay, every) {
        const timer = { run, at: this.now + delay, every };
        this.timers.push(timer);
        return timer;
    }

    /** Time passes without any timer's running in between. */
    sleep(ms) {
        this.now += ms;
        for (const timer of this.timers.filter(({ at }) => at <= this.now)) {
            timer.at = this.now + timer.every;
            timer.run();
        }
    }

    pass(ms) {
        const end = this.now + ms;
        for (;;) {
            const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
            if (!next) break;
            this.now = next.at;
            if (next.every) next.at += next.every;
            else clearTimeout(next);
            next.run();
        }
        this.now = end;
    }
}

const { setTimeout: realTimeout, setInterval: realInterval, clearTimeout: realClear } = globalThis;
afterEach(() =>
    Object.assign(globalThis, {
        setTimeout: realTimeout,
        setInterval: realInterval,
        clearTimeout: realClear,
        clearInterval: realClear,
    }),
);

function setUp() {
    FakeSocket.all = [];
    const clock = new FakeClock();
    clock.install();
    const heard = [];
    const client = new LiveClient(
        'ws://x/api/v1/live',
        {
            structure: () => heard.push('structure'),
            values: message => heard.push(message.sequence),
            lost: () => heard.push('lost'),
            refused: () => heard.push('refused'),
        },
        { Socket: FakeSocket, now: () => clock.now },
    );
    const pass = ms => clock.pass(ms);
    client.start();
    return { client, clock, heard, pass, newest: () => FakeSocket.all.at(-1) };
}

test('the wait doubles up to a limit', () => {
    assert.deepEqual(
        [0, 1, 2, 3].map(n => retryDelay(n, 0)),
        [500, 1000, 2000, 4000],
    );
    assert.equal(retryDelay(20, 0), 15_000);
    assert.equal(retryDelay(0, 1), 375);
});

test('messages go to their handlers, an unknown kind to none', () => {
    const { heard, newest, client } = setUp();
    newest().onopen();
    newest().say({ type: 'structure' });
    newest().say({ type: 'values', sequence: 7 });
    newest().say({ type: 'from the future' });
    assert.deepEqual(heard, ['structure', 7]);
    assert.ok(client.connected);
    client.stop();
});

test('a closed socket is opened again, and a success resets the wait', () => {
    const { heard, newest, pass, client } = setUp();
    newest().onopen();
    newest().say({ type: 'values', sequence: 1 });
    newest().onclose({ code: 1006 });
    assert.ok(!client.connected);
    pass(600);
    assert.equal(FakeSocket.all.length, 2);
    newest().onopen();
    newest().say({ type: 'values', sequence: 2 });
    assert.equal(client.attempt, 0);
    assert.deepEqual(heard, [1, 'lost', 2]);
    client.stop();
});

test('a try that never opened says refused', () => {
    const { heard, newest, client } = setUp();
    newest().onclose({ code: 1006 });
    assert.deepEqual(heard, ['lost', 'refused']);
    client.stop();
});

test('a session that ended says refused', () => {
    const { heard, newest, client } = setUp();
    newest().onopen();
    newest().onclose({ code: 4401 });
    assert.deepEqual(heard, ['lost', 'refused']);
    client.stop();
});

test('silence of more than five seconds counts as lost, also while connecting', () => {
    const { heard, newest, pass, client } = setUp();
    newest().onopen();
    newest().say({ type: 'values', sequence: 1 });
    const first = newest();
    pass(4000);
    assert.deepEqual(heard, [1]);
    pass(3000);
    assert.deepEqual(heard, [1, 'lost']);
    assert.ok(first.isClosed);
    assert.equal(FakeSocket.all.length, 2);
    pass(7000);
    assert.deepEqual(heard, [1, 'lost', 'lost']);
    client.stop();
});

test('a page that slept does not take its own silence for the server’s', () => {
    const { heard, newest, client, clock } = setUp();
    newest().onopen();
    newest().say({ type: 'values', sequence: 1 });
    clock.sleep(60_000);
    assert.deepEqual(heard, [1]);
    newest().say({ type: 'values', sequence: 2 });
    clock.pass(4000);
    assert.deepEqual(heard, [1, 2]);
    client.stop();
});

test('after stop nothing is tried again', () => {
    const { newest, pass, client } = setUp();
    newest().onclose({ code: 1006 });
    client.stop();
    pass(60_000);
    assert.equal(FakeSocket.all.length, 1);
});
