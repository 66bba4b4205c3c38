// SPDX-License-Identifier: GPL-3.0-or-later
// Without a guest: nothing before the login, everything after, nothing again after the logout.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, openPage, seriousViolations } from './browser.js';
import { freePort, run, Server } from './server.js';

const kPassword = 'correct horse battery staple 9';
let browser;
let server;
let state;

before(async () => {
    state = mkdtempSync(join(tmpdir(), 'shoppulse-e2e-'));
    assert.equal(await run(['user', 'add', 'ann', '--state', state], `${kPassword}\n`), 0);
    // No broker is there: who may see what does not depend on one.
    const nowhere = await freePort();
    server = new Server(
        ['--headless', '--brokers', `127.0.0.1:${nowhere}`, '--topic', 'none', '--state', state],
        await freePort(),
    );
    await server.start();
    browser = await launch();
});

after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(state, { recursive: true, force: true });
});

async function logIn(page, password) {
    await page.fill('#user', 'ann');
    await page.fill('#password', password);
    await page.keyboard.press('Enter');
}

test('the form stands before everything, and a wrong password is refused in words', async () => {
    const { context, page } = await openPage(browser, server.url);
    await page.waitForSelector('#password');
    assert.equal(await page.locator('.dashboard').count(), 0);
    const status = await page.evaluate(() =>
        fetch('/api/v1/snapshot').then(({ status }) => status),
    );
    assert.equal(status, 401);
    assert.deepEqual(await seriousViolations(page), []);
    await logIn(page, 'not the password at all');
    await page.waitForSelector('.login-problem:has-text("user name or password is wrong")');
    await page.click('#language-switch');
    await logIn(page, 'not the password at all');
    await page.waitForSelector('.login-problem:has-text("用户名或密码错误")');
    await context.close();
});

test('after the login the dashboard, after the logout the form again', async () => {
    const { context, page } = await openPage(browser, server.url);
    await page.waitForSelector('#password');
    await logIn(page, kPassword);
    await page.waitForSelector('.dashboard');
    await page.waitForSelector('.pill[data-state]');
    assert.match(await page.getAttribute('#logout', 'title'), /ann/);
    const cookies = await context.cookies();
    assert.ok(cookies.length === 1 && cookies[0].httpOnly && cookies[0].sameSite === 'Strict');
    assert.equal(await page.evaluate(() => document.cookie), '');
    await page.reload();
    await page.waitForSelector('.dashboard');
    await page.click('#logout');
    await page.waitForSelector('#password');
    const status = await page.evaluate(() =>
        fetch('/api/v1/snapshot').then(({ status }) => status),
    );
    assert.equal(status, 401);
    await context.close();
});

test('a session that ends elsewhere brings the form', async () => {
    const { context, page } = await openPage(browser, server.url);
    await page.waitForSelector('#password');
    await logIn(page, kPassword);
    await page.waitForSelector('.dashboard');
    const other = await context.newPage();
    await other.goto(server.url);
    await other.click('#logout');
    await page.waitForSelector('#password', { timeout: 20_000 });
    await context.close();
});

test('a share link that opens nothing says so', async () => {
    const { context, page } = await openPage(browser, `${server.url}?share=unknown`);
    await page.waitForSelector('.login-problem:has-text("expired")', { timeout: 20_000 });
    await context.close();
});
