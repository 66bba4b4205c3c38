// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and times as the whole product writes them: exact under 10,000, then 12.3K or 1.2万;
// unknown is a dash, never 0; times in the profile's zone on a 24-hour clock.

export const kUnknown = '—';
/** A ratio from fewer events says nothing. */
export const kLeastForRatio = 30;

const kScales = {
    en: [
        [1e9, 'B'],
        [1e6, 'M'],
        [1e3, 'K'],
    ],
    zh: [
        [1e8, '亿'],
        [1e4, '万'],
    ],
};

function known(value) {
    return value !== null && value !== undefined && Number.isFinite(value);
}

export function exact(value) {
    return known(value) ? Math.round(value).toLocaleString('en-US') : kUnknown;
}

export function count(value, language) {
    if (!known(value)) return kUnknown;
    if (Math.abs(value) < 10_000) return exact(value);
    const scales = kScales[language];
    let at = scales.findIndex(([scale]) => Math.abs(value) >= scale);
    // What would round up to 1000.0K is 1.00M.
    if (at > 0 && Math.abs(value) / scales[at][0] >= scales[at - 1][0] / scales[at][0] - 0.05)
        at -= 1;
    const [scale, suffix] = scales[at];
    // Two decimals from a million up (亿 in Chinese), where one would hide the movement.
    return (value / scale).toFixed(scale >= 1e6 ? 2 : 1) + suffix;
}

/** Axis labels: as count, without decimals that are zero, and with small round figures short. */
export function tick(value, language) {
    if (language === 'en' && value >= 1000 && value < 10_000) return `${value / 1000}K`;
    return count(value, language).replace(/\.?0+(?=[^\d.,])/, '');
}

export function percent(ratio, digits = 1) {
    return known(ratio) ? `${(ratio * 100).toFixed(digits)} %` : kUnknown;
}

/** A part of a total; a dash where the total is too small to speak of shares. */
export function share(part, total) {
    return total < kLeastForRatio ? kUnknown : percent(part / total);
}

const pad = number => String(number).padStart(2, '0');

/** Epoch ms as HH:MM:SS (or HH:MM) in a zone that is `offsetMinutes` ahead of UTC. */
export function clock(ms, offsetMinutes, seconds = true) {
    if (!ms) return kUnknown;
    const date = new Date(ms + offsetMinutes * 60_000);
    const text = `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
    return seconds ? `${text}:${pad(date.getUTCSeconds())}` : text;
}

export function dateAndClock(ms, offsetMinutes) {
    if (!ms) return kUnknown;
    const day = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 10);
    return `${day} ${clock(ms, offsetMinutes)}`;
}

/** "UTC+8", "UTC+5:30", "UTC". */
export function zoneLabel(offsetMinutes) {
    if (!offsetMinutes) return 'UTC';
    const absolute = Math.abs(offsetMinutes);
    const minutes = absolute % 60 ? `:${pad(absolute % 60)}` : '';
    return `UTC${offsetMinutes < 0 ? '−' : '+'}${Math.floor(absolute / 60)}${minutes}`;
}

const kUnits = { en: ['s', 'min', 'h'], zh: ['秒', '分钟', '小时'] };

/** Milliseconds as "0.4 s", "12 s", "3 min", "2 h". */
export function duration(ms, language) {
    if (!known(ms) || ms < 0) return kUnknown;
    const [second, minute, hour] = kUnits[language];
    if (ms < 10_000) return `${(ms / 1000).toFixed(1)} ${second}`;
    if (ms < 120_000) return `${Math.round(ms / 1000)} ${second}`;
    if (ms < 7_200_000) return `${Math.round(ms / 60_000)} ${minute}`;
    return `${Math.round(ms / 3_600_000)} ${hour}`;
}
