// SPDX-License-Identifier: GPL-3.0-or-later
// Holds what the page knows (session, structure, newest values) and decides what is shown.
import { Api } from './api.js';
import { Dashboard } from './dashboard.js';
import { Translator } from './i18n.js';
import { LiveClient } from './live.js';
import { loginForm } from './login.js';
import { Theme } from './theme.js';
import { switches } from './topbar.js';

/** Shown until the server has said what there is. */
const kNoStructure = {
    version: '',
    topic: '',
    brokers: '',
    format: '',
    demo: false,
    profile: { name: '', title: { en: '', zh: '' }, time_zone: 'UTC', utc_offset_minutes: 0 },
    panels: ['behavior', 'gender', 'age', 'brand', 'category', 'province'],
    dimensions: { gender: [], age: [], action: [], province: [] },
};

export class App {
    constructor(root) {
        this.root = root;
        this.tr = new Translator();
        this.theme = new Theme();
        this.api = new Api();
        this.structure = kNoStructure;
        this.live = new LiveClient(this.api.liveUrl, {
            structure: message => this.onStructure(message),
            values: message => this.onValues(message),
            lost: () => this.showStatus(),
            refused: () => this.onRefused(),
        });
    }

    async start() {
        this.theme.onSystemChange(() => this.rebuild());
        document.addEventListener('keydown', event => this.onKey(event));
        setInterval(() => this.showStatus(), 1000);
        // An unreachable server is what the dashboard itself shows and gets over.
        const session = await this.api.session().catch(() => undefined);
        if (session === null) this.refuse();
        else this.watch(session);
    }

    get switches() {
        return {
            tr: this.tr,
            theme: this.theme,
            toggleTheme: () => {
                this.theme.toggle();
                this.rebuild('theme-switch');
            },
            toggleLanguage: () => {
                this.tr.toggle();
                this.rebuild('language-switch');
            },
        };
    }

    watch(session) {
        this.session = session;
        this.login = null;
        this.rebuild();
        this.live.start();
    }

    showLogin(noticeKey) {
        this.live.stop();
        this.dashboard?.dispose();
        this.dashboard = null;
        this.values = null;
        this.paused = null;
        this.login = { noticeKey };
        this.rebuild();
    }

    async onLoggedIn() {
        // Whoever logs in leaves the share link behind.
        if (this.api.share) {
            location.replace(location.pathname);
            return;
        }
        this.watch(await this.api.session().catch(() => undefined));
    }

    /** A try ended before it was open: the session may be over, or the server away. */
    async onRefused() {
        const session = await this.api.session().catch(() => undefined);
        if (session === null && !this.login) this.refuse();
    }

    refuse() {
        this.showLogin(this.api.share ? 'login.linkOver' : null);
    }

    async logout() {
        await this.api.logout();
        this.showLogin();
    }

    onStructure(structure) {
        const text = JSON.stringify(structure);
        if (text === this.structureText) return;
        this.structureText = text;
        this.structure = structure;
        this.rebuild();
    }

    onValues(values) {
        if (values.newest !== this.values?.newest || values.state === 'live') {
            this.newsAt = Date.now();
            this.newsWall = values.wall;
        }
        this.values = values;
        if (!this.paused) this.render();
    }

    /** At most once a frame, and not at all while the tab is hidden. */
    render() {
        if (this.isRenderPlanned) return;
        this.isRenderPlanned = true;
        requestAnimationFrame(() => {
            this.isRenderPlanned = false;
            const shown = this.paused?.values ?? this.values;
            if (!this.dashboard || !shown) return;
            this.dashboard.update(shown, this.status);
            this.showStatus();
        });
    }

    get status() {
        const { live, paused, values } = this;
        const state = !live.connected
            ? values
                ? 'disconnected'
                : 'connecting'
            : paused
              ? 'paused'
              : (values?.state ?? 'connecting');
        return {
            state,
            paused,
            latest: values,
            now: Date.now(),
            newsAt: this.newsAt,
            newsWall: this.newsWall,
            server: { connected: live.connected, retryAt: live.retryAt },
        };
    }

    showStatus() {
        this.dashboard?.showStatus(this.status);
    }

    rebuild(focusId) {
        if (this.login) {
            const form = loginForm(
                { tr: this.tr, api: this.api, switches: () => switches(this.switches) },
                this.login.noticeKey,
                () => this.onLoggedIn(),
            );
            this.root.replaceChildren(form.element);
            document.title = 'ShopPulse';
            if (!focusId) form.focus();
        } else {
            this.buildDashboard();
        }
        if (focusId) document.getElementById(focusId)?.focus();
    }

    buildDashboard() {
        const choices = this.dashboard?.choices ?? [];
        this.dashboard?.dispose();
        const { dimensions, profile } = this.structure;
        this.dashboard = new Dashboard(
            {
                tr: this.tr,
                theme: this.theme,
                api: this.api,
                session: this.session,
                structure: this.structure,
                offset: profile.utc_offset_minutes,
                actions: dimensions.action,
            },
            {
                ...this.switches,
                togglePause: () => this.togglePause(),
                logout: () => this.logout(),
            },
        );
        this.root.replaceChildren(this.dashboard.element);
        this.dashboard.choices = choices;
        this.showStatus();
        this.render();
    }

    togglePause() {
        this.paused = this.paused || !this.values ? null : { values: this.values, at: Date.now() };
        this.render();
        this.showStatus();
    }

    onKey(event) {
        const presses = event.key === ' ' && event.target.closest?.('button, a');
        if (!this.dashboard || presses || event.ctrlKey || event.altKey || event.metaKey) return;
        if (event.key === 'Escape' && this.dashboard.isMaximised) this.dashboard.restore();
        else if (event.key === ' ') this.togglePause();
        else if (event.key.toLowerCase() === 'l' && this.paused) this.togglePause();
        else if (event.key.toLowerCase() === 'v') this.dashboard.currentPanel?.maximise();
        else if (/^[1-9]$/.test(event.key)) this.dashboard.focusPanel(Number(event.key));
        else return;
        event.preventDefault();
    }
}
