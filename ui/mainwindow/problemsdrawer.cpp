// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/problemsdrawer.h"

#include "ui/language/errortext.h"
#include "ui/models/numberformat.h"
#include "ui/models/paneltablemodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace shoppulse {
namespace {

constexpr int kWidth = 340;
constexpr int kRowHeight = 26;

QLabel* roleLabel(const char* role, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("role", QString::fromLatin1(role));
    return label;
}

} // namespace

ProblemsDrawer::ProblemsDrawer(const ViewContext& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
    , m_title(roleLabel("title", this))
    , m_none(roleLabel("muted", this))
    , m_lagTitle(roleLabel("title", this))
    , m_list(new QVBoxLayout)
    , m_lag(new PanelTableModel(this))
    , m_lagTable(new QTableView(this))
    , m_close(new QToolButton(this))
{
    setProperty("role", QStringLiteral("drawer"));
    setObjectName(QStringLiteral("drawer"));
    setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 12, 12);
    column->setSpacing(10);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    column->addLayout(head);
    m_none->setWordWrap(true);
    column->addWidget(m_none);
    m_list->setSpacing(8);
    column->addLayout(m_list);
    column->addSpacing(8);
    column->addWidget(m_lagTitle);
    m_lagTable->setModel(m_lag);
    m_lagTable->setShowGrid(false);
    m_lagTable->verticalHeader()->hide();
    m_lagTable->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_lagTable->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_lagTable->horizontalHeader()->setStretchLastSection(true);
    m_lagTable->setSelectionMode(QAbstractItemView::NoSelection);
    column->addWidget(m_lagTable, 1);
    connect(m_close, &QToolButton::clicked, this, &ProblemsDrawer::closed);
    connect(&context, &ViewContext::changed, this, &ProblemsDrawer::retranslate);
    retranslate();
}

void ProblemsDrawer::setSnapshot(const Snapshot& snapshot)
{
    if (!isVisible())
        return;
    if (snapshot.problems != m_problems)
        setProblems(snapshot.problems);
    setPartitions(snapshot.partitions);
}

void ProblemsDrawer::setProblems(const std::vector<Error>& problems)
{
    m_problems = problems;
    while (m_texts.size() > problems.size()) {
        delete m_texts.back();
        m_texts.pop_back();
    }
    while (m_texts.size() < problems.size()) {
        QLabel* label = roleLabel("problem", this);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        m_list->addWidget(label);
        m_texts.push_back(label);
    }
    for (std::size_t i = 0; i < problems.size(); ++i)
        m_texts[i]->setText(QStringLiteral("▲  ") + errorText(problems[i]));
    m_none->setVisible(problems.empty());
}

QStringList ProblemsDrawer::problemTexts() const
{
    QStringList texts;
    for (const QLabel* label : m_texts)
        texts << label->text();
    return texts;
}

void ProblemsDrawer::setPartitions(const std::vector<PartitionLag>& partitions)
{
    PanelTable table{{tr("Partition"), tr("Next offset"), tr("Lag"), tr("Newest")}, {}};
    for (const PartitionLag& at : partitions)
        table.rows.push_back(
            {QString::number(at.partition)
                 + (at.active ? QString() : QStringLiteral(" ") + tr("(idle)")),
             formatExact(std::uint64_t(at.nextOffset)),
             at.lagMessages < 0 ? QString(kNoValue) : formatExact(std::uint64_t(at.lagMessages)),
             at.newestEventMs > 0 ? m_context.time(at.newestEventMs) : QString(kNoValue)});
    m_lag->setTable(std::move(table));
}

void ProblemsDrawer::retranslate()
{
    m_title->setText(tr("Problems"));
    m_none->setText(tr("None. Everything that is switched on works."));
    m_lagTitle->setText(tr("Partitions"));
    m_lagTable->setAccessibleName(tr("Partitions"));
    m_close->setIcon(m_context.theme().icon(QStringLiteral("close")));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    setProblems(m_problems);
}

void ProblemsDrawer::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace shoppulse
