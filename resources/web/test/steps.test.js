// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { roundStep } from '../src/steps.js';

test('labels stand on round times', () => {
    assert.deepEqual(
        [1, 1000, 1001, 7000, 31_000, 61_000, 1e9].map(roundStep),
        [1000, 1000, 2000, 10_000, 60_000, 120_000, 1_800_000],
    );
});
