// SPDX-License-Identifier: GPL-3.0-or-later
// The server's HTTP side. A share link's token in the page's address goes along on every request.

const kCommandHeaders = { 'Content-Type': 'application/json', 'X-ShopPulse': '1' };

export class Api {
    constructor(address = window.location) {
        this.address = address;
        this.share = new URLSearchParams(address.search).get('share');
    }

    url(path, parameters = {}) {
        const query = new URLSearchParams(parameters);
        if (this.share) query.set('share', this.share);
        return query.toString() ? `${path}?${query}` : path;
    }

    get liveUrl() {
        const scheme = this.address.protocol === 'https:' ? 'wss:' : 'ws:';
        return `${scheme}//${this.address.host}${this.url('/api/v1/live')}`;
    }

    csvUrl(panel, language) {
        return this.url(`/api/v1/panels/${panel}.csv`, { lang: language });
    }

    get snapshotUrl() {
        return this.url('/api/v1/snapshot');
    }

    /** {user, role, guest, share}; null when nobody is let in. Throws when the server is away. */
    async session() {
        const answer = await fetch(this.url('/api/v1/session'), { cache: 'no-store' });
        if (answer.ok) return answer.json();
        if (answer.status === 401) return null;
        throw new Error(`session: ${answer.status}`);
    }

    /** Null when logged in, else the problem object that says why not. */
    async login(user, password) {
        const answer = await fetch('/api/v1/login', {
            method: 'POST',
            headers: kCommandHeaders,
            body: JSON.stringify({ user, password }),
        });
        return answer.ok ? null : answer.json();
    }

    async logout() {
        await fetch('/api/v1/logout', { method: 'POST', headers: kCommandHeaders });
    }
}
