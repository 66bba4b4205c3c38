// SPDX-License-Identifier: GPL-3.0-or-later
// Purchases by gender since start: a ring with the total in its middle.
import { baseOption, Chart, textSize, tipContent } from '../chart.js';
import { h, setText } from '../dom.js';
import { count, exact, kLeastForRatio, percent, share } from '../format.js';
import { shareRows, shareState, shareSummary, shareTable } from './shares.js';

export class GenderView {
    static id = 'gender';

    constructor(context, body) {
        this.context = context;
        this.categories = context.structure.dimensions.gender;
        this.total = h('strong');
        const plot = h('div.fill');
        body.append(
            plot,
            h(
                'div.donut-middle',
                { 'aria-hidden': 'true' },
                this.total,
                h('span', {}, context.tr.t('donut.orders')),
            ),
        );
        this.middle = body.lastChild;
        this.chart = new Chart(context, plot);
        this.chart.set(this.style());
    }

    style() {
        const base = baseOption(this.context);
        const { colours } = this.context.theme;
        return {
            ...base,
            tooltip: {
                ...base.tooltip,
                trigger: 'item',
                formatter: item =>
                    tipContent(this.context.tr.t('panel.gender'), [
                        [item.color, item.name, exact(item.value), share(item.value, this.sum)],
                    ]),
            },
            series: [
                {
                    id: 'gender',
                    type: 'pie',
                    radius: ['52%', '74%'],
                    center: ['50%', '50%'],
                    startAngle: 90,
                    data: [],
                    color: this.context.theme.genders,
                    minAngle: 2,
                    itemStyle: { borderColor: colours.panel, borderWidth: textSize() / 4 },
                    emphasis: { scaleSize: 4 },
                    label: {
                        color: colours.text,
                        fontSize: textSize() * 1.05,
                        lineHeight: textSize() * 1.35,
                        formatter: item => `${item.name}\n${this.part(item.value)}`,
                    },
                    labelLine: {
                        length: textSize() * 0.8,
                        length2: textSize() * 0.7,
                        lineStyle: { width: 1 },
                    },
                },
            ],
        };
    }

    part(value) {
        return this.sum < kLeastForRatio ? exact(value) : percent(value / this.sum);
    }

    stateOf(values) {
        return shareState(values.order_gender, 'emptyOrders');
    }

    update(values) {
        const { tr } = this.context;
        const { counts, total } = values.order_gender;
        this.sum = total;
        setText(this.total, count(total, tr.language));
        this.middle.title = exact(total);
        this.chart.set({
            series: [
                {
                    id: 'gender',
                    data: this.categories.map((category, i) => ({
                        name: tr.label(category),
                        value: counts[i],
                        label: { show: counts[i] > 0 },
                        labelLine: { show: counts[i] > 0 },
                    })),
                },
            ],
        });
    }

    tableOf(values) {
        return shareTable(this.context, 'table.gender', this.categories, values.order_gender);
    }

    summaryOf(values, title, sub) {
        const data = values.order_gender;
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
