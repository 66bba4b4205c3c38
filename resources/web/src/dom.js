// SPDX-License-Identifier: GPL-3.0-or-later
// Small helpers to build elements. Text always goes in as text, never as markup.

/** h('button.quiet', {type: 'button', onclick}, 'text', child...) */
export function h(spec, attributes = {}, ...children) {
    const [tag, ...classes] = spec.split('.');
    const element = document.createElement(tag || 'div');
    if (classes.length) element.className = classes.join(' ');
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            element.setAttribute(name, value === true ? '' : value);
    }
    element.append(...children.flat().filter(child => child !== null && child !== undefined));
    return element;
}

/** Same for SVG, attributes only. */
export function svg(tag, attributes = {}, ...children) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
}

/** Touches the document only when the text differs. */
export function setText(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element, name, value) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** A button that opens a list of actions; arrows, Escape and Tab work as in a desktop menu. */
export function menuButton(spec, label, content, items) {
    const list = h('div.menu', { role: 'menu', 'aria-label': label, hidden: true });
    const button = h(
        spec,
        {
            type: 'button',
            'aria-haspopup': 'menu',
            'aria-expanded': 'false',
            'aria-label': label,
            title: label,
        },
        content,
    );
    const outside = event => {
        if (!wrapper.contains(event.target)) close();
    };
    function close() {
        list.hidden = true;
        button.setAttribute('aria-expanded', 'false');
        document.removeEventListener('pointerdown', outside);
    }
    function open() {
        const entries = items().map(item =>
            h(
                item.href ? 'a' : 'button',
                {
                    role: 'menuitem',
                    tabindex: '-1',
                    type: item.href ? null : 'button',
                    href: item.href,
                    download: item.download,
                    onclick: () => {
                        close();
                        button.focus();
                        item.run?.();
                    },
                },
                item.text,
            ),
        );
        list.replaceChildren(...entries);
        list.hidden = false;
        button.setAttribute('aria-expanded', 'true');
        document.addEventListener('pointerdown', outside);
        entries[0]?.focus();
    }
    button.addEventListener('click', () => (list.hidden ? open() : close()));
    list.addEventListener('keydown', event => {
        const entries = [...list.children];
        const at = entries.indexOf(document.activeElement);
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
            entries[(at + step + entries.length) % entries.length].focus();
            event.preventDefault();
        } else if (event.key === 'Escape') {
            close();
            button.focus();
            event.stopPropagation();
        } else if (event.key === 'Tab') {
            close();
        }
    });
    const wrapper = h('div.menu-holder.not-painted', {}, button, list);
    return wrapper;
}
