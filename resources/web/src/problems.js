// SPDX-License-Identifier: GPL-3.0-or-later
// A problem in the reader's language. English sentences come from the server; the Chinese ones by
// code from the catalogue, so that a code unknown here still shows its English text.
import { kProblemsZh } from './problems.zh.js';

/** Fills %1 and %2; an empty detail takes its brackets with it. */
export function fillTemplate(template, subject, detail) {
    const text = detail ? template : template.replace(/（%2）| \(%2\)/g, '');
    return text.replace(/%[12]/g, mark => (mark === '%1' ? subject : detail));
}

export function problemText(problem, language) {
    const template = language === 'zh' ? kProblemsZh[problem.code] : undefined;
    return template
        ? fillTemplate(template, problem.subject ?? '', problem.detail ?? '')
        : problem.text;
}
