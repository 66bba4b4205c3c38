// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelmenu.h"

#include "ui/panels/filechooser.h"
#include "ui/panels/panel.h"
#include "ui/panels/panelexport.h"

#include <QEvent>

namespace shoppulse {

PanelMenu::PanelMenu(Panel& panel)
    : QMenu(&panel)
    , m_panel(panel)
{
    m_table = add("table");
    m_table->setCheckable(true);
    addSeparator();
    m_png1 = add("image");
    m_png2 = add("image");
    m_csv = add("rows");
    m_copy = add("copy");
    addSeparator();
    m_maximise = add("maximise");
    m_hide = add("hide");
    connect(m_table, &QAction::toggled, &panel, &Panel::setTableShown);
    connect(m_png1, &QAction::triggered, this, [this] { choosePng(1); });
    connect(m_png2, &QAction::triggered, this, [this] { choosePng(2); });
    connect(m_csv, &QAction::triggered, this, &PanelMenu::chooseCsv);
    connect(m_copy, &QAction::triggered, this, [this] { copyPicture(m_panel); });
    connect(m_maximise, &QAction::triggered, &panel, &Panel::maximiseRequested);
    connect(m_hide, &QAction::triggered, &panel, &Panel::hideRequested);
    connect(this, &QMenu::aboutToShow, this, &PanelMenu::retranslate);
    retranslate();
}

QAction* PanelMenu::add(const char* icon)
{
    QAction* action = addAction(QString());
    action->setObjectName(QString::fromLatin1(icon));
    return action;
}

void PanelMenu::retranslate()
{
    m_table->setText(tr("View as table"));
    m_png1->setText(tr("Save as PNG …"));
    m_png2->setText(tr("Save as PNG, double size …"));
    m_csv->setText(tr("Save numbers as CSV …"));
    m_copy->setText(tr("Copy as image"));
    m_maximise->setText(tr("Maximise or restore"));
    m_hide->setText(tr("Hide this panel"));
    m_png1->setObjectName(QStringLiteral("png1"));
    m_png2->setObjectName(QStringLiteral("png2"));
    m_csv->setObjectName(QStringLiteral("csv"));
    for (QAction* action : {m_copy, m_maximise, m_hide})
        action->setIcon(m_panel.context().theme().icon(action->objectName()));
    for (QAction* action : {m_png1, m_png2})
        action->setIcon(m_panel.context().theme().icon(QStringLiteral("image")));
    m_csv->setIcon(m_panel.context().theme().icon(QStringLiteral("rows")));
}

void PanelMenu::changeEvent(QEvent* event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PanelMenu::choosePng(int scale)
{
    chooseFile(m_panel, exportName(m_panel) + QStringLiteral(".png"), tr("PNG picture (*.png)"),
               [panel = &m_panel, scale](const QString& path) {
                   emit panel->message(writePicture(*panel, path, scale));
               });
}

void PanelMenu::chooseCsv()
{
    chooseFile(m_panel, exportName(m_panel) + QStringLiteral(".csv"), tr("CSV table (*.csv)"),
               [panel = &m_panel](const QString& path) {
                   emit panel->message(writeNumbers(*panel, path));
               });
}

} // namespace shoppulse
