// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/svgicon.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace shoppulse {
namespace {

QPixmap drawn(const QByteArray& svg, const QColor& color, int pixels)
{
    QByteArray coloured = svg;
    coloured.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(coloured);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    return pixmap;
}

} // namespace

QIcon svgIcon(const QString& name, const QColor& color, const QColor& disabled)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray svg = file.readAll();
    QIcon icon;
    for (const int pixels : {16, 20, 24, 32, 40, 48, 64}) {
        icon.addPixmap(drawn(svg, color, pixels));
        icon.addPixmap(drawn(svg, disabled, pixels), QIcon::Disabled);
    }
    return icon;
}

} // namespace shoppulse
