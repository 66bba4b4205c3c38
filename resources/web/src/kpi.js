// SPDX-License-Identifier: GPL-3.0-or-later
// The strip of key figures: value, change against the previous window, a small line of the past.
import { h, setAttribute, setText, svg } from './dom.js';
import { count, exact, kUnknown, percent } from './format.js';

/** id -> whether it is a ratio, which changes in points. */
const kKpis = {
    orders: false,
    visits: false,
    unique_visitors: false,
    conversion: true,
    cart_rate: true,
    events_per_second: false,
};
const kWidth = 80;
const kHeight = 28;
const kLeastPoints = 10;

/** Without what is not known yet at its beginning, so that a young line is not a corner's. */
function grown(spark) {
    const first = spark.findIndex(value => value !== null);
    return spark.slice(Math.min(Math.max(first, 0), Math.max(spark.length - kLeastPoints, 0)));
}

/** Path of a series in a box of kWidth x kHeight; a null is a gap. Empty for fewer than two. */
export function sparkPath(points, closed) {
    const known = points.filter(value => value !== null);
    if (known.length < 2) return '';
    const [least, most] = [Math.min(...known), Math.max(...known)];
    const x = i => ((i / (points.length - 1)) * kWidth).toFixed(1);
    const y = value =>
        (
            kHeight -
            2 -
            (most > least ? (value - least) / (most - least) : 0.5) * (kHeight - 4)
        ).toFixed(1);
    const runs = [];
    points.forEach((value, i) => {
        if (value === null) return;
        if (i === 0 || points[i - 1] === null) runs.push([]);
        runs.at(-1).push([x(i), y(value)]);
    });
    return runs
        .map(run => {
            const line = `M${run.map(point => point.join(' ')).join('L')}`;
            return closed ? `${line}L${run.at(-1)[0]} ${kHeight}L${run[0][0]} ${kHeight}Z` : line;
        })
        .join('');
}

class Card {
    constructor(context, id, isRatio) {
        Object.assign(this, { context, id, isRatio });
        this.value = h('strong.kpi-value', {}, kUnknown);
        this.arrow = h('span.kpi-arrow', { 'aria-hidden': 'true' });
        this.change = h('span', {}, kUnknown);
        this.area = svg('path', { class: 'spark-area' });
        this.line = svg('path', { class: 'spark-line' });
        this.element = h(
            'div.kpi',
            { role: 'group', 'aria-label': context.tr.t(`kpi.${id}`) },
            h('span.kpi-name', {}, context.tr.t(`kpi.${id}`)),
            this.value,
            h('span.kpi-change', {}, this.arrow, this.change),
            svg(
                'svg',
                {
                    class: 'spark',
                    viewBox: `0 0 ${kWidth} ${kHeight}`,
                    preserveAspectRatio: 'none',
                    'aria-hidden': 'true',
                },
                this.area,
                this.line,
            ),
        );
    }

    format(value) {
        return this.isRatio ? percent(value, 2) : count(value, this.context.tr.language);
    }

    update({ value, change, spark }, uniqueError) {
        const { tr } = this.context;
        setText(this.value, this.format(value));
        const isKnown = change !== null && change !== undefined;
        this.arrow.hidden = !isKnown;
        setText(this.arrow, !isKnown ? '' : change > 0 ? '▲' : change < 0 ? '▼' : '＝');
        setText(
            this.change,
            isKnown
                ? tr.t('kpi.change', { change: this.changeText(change) })
                : tr.t('kpi.noChange'),
        );
        const points = grown(spark ?? []);
        setAttribute(this.area, 'd', sparkPath(points, true));
        setAttribute(this.line, 'd', sparkPath(points, false));
        const help = tr.t(`kpi.${this.id}.help`, { error: percent(uniqueError, 2) });
        const figure = this.isRatio ? percent(value, 4) : exact(value);
        setAttribute(this.element, 'title', `${help}\n${tr.t('kpi.exact', { value: figure })}`);
    }

    changeText(change) {
        const size = (Math.abs(change) * 100).toFixed(1);
        return `${size} ${this.isRatio ? this.context.tr.t('kpi.points') : '%'}`;
    }
}

export class KpiStrip {
    constructor(context) {
        this.cards = Object.entries(kKpis).map(([id, isRatio]) => new Card(context, id, isRatio));
        this.element = h(
            'section.kpis',
            { 'aria-label': context.tr.t('kpi.strip') },
            this.cards.map(card => card.element),
        );
    }

    update(values) {
        for (const card of this.cards) card.update(values.kpis[card.id], values.unique_error);
    }

    setStale(isStale) {
        this.element.classList.toggle('is-stale', isStale);
    }
}
