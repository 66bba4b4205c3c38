// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace shoppulse {
namespace {

double digitWidth(const QFontMetricsF& metrics)
{
    double widest = 0;
    for (char digit = '0'; digit <= '9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QLatin1Char(digit)));
    return widest;
}

double figuresWidth(const QFontMetricsF& metrics, double digit, const QString& text)
{
    double width = 0;
    QString run;
    for (const QChar c : text) {
        if (c.isDigit())
            width += digit;
        else
            run += c;
    }
    return width + metrics.horizontalAdvance(run);
}

} // namespace

QFont sizedFont(int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans CJK SC"),
                      QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont interfaceFont()
{
    return sizedFont(kBodyText);
}

void drawFigures(QPainter& painter, const QRectF& rect, Qt::Alignment alignment,
                 const QString& text)
{
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double digit = digitWidth(metrics);
    const double width = figuresWidth(metrics, digit, text);
    double x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width / 2;
    const double baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;

    // Runs without digits are drawn whole, for their kerning and fallback fonts.
    for (qsizetype i = 0; i < text.size();) {
        if (text[i].isDigit()) {
            const double own = metrics.horizontalAdvance(text[i]);
            painter.drawText(QPointF(x + (digit - own) / 2, baseline), QString(text[i]));
            x += digit;
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !text[end].isDigit())
            ++end;
        const QString run = text.mid(i, end - i);
        painter.drawText(QPointF(x, baseline), run);
        x += metrics.horizontalAdvance(run);
        i = end;
    }
}

double figuresWidth(const QFont& font, const QString& text)
{
    const QFontMetricsF metrics(font);
    return figuresWidth(metrics, digitWidth(metrics), text);
}

} // namespace shoppulse
