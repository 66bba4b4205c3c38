// SPDX-License-Identifier: GPL-3.0-or-later
// Dark and light. The style sheet holds the surfaces; here are the colours that canvases need.
// A category keeps its hue in both; on dark the blue is the lighter one of the same safe set.
import { recall, remember } from './memory.js';

const kCommon = {
    orange: '#e69f00',
    green: '#009e73',
    pink: '#cc79a7',
    unknown: '#8a919c',
    mark: '#d55e00',
};

const kThemes = {
    dark: {
        ...kCommon,
        blue: '#56b4e9',
        panel: '#1c2027',
        text: '#e6e9ee',
        muted: '#9aa2ad',
        grid: '#2f353f',
        tip: '#262c35',
        tipBorder: '#3a4250',
        areaOpacity: 0.36,
        ramp: ['#1f2f3c', '#2c6f9e', '#7dbfe8'],
    },
    light: {
        ...kCommon,
        blue: '#0072b2',
        panel: '#ffffff',
        text: '#1c2330',
        muted: '#5d6673',
        grid: '#e3e7ec',
        tip: '#ffffff',
        tipBorder: '#cfd6de',
        areaOpacity: 0.35,
        ramp: ['#e6f1f8', '#8fc0df', '#22689c'],
    },
};

function channels(hex) {
    return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
}

/** Colour at 0..1 of a ramp of three. */
export function rampColour(ramp, position) {
    const scaled = Math.min(Math.max(position, 0), 1) * (ramp.length - 1);
    const at = Math.min(Math.floor(scaled), ramp.length - 2);
    const [from, to] = [channels(ramp[at]), channels(ramp[at + 1])];
    const mixed = from.map((value, i) => Math.round(value + (to[i] - value) * (scaled - at)));
    return `#${mixed.map(value => value.toString(16).padStart(2, '0')).join('')}`;
}

export function luminance(hex) {
    const [r, g, b] = channels(hex).map(value => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Black or white, whichever is read better on the colour: at least 4.5 to 1 on any. */
export function inkOn(hex) {
    const light = luminance(hex) + 0.05;
    return 1.05 / light > light / 0.05 ? '#ffffff' : '#000000';
}

export class Theme {
    constructor() {
        this.system = matchMedia('(prefers-color-scheme: light)');
        this.chosen = recall('theme', Object.keys(kThemes));
        this.apply();
    }

    get name() {
        return this.chosen ?? (this.system.matches ? 'light' : 'dark');
    }

    get colours() {
        return kThemes[this.name];
    }

    /** Colours of the actions, in the order of the ids pv, cart, buy, fav. */
    get actions() {
        const { blue, orange, green, pink } = this.colours;
        return [blue, orange, green, pink];
    }

    /** Female, male, unknown. */
    get genders() {
        const { orange, blue, unknown } = this.colours;
        return [orange, blue, unknown];
    }

    toggle() {
        this.chosen = this.name === 'dark' ? 'light' : 'dark';
        remember('theme', this.chosen);
        this.apply();
    }

    apply() {
        document.documentElement.dataset.theme = this.name;
    }

    /** Calls back when the system's choice changes and none was made here. */
    onSystemChange(callback) {
        this.system.addEventListener('change', () => {
            if (!this.chosen) {
                this.apply();
                callback();
            }
        });
    }
}
