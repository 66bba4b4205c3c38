// SPDX-License-Identifier: GPL-3.0-or-later
// Paints a part of the page on a canvas as it is laid out: backgrounds, borders, texts, small SVGs
// and the charts' own canvases. So a picture shows exactly what the screen does.
import { chartOf } from './chart.js';

const kScale = 2;
const kFooter = 26;

function isVisible(element, style) {
    return (
        style.visibility !== 'hidden' &&
        style.display !== 'none' &&
        !element.classList.contains('not-painted') &&
        !element.classList.contains('hidden-text')
    );
}

function box(ctx, rect, style) {
    const radius = parseFloat(style.borderTopLeftRadius) || 0;
    ctx.beginPath();
    ctx.roundRect(rect.x, rect.y, rect.width, rect.height, radius);
    if (style.backgroundColor !== 'rgba(0, 0, 0, 0)') {
        ctx.fillStyle = style.backgroundColor;
        ctx.fill();
    }
    const width = parseFloat(style.borderTopWidth) || 0;
    if (width && style.borderTopStyle !== 'none' && parseFloat(style.borderLeftWidth)) {
        ctx.strokeStyle = style.borderTopColor;
        ctx.lineWidth = width;
        ctx.setLineDash(style.borderTopStyle === 'dashed' ? [3, 2] : []);
        ctx.stroke();
        ctx.setLineDash([]);
    }
}

/** Each line of a text node where the browser has put it. */
function text(ctx, node, style) {
    const content = node.textContent.trim();
    if (!content) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rect = range.getBoundingClientRect();
    if (!rect.width) return;
    ctx.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    ctx.fillStyle = style.color;
    ctx.textBaseline = 'middle';
    ctx.fillText(content, rect.x, rect.y + rect.height / 2);
}

function drawing(ctx, element) {
    const view = element.viewBox.baseVal;
    const rect = element.getBoundingClientRect();
    ctx.save();
    ctx.translate(rect.x, rect.y);
    ctx.scale(rect.width / view.width, rect.height / view.height);
    for (const shape of element.querySelectorAll('path')) {
        const style = getComputedStyle(shape);
        const path = new Path2D(shape.getAttribute('d') ?? '');
        ctx.globalAlpha *= parseFloat(style.fillOpacity);
        ctx.fillStyle = style.fill;
        if (style.fill !== 'none') ctx.fill(path);
        ctx.globalAlpha /= parseFloat(style.fillOpacity);
        if (style.stroke !== 'none') {
            ctx.strokeStyle = style.stroke;
            ctx.lineWidth = parseFloat(style.strokeWidth);
            ctx.stroke(path);
        }
    }
    ctx.restore();
}

function paint(ctx, element) {
    const style = getComputedStyle(element);
    if (!isVisible(element, style)) return;
    const rect = element.getBoundingClientRect();
    ctx.save();
    ctx.globalAlpha *= parseFloat(style.opacity);
    const chart = chartOf(element);
    if (chart) {
        const picture = chart.renderToCanvas({ pixelRatio: kScale });
        ctx.drawImage(picture, rect.x, rect.y, rect.width, rect.height);
    } else if (element instanceof SVGSVGElement) {
        drawing(ctx, element);
    } else {
        box(ctx, rect, style);
        if (style.overflowY !== 'visible') {
            ctx.beginPath();
            ctx.rect(rect.x, rect.y, rect.width, rect.height);
            ctx.clip();
        }
        for (const child of element.childNodes) {
            if (child instanceof Element) paint(ctx, child);
            else if (child instanceof Text) text(ctx, child, style);
        }
    }
    ctx.restore();
}

/** The element as a canvas at twice its size, with a line below that says what it is of. */
export function paintElement(element, footer) {
    const rect = element.getBoundingClientRect();
    const body = getComputedStyle(document.body);
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(rect.width * kScale);
    canvas.height = Math.ceil((rect.height + kFooter) * kScale);
    const ctx = canvas.getContext('2d');
    ctx.scale(kScale, kScale);
    ctx.fillStyle = body.backgroundColor;
    ctx.fillRect(0, 0, rect.width, rect.height + kFooter);
    ctx.save();
    ctx.translate(-rect.x, -rect.y);
    paint(ctx, element);
    ctx.restore();
    ctx.font = `11px ${body.fontFamily}`;
    ctx.fillStyle = body.color;
    ctx.textBaseline = 'middle';
    ctx.fillText(footer, 14, rect.height + kFooter / 2);
    return canvas;
}

export function download(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function savePng(element, name, footer) {
    paintElement(element, footer).toBlob(blob => download(blob, name), 'image/png');
}
