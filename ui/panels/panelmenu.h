// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

namespace shoppulse {

class Panel;

/// The menu behind a panel's three dots: table twin, exports, copy, maximise, hide. Owned by the
/// panel. GUI thread.
class PanelMenu final : public QMenu {
    Q_OBJECT
public:
    explicit PanelMenu(Panel& panel);

protected:
    void changeEvent(QEvent* event) override;

private:
    QAction* add(const char* icon);
    void retranslate();
    /// Asks for a place without blocking, then writes there.
    void choosePng(int scale);
    void chooseCsv();

    Panel& m_panel;
    QAction* m_table;
    QAction* m_png1;
    QAction* m_png2;
    QAction* m_csv;
    QAction* m_copy;
    QAction* m_maximise;
    QAction* m_hide;
};

} // namespace shoppulse
