// SPDX-License-Identifier: GPL-3.0-or-later
// The page at the sizes that count, in both themes and languages: no text is cut, nothing sticks
// out, and a picture of each is kept for a person's eye.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    clippedTexts,
    kPictures,
    launch,
    openPage,
    waitForPanels,
    waitForState,
} from './browser.js';
import { freePort, Server } from './server.js';

const kSizes = [
    [1366, 768],
    [1920, 1080],
    [390, 844],
];
let browser;
let server;

before(async () => {
    server = new Server(['--demo', '--headless'], await freePort());
    await server.start();
    browser = await launch();
});

after(async () => {
    await browser?.close();
    await server?.stop();
});

for (const [width, height] of kSizes) {
    for (const colorScheme of ['dark', 'light']) {
        for (const locale of ['en-US', 'zh-CN']) {
            const name = `${width}x${height}-${colorScheme}-${locale}`;
            test(name, async () => {
                const { context, page, complaints } = await openPage(browser, server.url, {
                    viewport: { width, height },
                    colorScheme,
                    locale,
                });
                await waitForState(page, 'live');
                await waitForPanels(page);
                await page.waitForTimeout(1200);
                const isNarrow = width < 700;
                await page.screenshot({ path: join(kPictures, `${name}.png`), fullPage: isNarrow });
                const [wide, tall] = await page.evaluate(() => [
                    document.documentElement.scrollWidth,
                    document.documentElement.scrollHeight,
                ]);
                assert.equal(wide, width);
                if (!isNarrow) assert.equal(tall, height);
                assert.deepEqual(await clippedTexts(page), []);
                assert.deepEqual(complaints, []);
                await context.close();
            });
        }
    }
}

test('one column under 700 pixels', async () => {
    const { context, page } = await openPage(browser, server.url, {
        viewport: { width: 690, height: 900 },
    });
    await waitForState(page, 'live');
    const lefts = await page.evaluate(() =>
        [...document.querySelectorAll('.panel')].map(panel => panel.getBoundingClientRect().left),
    );
    assert.equal(new Set(lefts).size, 1);
    await context.close();
});
