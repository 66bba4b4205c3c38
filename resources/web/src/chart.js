// SPDX-License-Identifier: GPL-3.0-or-later
// ECharts, cut down to what the panels use, and what all charts here have in common.
import * as echarts from 'echarts/core';
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
import { h } from './dom.js';
import { tick } from './format.js';
import { roundStep } from './steps.js';

echarts.use([
    BarChart,
    LineChart,
    PieChart,
    AriaComponent,
    GridComponent,
    TooltipComponent,
    CanvasRenderer,
]);

export const kFontFamily =
    'Inter, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", ' + '"Microsoft YaHei", sans-serif';

/** The size of small text in pixels; the style sheet scales the root with the screen. */
export function textSize() {
    return parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75;
}

/** A chart that follows its element's size. */
export class Chart {
    constructor(context, element) {
        this.context = context;
        this.element = element;
        this.echart = echarts.init(element, null, { renderer: 'canvas' });
        this.observer = new ResizeObserver(() => this.echart.resize());
        this.observer.observe(element);
    }

    /** The first option carries the style, the later ones only data. */
    set(option) {
        this.echart.setOption(option, { lazyUpdate: true, silent: true });
    }

    /** Limits of a time axis over [from, to], with labels on round times that fit beside each other;
     *  `sizes` is a label's room in sizes of small text, `least` the shortest step in ms. */
    timeLimits(from, to, sizes, least) {
        // Not ECharts' own width, which is of the moment before the panel was shown.
        const most = this.element.clientWidth / (textSize() * sizes);
        const step = roundStep(Math.max((to - from) / most, least));
        // ECharts takes the next round step below what it is given.
        return { min: from, max: to, minInterval: step + 1, maxInterval: step + 1 };
    }

    dispose() {
        this.observer.disconnect();
        this.echart.dispose();
    }
}

export function chartOf(element) {
    return echarts.getInstanceByDom(element);
}

export function baseOption(context) {
    const { colours } = context.theme;
    return {
        // Five ticks a second are motion enough; easing between them would draw sixty times.
        animation: false,
        textStyle: { fontFamily: kFontFamily, color: colours.text, fontSize: textSize() },
        tooltip: {
            confine: true,
            transitionDuration: 0,
            padding: [8, 12],
            backgroundColor: colours.tip,
            borderColor: colours.tipBorder,
            borderWidth: 1,
            textStyle: { color: colours.text, fontSize: textSize() },
            extraCssText: 'box-shadow: 0 6px 24px rgba(0, 0, 0, .25); border-radius: 8px;',
        },
    };
}

export function valueAxis(context, extra = {}) {
    const { colours } = context.theme;
    return {
        type: 'value',
        min: 0,
        splitNumber: 4,
        minInterval: 1,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { lineStyle: { color: colours.grid } },
        axisLabel: {
            color: colours.muted,
            fontSize: textSize(),
            formatter: value => tick(value, context.tr.language),
        },
        ...extra,
    };
}

/** A tooltip's content: a title and rows of [colour, name, value, share]; nodes, not markup. */
export function tipContent(title, rows, notes = []) {
    return h(
        'div.tip',
        {},
        h('div.tip-title', {}, title),
        h(
            'table',
            {},
            h(
                'tbody',
                {},
                rows.map(([colour, name, value, share]) => {
                    const dot = h('span.tip-dot');
                    dot.style.backgroundColor = colour ?? 'transparent';
                    return h(
                        'tr',
                        {},
                        h('td', {}, dot, name),
                        h('td.number', {}, value),
                        h('td.number.dim', {}, share ?? ''),
                    );
                }),
            ),
        ),
        notes.filter(Boolean).map(note => h('div.tip-note', {}, note)),
    );
}
