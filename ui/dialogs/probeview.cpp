// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/probeview.h"

#include "ui/dialogs/dialog.h"
#include "ui/dialogs/samplemodel.h"
#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>
#include <algorithm>
#include <climits>

namespace shoppulse {

namespace {

constexpr int kRawWidth = 130;

} // namespace

ProbeView::ProbeView(QWidget* parent)
    : QWidget(parent)
    , m_heading(roleLabel("title", this))
    , m_hint(roleLabel("muted", this))
    , m_problem(problemLabel(this))
    , m_summary(roleLabel("muted", this))
    , m_model(new SampleModel(this))
    , m_table(new QTableView(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_heading);
    column->addWidget(m_hint);
    for (std::size_t i = 0; i < kSteps; ++i) {
        m_steps[i] = roleLabel("step", this);
        m_steps[i]->setObjectName(QStringLiteral("step%1").arg(i));
        m_steps[i]->setTextFormat(Qt::PlainText);
        column->addWidget(m_steps[i]);
    }
    m_problem->setObjectName(QStringLiteral("cure"));
    column->addWidget(m_problem);
    column->addSpacing(6);
    column->addWidget(m_summary);
    column->addWidget(m_table, 1);
    column->addStretch(0);
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("samples"));
    setUpTable(m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    clear();
    retranslate();
}

void ProbeView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ProbeView::retranslate()
{
    m_heading->setText(tr("Test"));
    m_hint->setText(tr("Tries to reach the topic step by step and decodes some of its records. "
                       "Nothing is written to the cluster."));
    m_table->setAccessibleName(tr("Sample records"));
    m_model->retranslate();
    m_table->setVisible(m_model->rowCount() > 0);
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(SampleModel::Raw, kRawWidth);
    for (std::size_t i = 0; i < kSteps; ++i)
        showStep(i);
    shoppulse::showProblem(m_problem, m_error ? errorText(*m_error) : QString());
    showSummary();
}

void ProbeView::clear()
{
    m_state = State::Idle;
    m_reports.fill(std::nullopt);
    m_error.reset();
    m_model->setSamples({}, Format::Auto);
    retranslate();
}

void ProbeView::start(const Profile& profile)
{
    clear();
    m_model->setProfile(profile);
    m_state = State::Running;
    retranslate();
}

void ProbeView::show(const ProbeReport& report)
{
    const auto step = static_cast<std::size_t>(report.step);
    m_reports[step] = report;
    if (report.error && !m_error)
        m_error = report.error;
    if (report.step == ProbeStep::Sample)
        m_model->setSamples(report.samples, report.detected);
    retranslate();
}

void ProbeView::end(bool cancelled)
{
    if (m_state != State::Running) // cleared for another connection
        return;
    m_state = cancelled ? State::Cancelled : State::Ended;
    retranslate();
}

QString ProbeView::foundText(const ProbeReport& report)
{
    QStringList texts;
    if (!report.detail.empty())
        texts << QString::fromStdString(report.detail);
    if (report.brokers)
        texts << tr("%Ln broker(s)", nullptr, *report.brokers);
    if (report.partitions)
        texts << tr("%Ln partition(s)", nullptr, *report.partitions);
    if (report.records) {
        const auto plural = static_cast<int>(std::min<std::int64_t>(*report.records, INT_MAX));
        texts << tr("%L1 record(s)", nullptr, plural).arg(*report.records);
    }
    if (report.rows)
        texts << tr("%Ln row(s)", nullptr, *report.rows);
    return texts.join(tr(", "));
}

void ProbeView::showStep(std::size_t step)
{
    const std::array<QString, kSteps> names{
        tr("Host name"),     tr("Connection (TCP)"), tr("TLS"),
        tr("Login (SASL)"),  tr("Cluster metadata"), tr("Topic"),
        tr("Sample records")};
    const std::optional<ProbeReport>& report = m_reports[step];
    const bool next =
        m_state == State::Running && !report && !m_error && (step == 0 || m_reports[step - 1]);
    QString text = names[step];
    if (const QString found = report ? foundText(*report) : QString(); !found.isEmpty())
        text = tr("%1: %2").arg(text, found);
    else if (report && report->outcome == ProbeOutcome::Skipped)
        text = tr("%1: %2").arg(text, tr("not needed"));
    else if (next)
        text += QStringLiteral(" …");
    Mark mark = Mark::Open;
    if (report && report->outcome != ProbeOutcome::Skipped)
        mark = report->outcome == ProbeOutcome::Passed ? Mark::Passed : Mark::Failed;
    m_steps[step]->setText(marked(mark, text));
    setRole(m_steps[step], mark == Mark::Failed ? "error" : mark == Mark::Open ? "muted" : "step");
}

void ProbeView::showSummary()
{
    const std::optional<ProbeReport>& sample = m_reports[kSteps - 1];
    QString text;
    if (m_state == State::Cancelled) {
        text = tr("Cancelled.");
    } else if (sample && sample->outcome == ProbeOutcome::Passed) {
        const std::string_view id = formatId(sample->detected);
        text = tr("Format %1. %2 % of the sampled records cannot be decoded.")
                   .arg(QString::fromUtf8(id.data(), static_cast<qsizetype>(id.size())),
                        QLocale().toString(sample->undecodableShare * 100, 'f', 1));
    }
    m_summary->setText(text);
    m_summary->setVisible(!text.isEmpty());
}

} // namespace shoppulse
