// SPDX-License-Identifier: GPL-3.0-or-later
// Events per second over the last half hour, small, at the bottom.
import { baseOption, Chart, textSize, tipContent } from '../chart.js';
import { h, setText } from '../dom.js';
import { clock, exact } from '../format.js';

const kSecond = 1000;
const kMinute = 60 * kSecond;
/** Room for a label with its gap, in sizes of small text. */
const kLabelSizes = 5.5;
const kLeastSeconds = 300;

export class TimelineView {
    static id = 'timeline';

    constructor(context, body) {
        this.context = context;
        this.back = h('span.timeline-end');
        const plot = h('div.fill');
        body.append(
            h(
                'div.timeline-row',
                {},
                this.back,
                h('div.timeline-plot', {}, plot),
                h('span.timeline-end.now', {}, context.tr.t('timeline.now')),
            ),
        );
        this.chart = new Chart(context, plot);
        this.chart.set(this.style());
    }

    style() {
        const { context } = this;
        const { colours } = context.theme;
        const base = baseOption(context);
        return {
            ...base,
            grid: {
                left: textSize() * 1.4,
                right: textSize() * 1.4,
                top: 4,
                bottom: textSize() * 1.6,
            },
            useUTC: true,
            tooltip: {
                ...base.tooltip,
                trigger: 'axis',
                formatter: ([item]) =>
                    tipContent(clock(item.value[0] - context.offset * 60_000, context.offset), [
                        [colours.muted, context.tr.t('tip.total'), exact(item.value[1])],
                    ]),
            },
            xAxis: {
                type: 'time',
                axisTick: { show: false },
                axisLine: { lineStyle: { color: colours.grid } },
                axisLabel: {
                    color: colours.muted,
                    fontSize: textSize(),
                    hideOverlap: true,
                    margin: 5,
                    showMinLabel: false,
                    showMaxLabel: false,
                    formatter: value => clock(value, 0, false),
                },
            },
            yAxis: { type: 'value', min: 0, show: false },
            series: [
                {
                    id: 'all',
                    type: 'line',
                    data: [],
                    symbol: 'none',
                    silent: true,
                    color: colours.muted,
                    lineStyle: { width: textSize() / 12 },
                    areaStyle: { opacity: 0.18 },
                },
                {
                    id: 'now',
                    type: 'line',
                    data: [],
                    symbol: 'none',
                    silent: true,
                    tooltip: { show: false },
                    color: colours.mark,
                    lineStyle: { width: textSize() / 6 },
                },
            ],
        };
    }

    stateOf(values) {
        return values.timeline.counts.length ? 'ok' : 'empty';
    }

    /** Final seconds only: at this size the beginning of a second would look like a fall. */
    update({ timeline, trend }) {
        const { start } = timeline;
        const open = trend.counts.length - trend.final;
        const counts = timeline.counts.slice(0, Math.max(timeline.counts.length - open, 0));
        const stamp = `${start}/${counts.length}/${counts.at(-1)}`;
        if (stamp === this.stamp) return;
        this.stamp = stamp;
        const shift = this.context.offset * 60_000;
        const last = start + shift + (counts.length - 1) * kSecond;
        const span = Math.max(counts.length - 1, kLeastSeconds);
        const most = Math.max(...counts, 1);
        setText(this.back, this.context.tr.t('timeline.back', { minutes: Math.round(span / 60) }));
        this.chart.set({
            xAxis: this.chart.timeLimits(last - span * kSecond, last, kLabelSizes, kMinute),
            yAxis: { max: most * 1.1 },
            series: [
                { id: 'all', data: counts.map((value, i) => [start + shift + i * kSecond, value]) },
                {
                    id: 'now',
                    data: [
                        [last, 0],
                        [last, most * 1.1],
                    ],
                },
            ],
        });
    }

    /** By minute: half an hour of seconds is no reading matter. */
    tableOf({ timeline }) {
        const { tr, offset } = this.context;
        const minutes = new Map();
        timeline.counts.forEach((value, i) => {
            const at = timeline.start + i * kSecond;
            const minute = at - (at % kMinute);
            minutes.set(minute, (minutes.get(minute) ?? 0) + value);
        });
        return {
            head: [tr.t('table.minute'), tr.t('table.total')],
            rows: [...minutes]
                .reverse()
                .map(([minute, sum]) => [clock(minute, offset, false), exact(sum)]),
        };
    }

    summaryOf({ timeline }, title) {
        const { tr, offset } = this.context;
        const { start, counts } = timeline;
        if (!counts.length) return tr.t('summary.none', { panel: title });
        return tr.t('summary.timeline', {
            from: clock(start, offset),
            to: clock(start + counts.length * kSecond, offset),
            max: exact(Math.max(...counts)),
            now: exact(counts.at(-1)),
        });
    }

    dispose() {
        this.chart.dispose();
    }
}
