// SPDX-License-Identifier: GPL-3.0-or-later
import { h, setText } from './dom.js';
import { problemText } from './problems.js';

/** The login form; `done` is called when the server has let the person in. */
export function loginForm({ tr, api, switches }, noticeKey, done) {
    const user = h('input', {
        id: 'user',
        name: 'user',
        autocomplete: 'username',
        required: true,
        maxlength: '64',
        autocapitalize: 'none',
        spellcheck: 'false',
    });
    const password = h('input', {
        id: 'password',
        name: 'password',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        maxlength: '128',
    });
    const problem = h('p.login-problem', { role: 'alert' }, noticeKey ? tr.t(noticeKey) : '');
    const submit = h('button.primary', { type: 'submit' }, tr.t('login.submit'));

    async function send(event) {
        event.preventDefault();
        submit.disabled = true;
        setText(submit, tr.t('login.busy'));
        const refusal = await api
            .login(user.value, password.value)
            .catch(() => ({ text: tr.t('login.unreachable') }));
        submit.disabled = false;
        setText(submit, tr.t('login.submit'));
        if (!refusal) {
            done();
            return;
        }
        setText(problem, problemText(refusal, tr.language));
        password.value = '';
        password.focus();
    }

    const element = h(
        'main.login',
        {},
        h('div.login-switches', {}, switches()),
        h(
            'form.login-card',
            { onsubmit: send },
            h(
                'div.login-mark',
                { 'aria-hidden': 'true' },
                h('img', { src: 'favicon.svg', alt: '' }),
            ),
            h('h1', {}, tr.t('login.title')),
            h('label', { for: 'user' }, tr.t('login.user')),
            user,
            h('label', { for: 'password' }, tr.t('login.password')),
            password,
            problem,
            submit,
        ),
    );
    return { element, focus: () => user.focus() };
}
