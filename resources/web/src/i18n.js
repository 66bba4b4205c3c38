// SPDX-License-Identifier: GPL-3.0-or-later
// The page's language: the browser's at first, then what was chosen.
import { kEnglish } from './texts.en.js';
import { kChinese } from './texts.zh.js';
import { recall, remember } from './memory.js';

const kTexts = { en: kEnglish, zh: kChinese };

function preferred(languages) {
    for (const tag of languages) {
        const main = tag.slice(0, 2).toLowerCase();
        if (main in kTexts) return main;
    }
    return 'en';
}

export class Translator {
    constructor(
        language = recall('language', Object.keys(kTexts)) ?? preferred(navigator.languages ?? []),
    ) {
        this.language = language;
    }

    /** The text of a key with its {names} filled in. */
    t(key, values = {}) {
        return kTexts[this.language][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }

    /** With a form of its own for one, where the language has one. */
    plural(key, number, text) {
        return number === 1 ? this.t(`${key}.one`) : this.t(key, { count: text });
    }

    /** The label of a category ({id, en, zh}) of the profile. */
    label(category) {
        return category[this.language] || category.id;
    }

    toggle() {
        this.language = this.language === 'en' ? 'zh' : 'en';
        remember('language', this.language);
    }
}
