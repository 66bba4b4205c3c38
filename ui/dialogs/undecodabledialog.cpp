// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/undecodabledialog.h"

#include "ui/dialogs/undecodablemodel.h"
#include "ui/dialogs/undecodabletext.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <numeric>

namespace shoppulse {
namespace {

constexpr QSize kSize{960, 560};

} // namespace

UndecodableDialog::UndecodableDialog(QWidget* parent)
    : Dialog(parent)
    , m_heading(roleLabel("heading", this))
    , m_summary(roleLabel("muted", this))
    , m_model(new UndecodableModel(this))
    , m_table(new QTableView(this))
    , m_refresh(new QPushButton(this))
    , m_close(new QPushButton(this))
{
    resize(kSize);
    m_summary->setObjectName(QStringLiteral("summary"));
    m_table->setObjectName(QStringLiteral("rows"));
    m_refresh->setObjectName(QStringLiteral("refresh"));
    m_table->setModel(m_model);
    setUpTable(m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_refresh);
    buttons->addStretch();
    buttons->addWidget(m_close);
    m_refresh->setAutoDefault(false);
    m_close->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 20);
    column->setSpacing(12);
    column->addWidget(m_heading);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);
    column->addLayout(buttons);
    connect(m_refresh, &QPushButton::clicked, this, &UndecodableDialog::reload);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

void UndecodableDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: undecodable records"));
    m_heading->setText(tr("Records that could not be decoded"));
    m_table->setAccessibleName(m_heading->text());
    m_refresh->setText(tr("&Refresh"));
    m_close->setText(tr("&Close"));
    m_model->retranslate();
    showCounts();
}

void UndecodableDialog::setLog(const UndecodableLog* log)
{
    m_log = log;
    if (isVisible())
        reload();
}

void UndecodableDialog::setCounts(const Counters& counters)
{
    m_counts = counters.undecodable;
    m_rows = counters.rows;
    if (isVisible())
        showCounts();
}

void UndecodableDialog::showCounts()
{
    const QLocale locale;
    const std::uint64_t total = std::accumulate(m_counts.begin(), m_counts.end(), std::uint64_t{0});
    if (total == 0) {
        m_summary->setText(tr("None so far."));
        return;
    }
    QStringList parts;
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        if (m_counts[i] > 0)
            parts << undecodableText(static_cast<Undecodable>(i)) + u' '
                    + locale.toString(static_cast<qulonglong>(m_counts[i]));
    const double share = 100.0 * static_cast<double>(total) / static_cast<double>(total + m_rows);
    m_summary->setText(tr("%1 since start, %2 % of all: %3")
                           .arg(locale.toString(static_cast<qulonglong>(total)),
                                locale.toString(share, 'f', 2), parts.join(QStringLiteral(" · "))));
}

void UndecodableDialog::reload()
{
    m_model->setRows(m_log != nullptr ? m_log->newest() : std::vector<UndecodableRow>());
    m_table->resizeColumnsToContents();
    showCounts();
}

void UndecodableDialog::showEvent(QShowEvent* event)
{
    Dialog::showEvent(event);
    reload();
}

} // namespace shoppulse
