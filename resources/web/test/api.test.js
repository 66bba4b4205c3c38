// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../src/api.js';

test('a share link’s token goes along on every request', () => {
    const api = new Api(new URL('http://127.0.0.1:8080/?share=a%2Bb'));
    assert.equal(api.liveUrl, 'ws://127.0.0.1:8080/api/v1/live?share=a%2Bb');
    assert.equal(api.snapshotUrl, '/api/v1/snapshot?share=a%2Bb');
    assert.equal(api.csvUrl('age', 'zh'), '/api/v1/panels/age.csv?lang=zh&share=a%2Bb');
});

test('without one nothing is added, and TLS stays TLS', () => {
    const api = new Api(new URL('https://shop.example/'));
    assert.equal(api.liveUrl, 'wss://shop.example/api/v1/live');
    assert.equal(api.snapshotUrl, '/api/v1/snapshot');
});
