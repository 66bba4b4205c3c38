// SPDX-License-Identifier: GPL-3.0-or-later
// The demo in a browser: what a guest sees, and that it is true.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, openPage, seriousViolations, waitForPanels, waitForState } from './browser.js';
import { freePort, Server } from './server.js';

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

async function openDemo(options) {
    const opened = await openPage(browser, server.url, options);
    await waitForState(opened.page, 'live');
    await waitForPanels(opened.page);
    return opened;
}

/** The exact figure that a key figure's hover shows. */
const exactKpi = (page, name) =>
    page.evaluate(label => {
        const card = document.querySelector(`.kpi[aria-label="${label}"]`);
        return Number(card.title.match(/Exactly ([\d,]+)/)[1].replaceAll(',', ''));
    }, name);

test('everything moves within ten seconds of opening', async () => {
    const { context, page, complaints } = await openPage(browser, server.url);
    await waitForState(page, 'live', 10);
    await waitForPanels(page, 10);
    const before = await exactKpi(page, 'Visits today');
    const picture = await page.locator('[data-panel=behavior] canvas').screenshot();
    await page.waitForFunction(
        number => {
            const title = document.querySelector('.kpi[aria-label="Visits today"]').title;
            return Number(title.match(/Exactly ([\d,]+)/)[1].replaceAll(',', '')) > number;
        },
        before,
        { timeout: 10_000 },
    );
    await page.waitForTimeout(1500);
    const later = await page.locator('[data-panel=behavior] canvas').screenshot();
    assert.ok(!picture.equals(later), 'the behaviour chart did not move');
    assert.ok(await page.isVisible('.badge.demo'));
    assert.deepEqual(complaints, []);
    await context.close();
});

test('the page shows the numbers that the snapshot has for the same sequence', async () => {
    const { context, page } = await openDemo();
    const panels = ['behavior', 'gender', 'age', 'brand', 'category', 'province'];
    await chooseInMenu(page, 'behavior', 'View as funnel');
    for (const id of panels) await showTable(page, id);
    const { values, structure, shown } = await page.evaluate(async names => {
        const cells = id =>
            [...document.querySelectorAll(`[data-panel=${id}] tbody tr`)].map(row =>
                [...row.cells].map(cell => cell.textContent),
            );
        for (let i = 0; i < 200; ++i) {
            const answer = await (await fetch('/api/v1/snapshot')).json();
            await new Promise(requestAnimationFrame);
            const sequence = Number(document.querySelector('.bar-clock').dataset.sequence);
            if (sequence !== answer.values.sequence) continue;
            const tables = names.map(id => [id, cells(id)]);
            const orders = document.querySelector('.kpi[aria-label="Orders today"]').title;
            return { ...answer, shown: { ...Object.fromEntries(tables), orders } };
        }
        throw new Error('never the same sequence');
    }, panels);
    const number = value => value.toLocaleString('en-US');
    const shares = (dimension, { counts, total }) => [
        ...structure.dimensions[dimension].map((category, i) => [category.en, number(counts[i])]),
        ['Total', number(total)],
    ];
    for (const [panel, dimension, value] of [
        ['behavior', 'action', 'behavior'],
        ['gender', 'gender', 'order_gender'],
        ['age', 'age', 'order_age'],
    ]) {
        const rows = shown[panel].map(row => row.slice(0, 2));
        assert.deepEqual(rows, shares(dimension, values[value]));
    }
    for (const id of ['brand', 'category']) {
        assert.deepEqual(
            shown[id].map(row => [row[1], row[2]]),
            [
                ...values[id].top.map(item => [item.id, number(item.count)]),
                ['others', number(values[id].other)],
                ['Total', number(values[id].total)],
            ],
        );
    }
    const provinces = Object.fromEntries(shown.province.map(row => [row[1], row[2]]));
    structure.dimensions.province.forEach((category, i) =>
        assert.equal(provinces[category.en], number(values.province.counts[i]), category.en),
    );
    assert.ok(shown.orders.includes(`Exactly ${number(values.kpis.orders.value)}`), shown.orders);
    await context.close();
});

async function chooseInMenu(page, panel, text) {
    await page.click(`[data-panel=${panel}] .panel-menu`);
    await page.click(`[data-panel=${panel}] [role=menuitem]:has-text("${text}")`);
}

async function showTable(page, panel) {
    await chooseInMenu(page, panel, 'View as table');
    await page.waitForSelector(`[data-panel=${panel}] .panel-table tbody tr`);
}

test('theme and language switch, and are remembered', async () => {
    const { context, page, complaints } = await openDemo();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    assert.equal(await background(), 'rgb(20, 23, 28)');
    await page.click('#theme-switch');
    assert.equal(await background(), 'rgb(243, 245, 248)');
    await page.click('#language-switch');
    assert.equal(await page.textContent('#title-behavior'), '用户行为');
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    await waitForPanels(page);
    await page.reload();
    await waitForState(page, 'live');
    assert.equal(await page.textContent('.pill'), '●实时');
    assert.equal(await background(), 'rgb(243, 245, 248)');
    const english = await page.evaluate(() =>
        document.body.innerText.match(/\b(?!ShopPulse|Kafka|Redis|UTC|EN|demo)[A-Za-z]{3,}\b/g),
    );
    assert.deepEqual(english, null);
    assert.deepEqual(complaints, []);
    await context.close();
});

