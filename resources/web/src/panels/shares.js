// SPDX-License-Identifier: GPL-3.0-or-later
// What the panels of one dimension (gender, age, province) have in common: counts in the order of
// the dimension's categories, as rows of a table and as a sentence.
import { exact, share } from '../format.js';

/** A format that does not tell a dimension sends no counts for it at all. */
export function shareState({ counts, total }, emptyState) {
    if (!counts.length) return 'untold';
    return total ? 'ok' : emptyState;
}

export function shareRows(context, categories, { counts, total }) {
    return categories
        .map((category, i) => [context.tr.label(category), counts[i] ?? 0])
        .map(([label, value]) => [label, exact(value), share(value, total)]);
}

export function shareTable(context, nameKey, categories, data) {
    const { tr } = context;
    return {
        head: [tr.t(nameKey), tr.t('table.count'), tr.t('table.share')],
        rows: [
            ...shareRows(context, categories, data),
            [tr.t('table.total'), exact(data.total), ''],
        ],
    };
}

export function shareSummary(context, title, sub, rows, total) {
    const { tr } = context;
    if (!total) return tr.t('summary.none', { panel: title });
    return tr.t('summary.shares', {
        panel: title,
        sub,
        total: exact(total),
        parts: rows.map(([label, value, part]) => `${label} ${value} (${part})`).join('; '),
    });
}
