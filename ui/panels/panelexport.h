// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

class QWidget;

namespace shoppulse {

class Panel;
class ViewContext;
struct Snapshot;

/// A widget as it looks, at `scale` pixels a logical pixel, with a line under it that says
/// version, topic, time and zone (also in the file's text fields).
[[nodiscard]] QImage pictureOf(QWidget& widget, const Snapshot* snapshot,
                               const ViewContext& context, const QString& what, int scale);
[[nodiscard]] QImage pictureOf(Panel& panel, int scale);

/// Write a panel's picture or numbers. Return the sentence that says so, or why it failed.
[[nodiscard]] QString writePicture(Panel& panel, const QString& path, int scale);
[[nodiscard]] QString writeNumbers(const Panel& panel, const QString& path);
/// The same for a picture made already.
[[nodiscard]] QString saveImage(const QImage& image, const QString& path);

void copyPicture(Panel& panel);

/// "shoppulse-brand-20261121-140321".
[[nodiscard]] QString exportName(const Panel& panel);

} // namespace shoppulse