test('the system theme is followed while none is chosen', async () => {
    const { context, page } = await openDemo({ colorScheme: 'light' });
    assert.equal(await page.getAttribute('html', 'data-theme'), 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForSelector('html[data-theme=dark]');
    await context.close();
});

test('a panel gives its numbers as CSV and its picture as PNG', async () => {
    const { context, page } = await openDemo({ acceptDownloads: true });
    const [csv] = await Promise.all([
        page.waitForEvent('download'),
        chooseInMenu(page, 'gender', 'Download CSV'),
    ]);
    assert.equal(csv.suggestedFilename(), 'shoppulse-gender.csv');
    const text = readFileSync(await csv.path(), 'utf8');
    assert.equal(text.charCodeAt(0), 0xfeff);
    assert.match(text, /demo/);
    assert.match(text, /\r\nfemale,[^\r]*\d+/);
    const [png] = await Promise.all([
        page.waitForEvent('download'),
        chooseInMenu(page, 'province', 'Save as PNG'),
    ]);
    const bytes = readFileSync(await png.path());
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG');
    const box = await page.locator('[data-panel=province]').boundingBox();
    assert.equal(bytes.readUInt32BE(16), Math.ceil(box.width * 2));
    await context.close();
});

test('the keyboard reaches everything', async () => {
    const { context, page } = await openDemo();
    await page.keyboard.press('3');
    await page.keyboard.press('v');
    await page.waitForSelector('.panel-age.maximised');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.maximised').count(), 0);
    await page.keyboard.press('Space');
    await waitForState(page, 'paused');
    const frozen = await exactKpi(page, 'Visits today');
    await page.waitForFunction(() =>
        /\+[1-9]/.test(document.querySelector('.pause-note').textContent),
    );
    assert.equal(await exactKpi(page, 'Visits today'), frozen);
    await page.keyboard.press('l');
    await waitForState(page, 'live');
    await page.focus('[data-panel=gender] .panel-menu');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Download CSV');
    await page.keyboard.press('Escape');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.panel-menu')));
    await page.click('#problems');
    assert.ok(await page.isVisible('.drawer'));
    await page.keyboard.press('Escape');
    assert.ok(!(await page.isVisible('.drawer')));
    await context.close();
});

for (const colorScheme of ['dark', 'light']) {
    test(`axe finds nothing serious, ${colorScheme}`, async () => {
        const { context, page } = await openDemo({ colorScheme });
        assert.deepEqual(await seriousViolations(page), []);
        await showTable(page, 'behavior');
        await showTable(page, 'province');
        await page.click('#problems');
        assert.deepEqual(await seriousViolations(page), []);
        await context.close();
    });
}

test('every chart says in words what it shows', async () => {
    const { context, page } = await openDemo();
    await page.waitForFunction(() =>
        [...document.querySelectorAll('.panel-plot')].every(plot =>
            /\d/.test(plot.getAttribute('aria-label')),
        ),
    );
    const gender = await page.getAttribute('[data-panel=gender] .panel-plot', 'aria-label');
    assert.match(gender, /^Gender, purchases\. Total [\d,]+\. female [\d,]+/);
    await context.close();
});

test('the pointer on the trend shows that second, sorted, with its bounds', async () => {
    const { context, page, complaints } = await openDemo();
    const box = await page.locator('[data-panel=behavior] canvas').boundingBox();
    await page.mouse.move(box.x + box.width * 0.93, box.y + box.height / 2);
    const tip = await page.waitForSelector('.tip:has(td.number)');
    const text = await tip.innerText();
    assert.match(text, /^\d\d:\d\d:\d\d – \d\d:\d\d:\d\d/);
    const counts = await tip.evaluate(element =>
        [...element.querySelectorAll('tr')].map(row =>
            Number(row.cells[1].textContent.replaceAll(',', '')),
        ),
    );
    const total = counts.pop();
    assert.equal(counts.length, 4);
    assert.deepEqual(
        counts,
        [...counts].sort((a, b) => b - a),
    );
    assert.equal(
        counts.reduce((sum, value) => sum + value),
        total,
    );
    assert.deepEqual(complaints, []);
    await context.close();
});

test('nothing moves by itself when the system asks for less motion', async () => {
    const { context, page } = await openDemo({ reducedMotion: 'reduce' });
    const moving = await page.evaluate(
        () =>
            [...document.querySelectorAll('*')].filter(
                element =>
                    parseFloat(getComputedStyle(element).transitionDuration) > 0 &&
                    getComputedStyle(element).transitionProperty !== 'none',
            ).length,
    );
    assert.equal(moving, 0);
    await context.close();
});

test('a lost server shows, and the page comes back by itself', async () => {
    const { context, page } = await openDemo();
    await server.stop('SIGKILL');
    await waitForState(page, 'disconnected', 10);
    await page.waitForSelector('.panel-gender.is-stale .stale:has-text("ago")', {
        timeout: 15_000,
    });
    const dimmed = await page.evaluate(
        () => getComputedStyle(document.querySelector('.panel-gender .panel-body')).opacity,
    );
    assert.equal(dimmed, '0.6');
    await server.start();
    await waitForState(page, 'live', 60);
    await page.waitForSelector('.panel-gender:not(.is-stale)');
    await context.close();
});
