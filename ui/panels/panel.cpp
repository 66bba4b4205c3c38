// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panel.h"

#include "ui/panels/elidedlabel.h"
#include "ui/panels/panelmenu.h"
#include "ui/panels/stateoverlay.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace shoppulse {
namespace {

/// The accessible description follows at this many draws (about once a second).
constexpr std::uint64_t kDescribeEvery = 5;

} // namespace

Panel::Panel(PanelId id, const ViewContext& context, QWidget* parent)
    : QFrame(parent)
    , m_id(id)
    , m_context(context)
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QString::fromLatin1(panelKey(id).data(), qsizetype(panelKey(id).size())));
    setFocusPolicy(Qt::StrongFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 8, 8, 8);
    column->setSpacing(4);
    buildHeader();
    buildBody();
    column->addLayout(m_header);
    column->addWidget(m_body, 1);
    connect(&context, &ViewContext::changed, this, [this] {
        refreshWords();
        refresh();
    });
}

void Panel::buildHeader()
{
    m_header = new QHBoxLayout;
    m_header->setSpacing(8);
    m_titleLabel = new QLabel(this);
    m_titleLabel->setProperty("role", QStringLiteral("title"));
    m_subtitleLabel = new ElidedLabel(this);
    m_subtitleLabel->setProperty("role", QStringLiteral("subtitle"));
    m_statusLabel = new QLabel(this);
    m_statusLabel->setObjectName(QStringLiteral("status"));
    m_statusLabel->setProperty("role", QStringLiteral("subtitle"));
    m_menuButton = new QToolButton(this);
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setMenu(new PanelMenu(*this));
    m_header->addWidget(m_titleLabel);
    m_header->addWidget(m_subtitleLabel, 1);
    m_header->addWidget(m_statusLabel);
    m_header->addWidget(m_menuButton);
}

void Panel::buildBody()
{
    m_body = new QWidget(this);
    m_stack = new QStackedLayout(m_body);
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_model = new PanelTableModel(this);
    m_table = new QTableView(m_body);
    m_table->setModel(m_model);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setResizeContentsPrecision(0); // what is in sight
    m_table->horizontalHeader()->setHighlightSections(false);
    m_overlay = new StateOverlay(m_context, m_body);
}

void Panel::setChart(QWidget* chart)
{
    chart->setObjectName(QStringLiteral("chart"));
    m_stack->addWidget(chart);
    m_stack->addWidget(m_table);
    m_overlay->raise();
    refreshWords();
}

void Panel::addToHeader(QWidget* widget)
{
    m_header->insertWidget(m_header->count() - 2, widget);
}

void Panel::setSnapshot(const SnapshotPtr& snapshot, const Freshness& freshness)
{
    m_snapshot = snapshot;
    m_freshness = freshness;
    if (!isVisible() || !m_snapshot)
        return;
    refreshStatus();
    if (m_snapshot->sequence != m_drawnSequence)
        refresh();
}

void Panel::refresh()
{
    if (!isVisible())
        return;
    refreshStatus();
    if (!m_snapshot)
        return;
    if (isTableShown())
        refreshTable();
    else
        draw(*m_snapshot);
    m_drawnSequence = m_snapshot->sequence;
    if (m_draws++ % kDescribeEvery == 0)
        setAccessibleDescription(summaryOf(*m_snapshot));
}

PanelTable Panel::tableOf(const Snapshot& snapshot) const
{
    return panelTable(m_id, snapshot, m_context);
}

QString Panel::summaryOf(const Snapshot& snapshot) const
{
    return panelSummary(m_id, snapshot, m_context);
}

void Panel::refreshTable()
{
    m_model->setTable(tableOf(*m_snapshot));
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        const auto mode = column == 0 ? QHeaderView::Stretch : QHeaderView::ResizeToContents;
        if (header->sectionResizeMode(column) != mode)
            header->setSectionResizeMode(column, mode);
    }
}

void Panel::refreshStatus()
{
    if (!m_snapshot) {
        m_status = unconnectedStatus();
        showStatus({});
        return;
    }
    m_status = panelStatus(*m_snapshot, windowOf(*m_snapshot), totalOf(*m_snapshot), m_freshness,
                           m_context);
    showStatus(subtitleOf(*m_snapshot));
}

void Panel::showStatus(const QString& subtitle)
{
    m_statusLabel->setText(m_status.mark);
    m_statusLabel->setToolTip(
        m_status.state == PanelState::Partial
            ? tr("%1: events of this window may still come").arg(m_status.text)
            : QString());
    m_statusLabel->setAccessibleName(m_status.text);
    m_statusLabel->setVisible(!m_status.mark.isEmpty());
    if (subtitle != m_subtitleLabel->text())
        m_subtitleLabel->setText(subtitle);
    m_overlay->setGeometry(m_body->rect());
    m_overlay->setStatus(m_status);
}

void Panel::refreshWords()
{
    m_titleLabel->setText(title());
    setAccessibleName(title());
    m_menuButton->setIcon(m_context.theme().icon(QStringLiteral("more")));
    m_menuButton->setAccessibleName(tr("Menu of %1").arg(title()));
    m_table->setAccessibleName(tr("%1 as a table").arg(title()));
}

QString Panel::subtitle() const
{
    return m_subtitleLabel->text();
}

bool Panel::isTableShown() const
{
    return m_stack->currentWidget() == m_table;
}

void Panel::setTableShown(bool shown)
{
    m_stack->setCurrentIndex(shown ? 1 : 0);
    m_overlay->raise();
    refresh();
}

void Panel::setPictureMode(bool picture)
{
    for (QToolButton* button : findChildren<QToolButton*>())
        button->setVisible(!picture);
}

void Panel::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    refresh();
}

void Panel::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    refreshWords();
    refresh();
}

void Panel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    layout()->activate();
    m_overlay->setGeometry(m_body->rect());
}

void Panel::mouseDoubleClickEvent(QMouseEvent*)
{
    emit maximiseRequested();
}

} // namespace shoppulse
