// SPDX-License-Identifier: GPL-3.0-or-later
// Events per second by action over five minutes, stacked. What is not final yet is dashed.
import { baseOption, Chart, tipContent, valueAxis, textSize } from '../chart.js';
import { h, svg } from '../dom.js';
import { clock, exact, share } from '../format.js';

const kSecond = 1000;
/** A young stream does not sit in a corner of an empty chart. */
const kLeastSeconds = 60;
const kEdge = 0.04;
/** Room for a label with its gap, in sizes of small text. */
const kLabelSizes = 7;
/** Shapes in the legend and at the ends of the lines: colour is never alone. */
const kShapes = ['circle', 'triangle', 'diamond', 'rect'];
const kShapePaths = [
    'M1 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0z',
    'M5 .8 9.4 8.8H.6z',
    'M5 .2 9.8 5 5 9.8.2 5z',
    'M1.2 1.2h7.6v7.6H1.2z',
];

export class BehaviorView {
    static id = 'behavior';

    constructor(context, body, tools) {
        this.context = context;
        this.colours = context.theme.actions;
        tools.append(this.legend());
        this.chart = new Chart(context, body);
        this.chart.set(this.style());
    }

    legend() {
        return h(
            'div.legend',
            { 'aria-hidden': 'true' },
            this.context.actions.map((action, i) =>
                h(
                    'span',
                    {},
                    svg(
                        'svg',
                        { viewBox: '0 0 10 10', class: 'legend-mark' },
                        svg('path', { d: kShapePaths[i], fill: this.colours[i] }),
                    ),
                    this.context.tr.label(action),
                ),
            ),
        );
    }

    style() {
        const { context } = this;
        const { colours } = context.theme;
        const line = (i, isPartial) => ({
            id: `${isPartial ? 'partial' : 'final'}${i}`,
            type: 'line',
            data: [],
            stack: isPartial ? 'partial' : 'final',
            showSymbol: true,
            symbol: 'none',
            silent: true,
            emphasis: { disabled: true },
            z: isPartial ? 3 : 2,
            color: this.colours[i],
            lineStyle: { width: textSize() / 8, type: isPartial ? [3, 3] : 'solid' },
            areaStyle: { opacity: colours.areaOpacity * (isPartial ? 0.45 : 1) },
        });
        const base = baseOption(context);
        return {
            ...base,
            grid: { left: 8, right: textSize(), top: 12, bottom: 4, containLabel: true },
            useUTC: true,
            tooltip: {
                ...base.tooltip,
                trigger: 'axis',
                formatter: items => this.tip(items),
                axisPointer: { type: 'line', lineStyle: { color: colours.muted, type: 'solid' } },
            },
            xAxis: {
                type: 'time',
                axisTick: { show: false },
                axisLine: { lineStyle: { color: colours.grid } },
                axisLabel: {
                    color: colours.muted,
                    fontSize: textSize(),
                    hideOverlap: true,
                    showMinLabel: false,
                    showMaxLabel: false,
                    formatter: value => (value > this.lastLabel ? '' : clock(value, 0)),
                },
            },
            yAxis: valueAxis(context),
            series: [...this.colours.keys()].flatMap(i => [line(i, false), line(i, true)]),
        };
    }

    stateOf(values) {
        return values.trend.counts.length ? 'ok' : 'empty';
    }

    /** The counts of a second; a second that is missing is a gap. */
    points(trend, action, from, to) {
        const shift = this.context.offset * 60_000;
        const points = [];
        for (let i = from; i < to; ++i)
            points.push([trend.start + shift + i * kSecond, trend.counts[i]?.[action] ?? null]);
        return points;
    }

    update(values) {
        const { trend } = values;
        this.values = values;
        const shift = this.context.offset * 60_000;
        const last = trend.start + (trend.counts.length - 1) * kSecond;
        const span = Math.max(trend.counts.length - 1, kLeastSeconds) * kSecond;
        const series = this.colours.flatMap((_, action) => {
            const done = this.points(trend, action, 0, trend.final);
            if (done.length)
                done.push({
                    value: done.pop(),
                    symbol: kShapes[action],
                    symbolSize: textSize() * 0.55,
                });
            const open = this.points(
                trend,
                action,
                Math.max(trend.final - 1, 0),
                trend.counts.length,
            );
            return [
                { id: `final${action}`, data: done },
                { id: `partial${action}`, data: open },
            ];
        });
        // A label that would hang over the edge is left out.
        this.lastLabel = last + shift - span * kEdge;
        this.chart.set({
            xAxis: this.chart.timeLimits(last - span + shift, last + shift, kLabelSizes, kSecond),
            series,
        });
    }

    tip(items) {
        const { tr, actions, offset } = this.context;
        const { trend, counters } = this.values;
        const start = items[0].value[0] - offset * 60_000;
        const at = Math.round((start - trend.start) / kSecond);
        const counts = trend.counts[at];
        if (!counts) return '';
        const total = counts.reduce((sum, value) => sum + value, 0);
        const rows = counts
            .map((value, i) => [this.colours[i], tr.label(actions[i]), value])
            .sort((a, b) => b[2] - a[2])
            .map(([colour, name, value]) => [colour, name, exact(value), share(value, total)]);
        rows.push([null, tr.t('tip.total'), exact(total)]);
        return tipContent(`${clock(start, offset)} – ${clock(start + kSecond, offset)}`, rows, [
            at >= trend.final ? tr.t('tip.partial') : '',
            counters.late_corrected + counters.late_dropped
                ? tr.t('tip.late', {
                      count: exact(counters.late_corrected + counters.late_dropped),
                  })
                : '',
        ]);
    }

    tableOf({ trend }) {
        const { tr, actions, offset } = this.context;
        return {
            head: [
                tr.t('table.time'),
                ...actions.map(action => tr.label(action)),
                tr.t('table.total'),
            ],
            rows: trend.counts
                .map((counts, i) => [
                    clock(trend.start + i * kSecond, offset) + (i >= trend.final ? ' *' : ''),
                    ...counts.map(exact),
                    exact(counts.reduce((sum, value) => sum + value, 0)),
                ])
                .reverse(),
        };
    }

    summaryOf({ trend }, title, sub) {
        const { tr, actions, offset } = this.context;
        const newest = trend.counts[trend.final - 1];
        if (!newest) return tr.t('summary.none', { panel: title });
        return tr.t('summary.trend', {
            panel: title,
            sub,
            from: clock(trend.start, offset),
            to: clock(trend.start + trend.counts.length * kSecond, offset),
            parts: actions.map((action, i) => `${tr.label(action)} ${exact(newest[i])}`).join(', '),
        });
    }

    dispose() {
        this.chart.dispose();
    }
}
