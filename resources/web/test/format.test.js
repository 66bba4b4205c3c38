// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as format from '../src/format.js';
import { sparkPath } from '../src/kpi.js';

test('counts are exact under 10,000, then short, and unknown is a dash', () => {
    const cases = [
        [0, '0', '0'],
        [9999, '9,999', '9,999'],
        [10_000, '10.0K', '1.0万'],
        [12_345, '12.3K', '1.2万'],
        [999_949, '999.9K', '100.0万'],
        [999_999, '1.00M', '100.0万'],
        [21_460_000, '21.46M', '2146.0万'],
        [128_000_000, '128.00M', '1.28亿'],
        [3_200_000_000, '3.20B', '32.00亿'],
        [null, '—', '—'],
        [undefined, '—', '—'],
        [NaN, '—', '—'],
    ];
    for (const [value, en, zh] of cases) {
        assert.equal(format.count(value, 'en'), en);
        assert.equal(format.count(value, 'zh'), zh);
    }
});

test('axis labels drop zeros', () => {
    assert.equal(format.tick(20_000, 'en'), '20K');
    assert.equal(format.tick(20_000, 'zh'), '2万');
    assert.equal(format.tick(2500, 'en'), '2.5K');
    assert.equal(format.tick(500, 'en'), '500');
    assert.equal(format.tick(0, 'en'), '0');
    assert.equal(format.tick(1_500_000, 'en'), '1.5M');
    assert.equal(format.tick(1_000_000, 'en'), '1M');
});

test('no ratio from fewer than 30 events', () => {
    assert.equal(format.share(29, 29), '—');
    assert.equal(format.share(15, 30), '50.0 %');
    assert.equal(format.percent(null), '—');
    assert.equal(format.percent(0.0598, 2), '5.98 %');
});

test('times are in the zone of the profile', () => {
    const ms = Date.UTC(2023, 10, 14, 22, 13, 20);
    assert.equal(format.clock(ms, 480), '06:13:20');
    assert.equal(format.clock(ms, 480, false), '06:13');
    assert.equal(format.dateAndClock(ms, 480), '2023-11-15 06:13:20');
    assert.equal(format.clock(0, 480), '—');
    assert.equal(format.zoneLabel(480), 'UTC+8');
    assert.equal(format.zoneLabel(330), 'UTC+5:30');
    assert.equal(format.zoneLabel(-210), 'UTC−3:30');
    assert.equal(format.zoneLabel(0), 'UTC');
});

test('durations have one unit', () => {
    assert.deepEqual(
        [400, 12_000, 180_000, 7_200_000, -1].map(ms => format.duration(ms, 'en')),
        ['0.4 s', '12 s', '3 min', '2 h', '—'],
    );
});

test('a spark line is broken where a value is unknown', () => {
    assert.equal(sparkPath([1, 2, null, 2, 1], false).match(/M/g).length, 2);
    assert.equal(sparkPath([null, 1], false), '');
    assert.equal(sparkPath([], true), '');
    assert.match(sparkPath([1, 2, 3], true), /Z$/);
});
