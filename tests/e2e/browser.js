// SPDX-License-Identifier: GPL-3.0-or-later
// A real browser, and what the tests ask of a page in it.
import { createRequire } from 'node:module';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(join(process.env.E2E_MODULES, 'package.json'));
const { chromium } = require('playwright-core');
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const kPictures = join(process.env.E2E_OUTPUT, 'screenshots');
mkdirSync(kPictures, { recursive: true });

export function launch() {
    return chromium.launch({
        executablePath: process.env.CHROMIUM,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
        ],
    });
}

/** A page in a context of its own; `complaints` gathers what its console says amiss. */
export async function openPage(browser, url, options = {}) {
    const context = await browser.newContext({
        viewport: { width: 1366, height: 768 },
        colorScheme: 'dark',
        locale: 'en-US',
        ...options,
    });
    const page = await context.newPage();
    const complaints = [];
    page.on('pageerror', error => complaints.push(String(error)));
    page.on('console', message => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    if (url) await page.goto(url);
    return { context, page, complaints };
}

/** Until the pill says so; the state is a word of the protocol, such as "live". */
export function waitForState(page, state, seconds = 30) {
    return page.waitForSelector(`.pill[data-state="${state}"]`, { timeout: seconds * 1000 });
}

/** Until every panel has data. */
export function waitForPanels(page, seconds = 60) {
    return page.waitForFunction(
        () => {
            const panels = [...document.querySelectorAll('.panel')];
            return (
                panels.length && panels.every(panel => panel.querySelector('.panel-message').hidden)
            );
        },
        null,
        { timeout: seconds * 1000 },
    );
}

/** Violations that axe calls serious or critical, as short texts. */
export async function seriousViolations(page) {
    // Through the debugger, since the page's policy rightly forbids foreign script elements.
    await page.evaluate(`${axeSource}; undefined`);
    const { violations } = await page.evaluate(() => window.axe.run(document));
    return violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, nodes }) => `${id}: ${nodes.map(node => node.target.join(' ')).join(', ')}`);
}

/** Texts that do not fit their boxes, and boxes that stick out of the window. */
export function clippedTexts(page) {
    return page.evaluate(() => {
        const isScroller = element => element.closest('.panel-table, .province-list, .hidden-text');
        const leaves = [...document.querySelectorAll('#app *')].filter(
            element =>
                element.checkVisibility() &&
                !isScroller(element) &&
                element.childElementCount === 0 &&
                element.textContent.trim() &&
                !(element instanceof SVGElement) &&
                getComputedStyle(element).clipPath === 'none',
        );
        return leaves
            .filter(element => {
                const box = element.getBoundingClientRect();
                return (
                    (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) ||
                    box.right > innerWidth + 1 ||
                    box.left < -1
                );
            })
            .map(element => `${element.className || element.tagName}: ${element.textContent}`);
    });
}
