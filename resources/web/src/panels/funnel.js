// SPDX-License-Identifier: GPL-3.0-or-later
// The behaviours since start as a funnel: of the clicks, how many led to the cart, to a purchase,
// to a favourite.
import { h, setText } from '../dom.js';
import { count, exact, share } from '../format.js';
import { shareState } from './shares.js';

export class FunnelView {
    static id = 'funnel';
    static role = 'group';

    constructor(context, body) {
        this.context = context;
        this.steps = context.actions.map((action, i) => this.step(action, i));
        body.append(
            h(
                'ul.funnel',
                {},
                this.steps.map(step => step.element),
            ),
        );
    }

    step(action, i) {
        const bar = h('span.funnel-bar');
        bar.style.backgroundColor = this.context.theme.actions[i];
        const value = h('strong');
        const rate = h('span.dim');
        const element = h(
            'li',
            {},
            h('span.funnel-name', {}, this.context.tr.label(action)),
            h('span.funnel-track', {}, bar),
            h('span.funnel-value', {}, value, rate),
        );
        return { element, bar, value, rate };
    }

    stateOf(values) {
        return shareState(values.behavior, 'empty');
    }

    update(values) {
        const { tr } = this.context;
        const { counts } = values.behavior;
        const widest = Math.max(...counts, 1);
        this.steps.forEach(({ element, bar, value, rate }, i) => {
            bar.style.width = `${(counts[i] / widest) * 100}%`;
            setText(value, count(counts[i], tr.language));
            setText(rate, i ? tr.t('funnel.rate', { rate: share(counts[i], counts[0]) }) : '');
            element.title = exact(counts[i]);
        });
    }

    rows({ behavior: { counts } }) {
        const { tr, actions } = this.context;
        return actions.map((action, i) => [
            tr.label(action),
            exact(counts[i]),
            i ? share(counts[i], counts[0]) : '',
        ]);
    }

    tableOf(values) {
        const { tr } = this.context;
        return {
            head: ['table.action', 'table.count', 'table.rate'].map(key => tr.t(key)),
            rows: [...this.rows(values), [tr.t('table.total'), exact(values.behavior.total), '']],
        };
    }

    summaryOf(values, title, sub) {
        const parts = this.rows(values).map(([name, number, rate]) =>
            rate ? `${name} ${number} (${rate})` : `${name} ${number}`,
        );
        return this.context.tr.t('summary.shares', {
            panel: title,
            sub,
            total: exact(values.behavior.total),
            parts: parts.join('; '),
        });
    }

    dispose() {}
}
