// SPDX-License-Identifier: GPL-3.0-or-later
// The bar on top: what is watched, how it is, the time of the numbers, and the actions.
import { h, menuButton, setText } from './dom.js';
import { clock, dateAndClock, zoneLabel } from './format.js';
import { StatusPill } from './status.js';

/** Theme and language; also on the login form. */
export function switches({ tr, theme, toggleTheme, toggleLanguage }) {
    const target = theme.name === 'dark' ? 'toLight' : 'toDark';
    return [
        h(
            'button',
            {
                type: 'button',
                id: 'theme-switch',
                'aria-label': tr.t(`theme.${target}`),
                title: tr.t(`theme.${target}`),
                onclick: toggleTheme,
            },
            tr.t(theme.name === 'dark' ? 'theme.light' : 'theme.dark'),
        ),
        h(
            'button',
            {
                type: 'button',
                id: 'language-switch',
                onclick: toggleLanguage,
                'aria-label': tr.t('language.switch.name'),
                title: tr.t('language.switch.name'),
                lang: tr.language === 'en' ? 'zh' : 'en',
            },
            tr.t('language.switch'),
        ),
    ];
}

export class TopBar {
    constructor(context, actions, drawer) {
        const { tr } = context;
        this.context = context;
        this.pill = new StatusPill(context);
        this.source = h('span.bar-source');
        this.clock = h('span.bar-clock', {
            title: tr.t('bar.clock', { zone: context.structure.profile.time_zone }),
        });
        this.pause = h('button', { type: 'button', id: 'pause', onclick: actions.togglePause });
        this.count = h('span');
        this.problems = h(
            'button',
            {
                type: 'button',
                id: 'problems',
                'aria-expanded': 'false',
                onclick: () => drawer.toggle(this.problems),
            },
            h('span.alert-shape', { 'aria-hidden': 'true' }, '▲'),
            ` ${tr.t('bar.problems')} `,
            this.count,
        );
        this.element = h(
            'header.top-bar',
            {},
            h('a.skip', { href: '#charts' }, tr.t('bar.skip')),
            h('h1', {}, 'ShopPulse'),
            context.structure.demo
                ? h('span.badge.demo', { title: tr.t('bar.demoHint') }, tr.t('bar.demo'))
                : null,
            this.source,
            this.pill.element,
            this.clock,
            h(
                'div.bar-actions',
                {},
                this.pause,
                this.problems,
                menuButton('button', tr.t('bar.export'), tr.t('bar.export'), () => [
                    { text: tr.t('export.png'), run: actions.exportPng },
                    {
                        text: tr.t('export.csv'),
                        href: context.api.csvUrl('kpis', tr.language),
                        download: 'shoppulse-kpis.csv',
                    },
                    {
                        text: tr.t('export.json'),
                        href: context.api.snapshotUrl,
                        download: 'shoppulse-snapshot.json',
                    },
                ]),
                switches(actions),
                this.account(actions),
            ),
        );
        this.showPause(false);
    }

    account(actions) {
        const { tr, session } = this.context;
        if (!session || session.guest || session.share) return null;
        const who = tr.t('bar.user', { user: session.user, role: tr.t(`role.${session.role}`) });
        return h(
            'button',
            { type: 'button', id: 'logout', title: who, onclick: actions.logout },
            tr.t('bar.logout'),
        );
    }

    showPause(isPaused) {
        const { tr } = this.context;
        this.pause.title = tr.t(isPaused ? 'bar.resumeHint' : 'bar.pauseHint');
        this.pause.classList.toggle('primary', isPaused);
        this.pause.replaceChildren(
            h('span', { 'aria-hidden': 'true' }, isPaused ? '● ' : '❚❚ '),
            tr.t(isPaused ? 'bar.resume' : 'bar.pause'),
        );
    }

    update(values) {
        const { tr, structure, offset } = this.context;
        const parts = [
            structure.profile.title[tr.language],
            tr.t('bar.topic', { topic: structure.topic }),
            tr.plural('bar.partitions', values.partitions.length, values.partitions.length),
        ];
        setText(this.source, parts.join(' · '));
        setText(
            this.clock,
            `${clock(values.wall, offset)} ${zoneLabel(offset)} · ${tr.t('bar.windows')}`,
        );
        this.clock.dataset.sequence = values.sequence;
        this.source.title = `${structure.brokers} · ${structure.format} · ${dateAndClock(
            values.newest,
            offset,
        )}`;
        setText(this.count, String(values.problems.length));
        this.problems.classList.toggle('has-problems', values.problems.length > 0);
    }
}
