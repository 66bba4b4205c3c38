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
#include <QRegularExpression>
#include <QTableView>

namespace shoppulse {

namespace {

constexpr int kRawWidth = 190;

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
    m_table->setModel(m_model);
    m_table->setObjectName(QStringLiteral("samples"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
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
    if (m_model->rowCount() == 0)
        m_table->resizeColumnsToContents();
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
    m_model->setSamples({});
    retranslate();
}

void ProbeView::start()
{
    clear();
    m_state = State::Running;
    retranslate();
}

void ProbeView::show(const ProbeReport& report)
{
    const auto step = static_cast<std::size_t>(report.step);
    m_reports[step] = report;
    if (report.error && !m_error)
        m_error = report.error;
    if (report.step == ProbeStep::Sample) {
        m_model->setSamples(report.samples);
        m_table->resizeColumnsToContents();
        m_table->setColumnWidth(SampleModel::Raw, kRawWidth);
    }
    retranslate();
}

void ProbeView::end(bool cancelled)
{
    if (m_state != State::Running) // cleared for another connection
        return;
    m_state = cancelled ? State::Cancelled : State::Ended;
    retranslate();
}

QString ProbeView::translatedCounts(const QString& detail)
{
    static const QRegularExpression counted(
        QStringLiteral("\\b([0-9,]+) (broker|partition|record|row)s?\\b"));
    QString text = detail;
    for (auto it = counted.globalMatch(detail); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const int n = match.captured(1).remove(u',').toInt();
        const QString what = match.captured(2);
        const QString said = what == u"broker" ? tr("%Ln broker(s)", nullptr, n)
            : what == u"partition"             ? tr("%Ln partition(s)", nullptr, n)
            : what == u"record"                ? tr("%Ln record(s)", nullptr, n)
                                               : tr("%Ln row(s)", nullptr, n);
        text.replace(match.captured(), said);
    }
    return text;
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
    if (report && !report->detail.empty())
        text = tr("%1: %2").arg(text, translatedCounts(QString::fromStdString(report->detail)));
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
