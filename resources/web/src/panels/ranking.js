// SPDX-License-Identifier: GPL-3.0-or-later
// A ranking as bars: rows slide to their new place when a window ends; while the mouse is on the
// list its order stays, so that what is pointed at does not run away.
import { h, setAttribute, setText } from '../dom.js';
import { count, exact, share } from '../format.js';

/** Beyond so many times the first row's count the bar of the others is shown broken; whole again
 *  only well below, so that the scale does not jump to and fro. */
const kBreakAbove = 3;
const kWholeBelow = 2.4;

class Row {
    constructor(kind) {
        this.arrow = h('span.rank-arrow', { 'aria-hidden': 'true' });
        this.name = h('span.rank-name');
        this.bar = h('span.rank-bar');
        this.tail = h('span.rank-tail', { hidden: true });
        this.value = h('span.rank-value');
        this.element = h(
            `li.rank-row.${kind}`,
            {},
            h('span.rank-label', {}, this.arrow, this.name),
            h('span.rank-track', {}, this.bar, this.tail, this.value),
        );
    }

    place(top, height) {
        this.element.style.transform = `translateY(${top}px)`;
        this.element.style.height = `${height}px`;
    }

    show(value, scale, language) {
        setText(this.value, count(value, language));
        this.tail.hidden = value <= scale;
        this.bar.style.setProperty('--part', scale ? Math.min(value / scale, 1) : 0);
    }
}

class RankingView {
    static role = 'group';

    constructor(context, body) {
        this.context = context;
        this.rows = new Map();
        this.order = [];
        this.frozen = false;
        this.others = new Row('others');
        setText(this.others.name, context.tr.t('ranking.others'));
        this.list = h(
            'ul.ranking',
            {
                onpointerenter: () => {
                    this.frozen = true;
                },
                onpointerleave: () => this.thaw(),
            },
            this.others.element,
        );
        body.append(this.list);
        this.observer = new ResizeObserver(() => this.arrange());
        this.observer.observe(this.list);
    }

    stateOf(values) {
        return this.dataOf(values).total ? 'ok' : this.constructor.emptyState;
    }

    windowOf(values) {
        return this.dataOf(values).window;
    }

    thaw() {
        this.frozen = false;
        if (this.values) this.update(this.values);
    }

    update(values) {
        this.values = values;
        const { top, other } = this.dataOf(values);
        const isNewWindow = this.windowOf(values).end !== this.shownEnd;
        if (!this.order.length || (isNewWindow && !this.frozen)) {
            this.order = top.map(item => item.id);
            this.shownEnd = this.windowOf(values).end;
            this.arrange();
        }
        const largest = Math.max(...top.map(item => item.count), 1);
        this.isBroken = other > largest * (this.isBroken ? kWholeBelow : kBreakAbove);
        const scale = this.isBroken ? largest : Math.max(largest, other);
        for (const item of top) this.showItem(item, scale);
        this.others.show(other, scale, this.context.tr.language);
        this.others.element.title = exact(other);
    }

    showItem(item, scale) {
        const row = this.rows.get(item.id);
        if (!row) return;
        const { tr } = this.context;
        row.show(item.count, scale, tr.language);
        const change = this.changeText(item);
        setText(
            row.arrow,
            item.new ? '✦' : item.rank_change > 0 ? '▲' : item.rank_change < 0 ? '▼' : '·',
        );
        row.arrow.classList.toggle('moved', item.new || item.rank_change !== 0);
        setAttribute(
            row.element,
            'title',
            `${this.nameOf(item.id)}: ${exact(item.count)} (${share(
                item.count,
                this.dataOf(this.values).total,
            )}), ${change}`,
        );
    }

    nameOf(id) {
        return id === 'unknown' ? this.context.tr.t('category.unknown') : id;
    }

    changeText(item) {
        const { tr } = this.context;
        if (item.new) return tr.t('ranking.new');
        if (!item.rank_change) return tr.t('ranking.same');
        return tr.t(item.rank_change > 0 ? 'ranking.up' : 'ranking.down', {
            places: Math.abs(item.rank_change),
        });
    }

    /** Gives every id of the order its row and its place; the others come last. */
    arrange() {
        const height = this.list.clientHeight / Math.max(this.order.length + 1, 6);
        for (const [id, row] of this.rows) {
            if (!this.order.includes(id)) {
                row.element.remove();
                this.rows.delete(id);
            }
        }
        this.order.forEach((id, i) => {
            let row = this.rows.get(id);
            if (!row) {
                row = new Row(this.constructor.id);
                setText(row.name, this.nameOf(id));
                this.rows.set(id, row);
                this.others.element.before(row.element);
            }
            row.place(i * height, height);
        });
        this.others.place(this.order.length * height, height);
    }

    tableOf(values) {
        const { tr } = this.context;
        const { top, other, total } = this.dataOf(values);
        const rows = top.map((item, i) => [
            i + 1,
            this.nameOf(item.id),
            exact(item.count),
            share(item.count, total),
            this.changeText(item),
        ]);
        return {
            isRanked: true,
            head: [
                'table.rank',
                this.constructor.nameKey,
                'table.count',
                'table.share',
                'table.change',
            ].map(key => tr.t(key)),
            rows: [
                ...rows,
                ['', tr.t('ranking.others'), exact(other), share(other, total), ''],
                ['', tr.t('table.total'), exact(total), '', ''],
            ],
        };
    }

    summaryOf(values, title, sub) {
        const { tr } = this.context;
        const { top, total } = this.dataOf(values);
        if (!total) return tr.t('summary.none', { panel: title });
        return tr.t('summary.shares', {
            panel: title,
            sub,
            total: exact(total),
            parts: top
                .map((item, i) => `${i + 1}. ${this.nameOf(item.id)} ${exact(item.count)}`)
                .join('; '),
        });
    }

    dispose() {
        this.observer.disconnect();
    }
}

export class BrandView extends RankingView {
    static id = 'brand';
    static nameKey = 'table.brand';
    static emptyState = 'emptyBrand';
    dataOf(values) {
        return values.brand;
    }
}

export class CategoryView extends RankingView {
    static id = 'category';
    static nameKey = 'table.category';
    static emptyState = 'empty';
    dataOf(values) {
        return values.category;
    }
}
