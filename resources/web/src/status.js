// SPDX-License-Identifier: GPL-3.0-or-later
// The status pill and the line of components at the bottom. Word, shape and colour say the same.
import { h, setAttribute, setText } from './dom.js';
import { clock, count, dateAndClock, duration, exact, kUnknown, percent } from './format.js';
import { problemText } from './problems.js';

export const kShapes = {
    connecting: '◌',
    waiting: '○',
    catching_up: '◐',
    live: '●',
    delayed: '▲',
    disconnected: '✕',
    stopped: '■',
    paused: '❚❚',
};
const kHealthShapes = {
    off: '○',
    starting: '◌',
    ok: '●',
    degraded: '▲',
    down: '✕',
    stopped: '■',
    unknown: '?',
};
const kComponents = ['kafka_in', 'kafka_out', 'dead_letters', 'redis', 'state', 'web'];
/** Told about only when something is amiss with them. */
const kQuiet = ['dead_letters', 'state'];

export class StatusPill {
    constructor(context) {
        this.context = context;
        this.shape = h('span.pill-shape', { 'aria-hidden': 'true' });
        this.word = h('span');
        this.element = h('div.pill', { role: 'status' }, this.shape, this.word);
    }

    /** `server` is how the page's own connection is: {connected, retryAt}. */
    update(state, values, server, now) {
        setAttribute(this.element, 'data-state', state);
        setText(this.shape, kShapes[state]);
        setText(this.word, this.context.tr.t(`state.${state}`));
        setAttribute(this.element, 'title', this.hint(values, server, now));
    }

    hint(values, server, now) {
        const { tr, offset } = this.context;
        const lines = [];
        if (values) {
            lines.push(
                values.newest
                    ? tr.t('state.newest', { time: dateAndClock(values.newest, offset) })
                    : tr.t('state.noEvent'),
            );
            if (values.counters.lag_ms >= 0)
                lines.push(
                    tr.t('state.lag', { lag: duration(values.counters.lag_ms, tr.language) }),
                );
        }
        const input = values?.components.kafka_in;
        const retryAt = server.connected ? input?.next_retry : server.retryAt;
        if (!server.connected) lines.push(tr.t('state.serverLost'));
        else if (input?.error)
            lines.push(tr.t('state.lastError', { text: problemText(input.error, tr.language) }));
        if (retryAt > now)
            lines.push(tr.t('state.nextRetry', { time: duration(retryAt - now, tr.language) }));
        return lines.join('\n');
    }
}

export class StatusLine {
    constructor(context) {
        this.context = context;
        this.dots = new Map(kComponents.map(id => [id, this.dot()]));
        this.rate = h('span.footer-item');
        this.counters = h('span.footer-item');
        this.watermark = h('span.footer-item.last');
        this.element = h(
            'footer.status-line',
            { 'aria-label': context.tr.t('footer.label') },
            [...this.dots.values()].map(dot => dot.element),
            this.rate,
            this.counters,
            this.watermark,
        );
    }

    dot() {
        const shape = h('span.dot', { 'aria-hidden': 'true' });
        const text = h('span');
        return { shape, text, element: h('span.footer-item', {}, shape, text) };
    }

    update(values, isConnected) {
        const { tr, offset } = this.context;
        for (const [id, dot] of this.dots)
            this.showComponent(dot, id, this.statusOf(id, values, isConnected), values);
        setText(
            this.rate,
            tr.t('footer.rate', { rate: count(values.kpis.events_per_second.value, tr.language) }),
        );
        const { counters } = values;
        const bad = Object.values(counters.undecodable).reduce((sum, n) => sum + n, 0);
        const all = bad + counters.rows;
        setText(
            this.counters,
            tr.t('footer.counters', {
                late: count(counters.late_corrected + counters.late_dropped, tr.language),
                dropped: count(counters.late_dropped, tr.language),
                undecodable: all ? percent(bad / all, 2) : kUnknown,
            }),
        );
        setText(
            this.watermark,
            tr.t('footer.watermark', { time: clock(values.watermark, offset) }),
        );
        setAttribute(this.watermark, 'title', dateAndClock(values.watermark, offset));
    }

    /** Without the server nothing is known of its parts but that it is gone. */
    statusOf(id, values, isConnected) {
        if (isConnected) return values.components[id];
        return { ...values.components[id], health: id === 'web' ? 'down' : 'unknown', error: null };
    }

    showComponent(dot, id, status, values) {
        const { tr } = this.context;
        dot.element.hidden =
            kQuiet.includes(id) && ['off', 'ok', 'unknown'].includes(status.health);
        setAttribute(dot.shape, 'data-health', status.health);
        setText(dot.shape, kHealthShapes[status.health]);
        const notes = [this.noteOf(id, status, values)];
        if (status.health !== 'ok') notes.unshift(tr.t(`health.${status.health}`));
        setText(dot.text, [tr.t(`component.${id}`), ...notes].filter(Boolean).join(' · '));
        setAttribute(
            dot.element,
            'title',
            [status.target, status.error && problemText(status.error, tr.language)]
                .filter(Boolean)
                .join('\n'),
        );
    }

    noteOf(id, status, { counters }) {
        const { tr } = this.context;
        if (
            ['off', 'unknown'].includes(status.health) ||
            (id === 'web' && status.health === 'down')
        )
            return '';
        if (id === 'kafka_in')
            return counters.lag_ms >= 0
                ? tr.t('footer.lag', { lag: duration(counters.lag_ms, tr.language) })
                : '';
        if (id === 'web') return tr.plural('footer.viewers', status.pending, exact(status.pending));
        return [
            status.pending > 0 &&
                tr.t('footer.pending', { count: count(status.pending, tr.language) }),
            status.dropped > 0 &&
                tr.t('footer.dropped', { count: count(status.dropped, tr.language) }),
        ]
            .filter(Boolean)
            .join(' · ');
    }
}
