// SPDX-License-Identifier: GPL-3.0-or-later
// Purchases by age group since start.
import { baseOption, Chart, textSize, tipContent, valueAxis } from '../chart.js';
import { count, exact, share } from '../format.js';
import { shareRows, shareState, shareSummary, shareTable } from './shares.js';

export class AgeView {
    static id = 'age';

    constructor(context, body) {
        this.context = context;
        this.categories = context.structure.dimensions.age;
        this.chart = new Chart(context, body);
        this.chart.set(this.style());
    }

    colourOf(category) {
        const { colours } = this.context.theme;
        return category.id === 'unknown' ? colours.unknown : colours.blue;
    }

    style() {
        const { context, categories } = this;
        const { colours } = context.theme;
        const base = baseOption(context);
        return {
            ...base,
            grid: { left: 10, right: 10, top: 22, bottom: 4, containLabel: true },
            tooltip: {
                ...base.tooltip,
                trigger: 'axis',
                axisPointer: { type: 'none' },
                formatter: ([item]) =>
                    tipContent(context.tr.t('panel.age'), [
                        [item.color, item.name, exact(item.value), share(item.value, this.sum)],
                    ]),
            },
            xAxis: {
                type: 'category',
                data: categories.map(category => context.tr.label(category)),
                axisTick: { show: false },
                axisLine: { lineStyle: { color: colours.grid } },
                axisLabel: {
                    color: colours.muted,
                    fontSize: textSize() * 0.92,
                    interval: 0,
                    hideOverlap: false,
                    margin: 6,
                    formatter: (label, i) => (categories[i].id === 'unknown' ? '?' : label),
                },
            },
            // The bars carry their figures, so the axis keeps its lines alone.
            yAxis: { ...valueAxis(context), axisLabel: { show: false } },
            series: [
                {
                    id: 'age',
                    type: 'bar',
                    data: [],
                    barCategoryGap: '32%',
                    itemStyle: { borderRadius: [3, 3, 0, 0] },
                    label: {
                        show: true,
                        position: 'top',
                        distance: 3,
                        color: colours.muted,
                        fontSize: textSize() * 0.9,
                        formatter: item => count(item.value, context.tr.language),
                    },
                    labelLayout: { hideOverlap: true },
                },
            ],
        };
    }

    stateOf(values) {
        return shareState(values.order_age, 'emptyOrders');
    }

    update(values) {
        const { counts, total } = values.order_age;
        this.sum = total;
        this.chart.set({
            series: [
                {
                    id: 'age',
                    data: this.categories.map((category, i) => ({
                        value: counts[i],
                        itemStyle: { color: this.colourOf(category) },
                    })),
                },
            ],
        });
    }

    tableOf(values) {
        return shareTable(this.context, 'table.age', this.categories, values.order_age);
    }

    summaryOf(values, title, sub) {
        const data = values.order_age;
        return shareSummary(
            this.context,
            title,
            sub,
            shareRows(this.context, this.categories, data),
            data.total,
        );
    }

    dispose() {
        this.chart.dispose();
    }
}
