// SPDX-License-Identifier: GPL-3.0-or-later
// The whole dashboard: built once for a structure, language and theme; a tick changes values only.
import { h, setText } from './dom.js';
import { Drawer } from './drawer.js';
import { clock, count, dateAndClock, duration, zoneLabel } from './format.js';
import { KpiStrip } from './kpi.js';
import { savePng } from './paint.js';
import { Panel } from './panel.js';
import { AgeView } from './panels/age.js';
import { BehaviorView } from './panels/behavior.js';
import { FunnelView } from './panels/funnel.js';
import { GenderView } from './panels/gender.js';
import { ProvinceView } from './panels/province.js';
import { BrandView, CategoryView } from './panels/ranking.js';
import { TimelineView } from './panels/timeline.js';
import { kShapes, StatusLine } from './status.js';
import { TopBar } from './topbar.js';

const kRows = [
    [BehaviorView, GenderView, AgeView],
    [BrandView, CategoryView, ProvinceView],
];
const kOthers = new Map([
    [BehaviorView, FunnelView],
    [FunnelView, BehaviorView],
]);
const kStaleMs = 5000;
const kHealthy = ['live', 'catching_up', 'delayed', 'paused', 'waiting'];

export class Dashboard {
    constructor(context, actions) {
        this.context = {
            ...context,
            stateText: state => this.stateText(state),
            savePng: (element, name) => this.savePng(element, name),
        };
        const { tr, structure } = this.context;
        this.drawer = new Drawer(this.context);
        this.bar = new TopBar(
            this.context,
            { ...actions, exportPng: () => this.savePng(this.charts, 'dashboard') },
            this.drawer,
        );
        this.kpis = new KpiStrip(this.context);
        this.pauseNote = h('p.pause-note', { role: 'status', hidden: true });
        const rows = kRows
            .map(row =>
                row
                    .filter(View => structure.panels.includes(View.id))
                    .map(View => new Panel(this.context, View, { others: kOthers })),
            )
            .filter(row => row.length);
        this.timeline = new Panel(this.context, TimelineView, { withCsv: false });
        this.panels = [...rows.flat(), this.timeline];
        this.charts = h(
            'main.charts',
            { id: 'charts', tabindex: '-1' },
            this.kpis.element,
            rows.map(row =>
                h(
                    'div.row',
                    {},
                    row.map(panel => panel.element),
                ),
            ),
            this.timeline.element,
        );
        this.line = new StatusLine(this.context);
        this.element = h(
            'div.dashboard',
            {},
            this.bar.element,
            this.pauseNote,
            this.charts,
            this.line.element,
            this.drawer.element,
        );
        document.documentElement.lang = tr.language === 'zh' ? 'zh-CN' : 'en';
    }

    stateText(state) {
        const { topic, brokers, format } = this.context.structure;
        return this.context.tr.t(`panel.${state}`, { topic, brokers, format });
    }

    savePng(element, name) {
        const { structure, tr, offset } = this.context;
        const footer = [
            'ShopPulse',
            structure.version,
            structure.profile.title[tr.language],
            tr.t('bar.topic', { topic: structure.topic }),
            `${dateAndClock(this.values?.wall, offset)} ${zoneLabel(offset)}`,
        ].join(' · ');
        savePng(element, `shoppulse-${name}.png`, footer);
    }

    /** `status`: {state, server: {connected, retryAt}, newsAt, now, paused, latest} */
    update(values, status) {
        this.values = values;
        this.bar.update(values);
        this.kpis.update(values);
        this.line.update(values, status.server.connected);
        this.drawer.update(values);
        const isWaiting = !values.newest;
        for (const panel of this.panels) {
            if (isWaiting)
                panel.setState(
                    values.state === 'waiting' || values.state === 'live'
                        ? 'waiting'
                        : 'connecting',
                );
            else panel.update(values, status.now);
        }
    }

    /** Once a second and after each update: what depends on the clock. */
    showStatus(status) {
        const { values } = this;
        this.bar.pill.update(status.state, status.latest, status.server, status.now);
        document.title = `${kShapes[status.state]} ShopPulse`;
        if (!values) {
            for (const panel of this.panels) panel.setState('noServer');
            return;
        }
        this.line.update(values, status.server.connected);
        const age = status.now - status.newsAt;
        const isStale = !kHealthy.includes(status.state) && age >= kStaleMs;
        const text = isStale
            ? this.context.tr.t('panel.stale', {
                  time: clock(status.newsWall, this.context.offset),
                  ago: duration(age, this.context.tr.language),
              })
            : null;
        for (const panel of this.panels) panel.setStale(text);
        this.kpis.setStale(isStale);
        this.showPause(status);
    }

    showPause({ paused, latest, now }) {
        const isPaused = Boolean(paused);
        this.pauseNote.hidden = !isPaused;
        if (isPaused !== this.isPaused) this.bar.showPause(isPaused);
        this.isPaused = isPaused;
        if (!isPaused) return;
        const { tr, offset } = this.context;
        setText(
            this.pauseNote,
            tr.t('state.pausedAt', {
                time: clock(paused.values.wall, offset),
                behind: duration(now - paused.at, tr.language),
                events: count(
                    Math.max(latest.counters.rows - paused.values.counters.rows, 0),
                    tr.language,
                ),
            }),
        );
    }

    /** The panel that the keyboard means: with the focus in it, else under the mouse. */
    get currentPanel() {
        return (
            this.panels.find(panel => panel.element.contains(document.activeElement)) ??
            this.panels.find(panel => panel.element.matches(':hover'))
        );
    }

    get isMaximised() {
        return this.panels.some(panel => panel.isMaximised);
    }

    restore() {
        this.panels.find(panel => panel.isMaximised)?.maximise();
    }

    focusPanel(number) {
        this.panels[number - 1]?.element.focus();
    }

    /** What each panel shows (as a table, maximised, which view), to be kept over a rebuild. */
    get choices() {
        return this.panels.map(({ id, isTable, isMaximised, View }) => ({
            id,
            isTable,
            isMaximised,
            View,
        }));
    }

    set choices(choices) {
        for (const { id, isTable, isMaximised, View } of choices) {
            const panel = this.panels.find(candidate => candidate.id === id);
            if (!panel) continue;
            if (View !== panel.View) panel.useView(View);
            if (isTable) panel.setTable(true);
            if (isMaximised) panel.maximise();
        }
    }

    dispose() {
        for (const panel of this.panels) panel.dispose();
    }
}
