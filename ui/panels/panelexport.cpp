// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelexport.h"

#include "core/snapshot/panelcsv.h"
#include "ui/language/errortext.h"
#include "ui/panels/panel.h"
#include "ui/theme/fonts.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDateTime>
#include <QGuiApplication>
#include <QImageWriter>
#include <QPainter>
#include <QSaveFile>
#include <QStringList>

namespace shoppulse {
namespace {

constexpr int kFooter = 24; ///< logical pixels

QString saved(const QString& path)
{
    return QCoreApplication::translate("Export", "Saved: %1").arg(path);
}

QString notSaved(const QString& path, const QString& cause)
{
    return errorText({ErrorCode::FileUnwritable, path.toStdString(), cause.toStdString()});
}

/// "ShopPulse 0.1.0 · Taobao · topic demo · purchases · 60 s · 2026-11-21 14:03:21 CST".
QString originLine(const Snapshot* snapshot, const ViewContext& context, const QString& what)
{
    QStringList parts{QStringLiteral("ShopPulse ") + QCoreApplication::applicationVersion()};
    if (snapshot) {
        if (!context.profileTitle().isEmpty())
            parts << context.profileTitle();
        parts << QCoreApplication::translate("Export", "topic %1")
                     .arg(QString::fromStdString(snapshot->info.topic));
    }
    if (!what.isEmpty())
        parts << what;
    if (snapshot)
        parts << context.zoned(snapshot->wallMs).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss "))
                + context.zoneName(snapshot->wallMs);
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QImage pictureOf(QWidget& widget, const Snapshot* snapshot, const ViewContext& context,
                 const QString& what, int scale)
{
    const QSize size(widget.width(), widget.height() + kFooter);
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    image.fill(context.colors().window);
    widget.render(&image, {}, {}, QWidget::DrawChildren);
    const QString origin = originLine(snapshot, context, what);
    QPainter painter(&image);
    painter.setFont(sizedFont(kSmallText));
    painter.setPen(context.colors().muted);
    painter.drawText(QRect(10, widget.height(), size.width() - 20, kFooter),
                     Qt::AlignVCenter | Qt::AlignLeft, origin);
    image.setText(QStringLiteral("Description"), origin);
    image.setText(QStringLiteral("Software"),
                  QStringLiteral("ShopPulse ") + QCoreApplication::applicationVersion());
    return image;
}

QImage pictureOf(Panel& panel, int scale)
{
    panel.setPictureMode(true);
    const QString what = panel.title() + QStringLiteral(" (") + panel.subtitle() + QLatin1Char(')');
    QImage image = pictureOf(panel, panel.snapshot().get(), panel.context(), what, scale);
    panel.setPictureMode(false);
    return image;
}

QString saveImage(const QImage& image, const QString& path)
{
    QImageWriter writer(path, "png");
    if (!writer.write(image))
        return notSaved(path, writer.errorString());
    return saved(path);
}

QString writePicture(Panel& panel, const QString& path, int scale)
{
    return saveImage(pictureOf(panel, scale), path);
}

QString writeNumbers(const Panel& panel, const QString& path)
{
    if (!panel.snapshot())
        return notSaved(path, QCoreApplication::translate("Export", "no numbers yet"));
    const std::string language = panel.context().language() == Language::Chinese ? "zh" : "en";
    const std::string text = panelCsv(*panel.snapshot(), panel.numbersKey(), language);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0
        || !file.commit())
        return notSaved(path, file.errorString());
    return saved(path);
}

void copyPicture(Panel& panel)
{
    QGuiApplication::clipboard()->setImage(pictureOf(panel, 2));
}

QString exportName(const Panel& panel)
{
    const std::int64_t ms = panel.snapshot() ? panel.snapshot()->wallMs : 0;
    return QStringLiteral("shoppulse-%1-%2")
        .arg(QString::fromStdString(panel.numbersKey()),
             panel.context().zoned(ms).toString(QStringLiteral("yyyyMMdd-HHmmss")));
}

} // namespace shoppulse
