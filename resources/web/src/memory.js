// SPDX-License-Identifier: GPL-3.0-or-later
// Choices kept in the browser. Where storage is refused (private mode), they last for the visit.

export function recall(name, allowed) {
    try {
        const value = localStorage.getItem(`shoppulse.${name}`);
        return allowed.includes(value) ? value : null;
    } catch {
        return null;
    }
}

export function remember(name, value) {
    try {
        localStorage.setItem(`shoppulse.${name}`, value);
    } catch {
        // Nothing is lost but the memory of a choice.
    }
}
