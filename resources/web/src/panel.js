// SPDX-License-Identifier: GPL-3.0-or-later
// The frame around each panel: title, badges for partial and stale, its actions, the states
// without data, and the table twin. The view inside only draws.
import { h, menuButton, setAttribute, setText } from './dom.js';
import { percent } from './format.js';

/** A screen reader's summary changes this often, not with every tick. */
const kSummaryMs = 5000;

/** `others` maps a view to the one that its panel can show instead. */
export class Panel {
    constructor(context, View, { withCsv = true, others = new Map() } = {}) {
        const { tr } = context;
        Object.assign(this, { context, id: View.id, withCsv, others, isTable: false });
        this.title = tr.t(`panel.${View.id}`);
        this.plot = h('div.panel-plot');
        this.table = h('div.panel-table', {
            tabindex: '0',
            role: 'region',
            hidden: true,
            'aria-label': `${this.title} · ${tr.t('panel.asTable')}`,
        });
        this.message = h('div.panel-message', { role: 'note' });
        this.partial = h('span.badge.partial', { title: tr.t('panel.partialHint'), hidden: true });
        this.stale = h('span.badge.stale', { hidden: true });
        this.subtitle = h('span.panel-sub');
        this.tools = h('div.panel-tools');
        const titleId = `title-${View.id}`;
        const head = h(
            'header.panel-head',
            { ondblclick: () => this.maximise() },
            h('h2', { id: titleId }, this.title),
            this.subtitle,
            this.partial,
            this.stale,
            this.tools,
            this.menu(),
        );
        this.element = h(
            `section.panel.panel-${View.id}`,
            { 'aria-labelledby': titleId, tabindex: '-1', 'data-panel': View.id },
            head,
            h('div.panel-body', {}, this.plot, this.table, this.message),
        );
        this.useView(View);
        this.setState('waiting');
    }

    useView(View) {
        this.view?.dispose();
        for (const element of [this.plot, this.tools, this.table]) element.replaceChildren();
        this.tbody = null;
        this.summaryAt = 0;
        this.sub = this.context.tr.t(`panel.${View.id}.sub`);
        setText(this.subtitle, this.sub);
        setAttribute(this.plot, 'role', View.role ?? 'img');
        setAttribute(this.plot, 'aria-label', this.title);
        this.View = View;
        this.view = new View(this.context, this.plot, this.tools);
        if (this.values) this.update(this.values, Date.now());
    }

    menu() {
        const { tr } = this.context;
        const name = tr.t('panel.menu', { panel: this.title });
        return menuButton('button.icon.panel-menu', name, '⋯', () =>
            [
                {
                    text: tr.t(this.isTable ? 'panel.asChart' : 'panel.asTable'),
                    run: () => this.toggleTable(),
                },
                this.others.has(this.View) && {
                    text: tr.t(`view.${this.others.get(this.View).id}`),
                    run: () => this.useView(this.others.get(this.View)),
                },
                this.withCsv && {
                    text: tr.t('panel.csv'),
                    href: this.context.api.csvUrl(this.id, tr.language),
                    download: `shoppulse-${this.id}.csv`,
                },
                { text: tr.t('panel.png'), run: () => this.context.savePng(this.element, this.id) },
                {
                    text: tr.t(this.isMaximised ? 'panel.restore' : 'panel.maximise'),
                    run: () => this.maximise(),
                },
            ].filter(Boolean),
        );
    }

    get isMaximised() {
        return this.element.classList.contains('maximised');
    }

    maximise() {
        this.element.classList.toggle('maximised');
    }

    toggleTable() {
        this.setTable(!this.isTable);
        if (this.isTable) this.table.focus();
        else if (this.values) this.view.update(this.values);
    }

    setTable(isTable) {
        this.isTable = isTable;
        this.refreshBody();
        if (isTable && this.values) this.fillTable();
    }

    /** 'ok' shows the view; any other state its words. */
    setState(state) {
        if (state === this.state) return;
        this.state = state;
        const isWaiting = ['waiting', 'connecting', 'noServer'].includes(state);
        this.element.classList.toggle('skeleton', isWaiting);
        if (state !== 'ok') setText(this.message, this.context.stateText(state));
        this.refreshBody();
    }

    refreshBody() {
        const hasData = this.state === 'ok';
        this.message.hidden = hasData;
        this.table.hidden = !hasData || !this.isTable;
        this.plot.hidden = !hasData || this.isTable;
    }

    update(values, now) {
        this.values = values;
        this.setState(this.view.stateOf(values));
        if (this.state !== 'ok') return;
        this.showPartial(this.view.windowOf?.(values));
        if (this.isTable) this.fillTable();
        else this.view.update(values);
        if (now - this.summaryAt >= kSummaryMs) {
            this.summaryAt = now;
            setAttribute(
                this.plot,
                'aria-label',
                this.view.summaryOf(values, this.title, this.sub),
            );
        }
    }

    showPartial(window) {
        const isPartial = Boolean(window?.end) && !window.final;
        this.partial.hidden = !isPartial;
        if (isPartial)
            setText(
                this.partial,
                this.context.tr.t('panel.partial', {
                    percent: percent(Math.min(window.progress, 0.99), 0),
                }),
            );
    }

    /** Dims the panel; `text` says since when. Null: fresh. */
    setStale(text) {
        const isStale = text !== null && this.state === 'ok';
        this.element.classList.toggle('is-stale', isStale);
        this.stale.hidden = !isStale;
        if (isStale) setText(this.stale, text);
    }

    /** Keeps the cells and changes their texts, so that a selection and the scroll stay. */
    fillTable() {
        const { head, rows, isRanked } = this.view.tableOf(this.values);
        if (!this.tbody) {
            this.tbody = h('tbody');
            this.table.append(
                h(
                    isRanked ? 'table.ranked' : 'table',
                    {},
                    h('caption.hidden-text', {}, `${this.title}, ${this.sub}`),
                    h(
                        'thead',
                        {},
                        h(
                            'tr',
                            {},
                            head.map(text => h('th', { scope: 'col' }, text)),
                        ),
                    ),
                    this.tbody,
                ),
            );
        }
        while (this.tbody.rows.length > rows.length) this.tbody.lastChild.remove();
        rows.forEach((row, i) => {
            if (!this.tbody.rows[i])
                this.tbody.append(
                    h(
                        'tr',
                        {},
                        row.map(() => h('td')),
                    ),
                );
            row.forEach((text, column) => setText(this.tbody.rows[i].cells[column], String(text)));
        });
    }

    dispose() {
        this.view.dispose();
    }
}
