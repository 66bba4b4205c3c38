// SPDX-License-Identifier: GPL-3.0-or-later
const kSteps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 300, 600, 900, 1200, 1800].map(
    step => step * 1000,
);

/** The least round step of time, in ms, that is not under `least`. */
export function roundStep(least) {
    return kSteps.find(step => step >= least) ?? kSteps.at(-1);
}
