// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogues are complete: both languages, every problem of the program, every reason.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fillTemplate, problemText } from '../src/problems.js';
import { kProblemsZh } from '../src/problems.zh.js';
import { kEnglish } from '../src/texts.en.js';
import { kChinese } from '../src/texts.zh.js';

const source = join(dirname(fileURLToPath(import.meta.url)), '../src');
const core = process.env.SHOPPULSE_CORE ?? join(source, '../../../core');
const marks = (text, pattern) => [...new Set(text.match(pattern) ?? [])].sort();

/** [id, English text] of every error in the program's own table. */
function errors() {
    const text = readFileSync(join(core, 'base/error.cpp'), 'utf8');
    return [
        ...text.matchAll(/\{ErrorCode::\w+,\s*"(\w+)",\s*QT_TRANSLATE_NOOP\("Error",([^]*?)\)\}/g),
    ].map(([, id, literals]) => [id, [...literals.matchAll(/"([^"]*)"/g)].map(m => m[1]).join('')]);
}

test('both languages have the same texts with the same {names}', () => {
    assert.deepEqual(Object.keys(kChinese).sort(), Object.keys(kEnglish).sort());
    for (const [key, text] of Object.entries(kEnglish)) {
        assert.deepEqual(marks(kChinese[key], /\{\w+\}/g), marks(text, /\{\w+\}/g), key);
        assert.ok(text && kChinese[key], key);
    }
});

test('every text that the page asks for by name is there', () => {
    const files = readdirSync(source, { recursive: true }).filter(name => name.endsWith('.js'));
    const used = files.flatMap(name =>
        [...readFileSync(join(source, name), 'utf8').matchAll(/\bt\('([\w.]+)'/g)].map(m => m[1]),
    );
    assert.ok(used.length > 60);
    for (const key of used) assert.ok(key in kEnglish, key);
});

test('every error of the program has its Chinese sentence with the same %1 and %2', () => {
    const all = errors();
    assert.ok(all.length > 40);
    assert.deepEqual(Object.keys(kProblemsZh).sort(), all.map(([id]) => id).sort());
    for (const [id, text] of all)
        assert.deepEqual(marks(kProblemsZh[id], /%\d/g), marks(text, /%\d/g), id);
});

test('every reason for an undecodable row has its words', () => {
    const text = readFileSync(join(core, 'decode/undecodablelog.h'), 'utf8');
    const ids = [...text.slice(0, text.indexOf('undecodableId')).matchAll(/"(\w+)"/g)].map(
        m => m[1],
    );
    assert.ok(ids.length >= 10);
    for (const id of ids) assert.ok(`undecodable.${id}` in kEnglish, id);
});

test('a problem is filled in, without brackets when there is no detail', () => {
    const problem = {
        code: 'redis_unreachable',
        subject: 'redis://h:1/0',
        detail: 'refused',
        text: 'E',
    };
    assert.match(problemText(problem, 'zh'), /^Redis redis:\/\/h:1\/0：无法连接（refused）。/);
    assert.match(problemText({ ...problem, detail: '' }, 'zh'), /无法连接。/);
    assert.equal(problemText(problem, 'en'), 'E');
    assert.equal(problemText({ ...problem, code: 'new_code' }, 'zh'), 'E');
    assert.equal(fillTemplate('a %1 b %2', '%2', '$&'), 'a %2 b $&');
});
