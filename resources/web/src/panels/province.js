// SPDX-License-Identifier: GPL-3.0-or-later
// Events by province in the last minute: a tile map (every province the same size, so that a small
// one is seen too) beside its ranking, linked by the pointer.
import { textSize } from '../chart.js';
import { h, setAttribute, setText } from '../dom.js';
import { exact, share } from '../format.js';
import { inkOn, rampColour } from '../theme.js';
import { shareState, shareSummary } from './shares.js';

/** [column, row, ISO 3166-2:CN letters] of each province's tile. */
const kTiles = {
    黑龙江: [8, 0, 'HL'],
    新疆: [0, 1, 'XJ'],
    内蒙古: [6, 1, 'NM'],
    吉林: [8, 1, 'JL'],
    西藏: [0, 2, 'XZ'],
    青海: [1, 2, 'QH'],
    甘肃: [2, 2, 'GS'],
    宁夏: [3, 2, 'NX'],
    山西: [4, 2, 'SX'],
    河北: [5, 2, 'HE'],
    北京: [6, 2, 'BJ'],
    天津: [7, 2, 'TJ'],
    辽宁: [8, 2, 'LN'],
    四川: [2, 3, 'SC'],
    陕西: [3, 3, 'SN'],
    河南: [4, 3, 'HA'],
    山东: [5, 3, 'SD'],
    江苏: [6, 3, 'JS'],
    上海: [7, 3, 'SH'],
    贵州: [2, 4, 'GZ'],
    重庆: [3, 4, 'CQ'],
    湖北: [4, 4, 'HB'],
    安徽: [5, 4, 'AH'],
    浙江: [6, 4, 'ZJ'],
    云南: [2, 5, 'YN'],
    广西: [3, 5, 'GX'],
    湖南: [4, 5, 'HN'],
    江西: [5, 5, 'JX'],
    福建: [6, 5, 'FJ'],
    台湾: [7, 5, 'TW'],
    海南: [1, 6, 'HI'],
    澳门: [3, 6, 'MO'],
    广东: [4, 6, 'GD'],
    香港: [5, 6, 'HK'],
    unknown: [8, 6, '?'],
};
const kRampSteps = 5;
/** In sizes of small text. */
const kRowHeight = 1.75;

export class ProvinceView {
    static id = 'province';
    static role = 'group';

    constructor(context, body) {
        this.context = context;
        this.categories = context.structure.dimensions.province;
        this.tiles = this.categories.map((category, i) => this.tile(category, i));
        this.entries = this.categories.map((_, i) => this.entry(i));
        this.list = h(
            'ol.province-list',
            { tabindex: '0', 'aria-label': context.tr.t('panel.province') },
            this.entries.map(entry => entry.element),
        );
        body.append(
            h(
                'div.province-split',
                {},
                h(
                    'div.tile-side',
                    {},
                    h('div.tile-map', { 'aria-hidden': 'true' }, this.tiles),
                    this.legend(),
                ),
                this.list,
            ),
        );
        this.observer = new ResizeObserver(() => this.fitRows());
        this.observer.observe(this.list);
    }

    /** Rows of a height that divides the list's, so that none is cut at its end. */
    fitRows() {
        const height = this.list.clientHeight;
        const rows = Math.max(Math.floor(height / (textSize() * kRowHeight)), 1);
        if (height && rows < this.categories.length)
            this.list.style.setProperty('--row', `${height / rows}px`);
        else this.list.style.removeProperty('--row');
    }

    tile(category, i) {
        const [column, row, letters] = kTiles[category.id];
        const text = this.context.tr.language === 'zh' && letters !== '?' ? category.zh : letters;
        const tile = h('div.tile', this.pointing(i), text);
        tile.style.gridColumn = column + 1;
        tile.style.gridRow = row + 1;
        return tile;
    }

    entry(i) {
        const rank = h('span.province-rank');
        const value = h('span.province-value');
        const category = this.categories[i];
        const letters = kTiles[category.id][2];
        const code =
            this.context.tr.language === 'en' && letters !== '?'
                ? h('span.province-code', {}, letters)
                : null;
        const element = h(
            'li',
            this.pointing(i),
            rank,
            h('span.province-name', {}, this.context.tr.label(category), code),
            value,
        );
        return { element, rank, value };
    }

    pointing(i) {
        const mark = on => () => {
            this.tiles[i].classList.toggle('pointed', on);
            this.entries[i].element.classList.toggle('pointed', on);
        };
        return { onpointerenter: mark(true), onpointerleave: mark(false) };
    }

    legend() {
        const { tr, theme } = this.context;
        const steps = Array.from({ length: kRampSteps }, (_, i) => {
            const step = h('span.ramp-step');
            step.style.backgroundColor = rampColour(theme.colours.ramp, i / (kRampSteps - 1));
            return step;
        });
        return h('div.ramp', { 'aria-hidden': 'true' }, tr.t('map.few'), steps, tr.t('map.many'));
    }

    stateOf(values) {
        return shareState(values.province, 'empty');
    }

    windowOf(values) {
        return values.province.window;
    }

    /** Indices from most to least; the unknown last, whatever its count. */
    ranked(counts) {
        const unknown = this.categories.findIndex(category => category.id === 'unknown');
        return [...counts.keys()].sort(
            (a, b) => (a === unknown) - (b === unknown) || counts[b] - counts[a] || a - b,
        );
    }

    update(values) {
        const { tr, theme } = this.context;
        const { counts, total } = values.province;
        const known = counts.filter((_, i) => this.categories[i].id !== 'unknown');
        const [least, most] = [Math.min(...known), Math.max(...known)];
        counts.forEach((value, i) => {
            const isUnknown = this.categories[i].id === 'unknown';
            const colour = isUnknown
                ? theme.colours.unknown
                : rampColour(
                      theme.colours.ramp,
                      most > least ? (value - least) / (most - least) : 0,
                  );
            const { style } = this.tiles[i];
            style.backgroundColor = colour;
            style.color = inkOn(colour);
            const text = `${tr.label(this.categories[i])}: ${exact(value)} (${share(value, total)})`;
            setAttribute(this.tiles[i], 'title', text);
            setAttribute(this.entries[i].element, 'title', text);
            setText(this.entries[i].value, exact(value));
        });
        this.ranked(counts).forEach((index, place) => {
            const { element, rank } = this.entries[index];
            const isUnknown = this.categories[index].id === 'unknown';
            setText(rank, isUnknown ? '?' : String(place + 1));
            if (this.list.children[place] !== element)
                this.list.insertBefore(element, this.list.children[place] ?? null);
        });
    }

    tableOf(values) {
        const { tr } = this.context;
        const { counts, total } = values.province;
        return {
            isRanked: true,
            head: ['table.rank', 'table.province', 'table.count', 'table.share'].map(key =>
                tr.t(key),
            ),
            rows: [
                ...this.ranked(counts).map((index, place) => [
                    this.categories[index].id === 'unknown' ? '' : place + 1,
                    tr.label(this.categories[index]),
                    exact(counts[index]),
                    share(counts[index], total),
                ]),
                ['', tr.t('table.total'), exact(total), ''],
            ],
        };
    }

    summaryOf(values, title, sub) {
        const { tr } = this.context;
        const { counts, total } = values.province;
        const rows = this.ranked(counts).map(i => [
            tr.label(this.categories[i]),
            exact(counts[i]),
            share(counts[i], total),
        ]);
        return shareSummary(this.context, title, sub, rows, total);
    }

    dispose() {
        this.observer.disconnect();
    }
}
