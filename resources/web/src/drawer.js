// SPDX-License-Identifier: GPL-3.0-or-later
// The drawer with what stands in the way: problems with their cure, partitions, counters.
import { h, setText } from './dom.js';
import { clock, exact, kUnknown } from './format.js';
import { problemText } from './problems.js';

const kCounters = ['messages', 'rows', 'late_corrected', 'late_dropped', 'skewed', 'gap_messages'];

export class Drawer {
    constructor(context) {
        this.context = context;
        const { tr } = context;
        this.problems = h('ul.problem-list');
        this.partitions = h('tbody');
        this.counters = h('dl.counters');
        this.closeButton = h(
            'button.icon',
            {
                type: 'button',
                onclick: () => this.close(),
                'aria-label': tr.t('drawer.close'),
                title: tr.t('drawer.close'),
            },
            '✕',
        );
        this.element = h(
            'aside.drawer',
            {
                'aria-label': tr.t('drawer.title'),
                hidden: true,
                onkeydown: event => event.key === 'Escape' && this.close(),
            },
            h('header', {}, h('h2', {}, tr.t('drawer.title')), this.closeButton),
            this.problems,
            h('h3', {}, tr.t('drawer.partitions')),
            h(
                'table',
                {},
                h(
                    'thead',
                    {},
                    h(
                        'tr',
                        {},
                        ['partition', 'offset', 'lag', 'newest'].map(key =>
                            h('th', { scope: 'col' }, tr.t(`drawer.${key}`)),
                        ),
                    ),
                ),
                this.partitions,
            ),
            h('h3', {}, tr.t('drawer.counters')),
            this.counters,
        );
    }

    toggle(button) {
        if (!this.element.hidden) {
            this.close();
            return;
        }
        this.button = button;
        this.element.hidden = false;
        this.button.setAttribute('aria-expanded', 'true');
        if (this.values) this.update(this.values);
        this.closeButton.focus();
    }

    close() {
        this.element.hidden = true;
        this.button.setAttribute('aria-expanded', 'false');
        this.button.focus();
    }

    update(values) {
        this.values = values;
        if (this.element.hidden) return;
        this.showProblems(values.problems);
        this.showPartitions(values.partitions);
        this.showCounters(values.counters);
    }

    showProblems(problems) {
        const { tr } = this.context;
        const texts = problems.map(problem => problemText(problem, tr.language));
        const stamp = texts.join('\n');
        if (stamp === this.stamp) return;
        this.stamp = stamp;
        this.problems.replaceChildren(
            ...(texts.length
                ? texts.map(text => h('li.problem', {}, text))
                : [h('li.no-problem', {}, tr.t('drawer.none'))]),
        );
    }

    showPartitions(partitions) {
        const { tr, offset } = this.context;
        while (this.partitions.rows.length > partitions.length) this.partitions.lastChild.remove();
        partitions.forEach((partition, i) => {
            if (!this.partitions.rows[i])
                this.partitions.append(
                    h(
                        'tr',
                        {},
                        [0, 1, 2, 3].map(() => h('td')),
                    ),
                );
            const { cells } = this.partitions.rows[i];
            setText(
                cells[0],
                partition.partition + (partition.active ? '' : ` (${tr.t('drawer.idle')})`),
            );
            setText(cells[1], exact(partition.next_offset));
            setText(cells[2], partition.lag < 0 ? kUnknown : exact(partition.lag));
            setText(cells[3], clock(partition.newest, offset));
        });
    }

    showCounters(counters) {
        const { tr } = this.context;
        const entries = kCounters.map(key => [tr.t(`drawer.${key}`), counters[key]]);
        for (const [reason, number] of Object.entries(counters.undecodable))
            if (number > 0)
                entries.push([
                    `${tr.t('drawer.undecodable')}: ${tr.t(`undecodable.${reason}`)}`,
                    number,
                ]);
        while (this.counters.children.length > entries.length * 2) this.counters.lastChild.remove();
        entries.forEach(([name, number], i) => {
            if (!this.counters.children[i * 2]) this.counters.append(h('dt'), h('dd'));
            setText(this.counters.children[i * 2], name);
            setText(this.counters.children[i * 2 + 1], exact(number));
        });
    }
}
