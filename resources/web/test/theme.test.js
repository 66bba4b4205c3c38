// SPDX-License-Identifier: GPL-3.0-or-later
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inkOn, luminance, rampColour } from '../src/theme.js';

const kRamp = ['#000000', '#808080', '#ffffff'];

test('a ramp goes through its three colours and stops at its ends', () => {
    assert.deepEqual(
        [-1, 0, 0.25, 0.5, 1, 2].map(at => rampColour(kRamp, at)),
        ['#000000', '#000000', '#404040', '#808080', '#ffffff', '#ffffff'],
    );
});

test('ink is readable on every colour of a ramp', () => {
    for (let i = 0; i <= 200; ++i) {
        const ground = rampColour(kRamp, i / 200);
        const [dark, light] = [ground, inkOn(ground)].map(luminance).sort((a, b) => a - b);
        assert.ok((light + 0.05) / (dark + 0.05) >= 4.5, ground);
    }
});
