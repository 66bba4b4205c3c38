// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pipeline/probe.h"

#include <QWidget>
#include <array>
#include <optional>

class QLabel;
class QTableView;

namespace shoppulse {

class SampleModel;

/// The steps of a connection test as they end, the cure of the one that failed, and the sample
/// records beside their decoding. GUI thread.
class ProbeView : public QWidget {
    Q_OBJECT
public:
    explicit ProbeView(QWidget* parent = nullptr);

    void clear();
    /// The first step is under way; records are worded by the labels of `profile`.
    void start(const Profile& profile);
    void show(const ProbeReport& report);
    void end(bool cancelled);

    /// The first step that failed, if any did.
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

protected:
    void changeEvent(QEvent* event) override;

private:
    static constexpr std::size_t kSteps = static_cast<std::size_t>(ProbeStep::Sample) + 1;
    enum class State { Idle, Running, Ended, Cancelled };

    void retranslate();
    /// What a step has found: "4 partitions, 10,000 records".
    [[nodiscard]] static QString foundText(const ProbeReport& report);
    void showStep(std::size_t step);
    void showSummary();

    State m_state = State::Idle;
    std::array<std::optional<ProbeReport>, kSteps> m_reports;
    std::optional<Error> m_error;
    QLabel* m_heading;
    QLabel* m_hint;
    std::array<QLabel*, kSteps> m_steps{};
    QLabel* m_problem;
    QLabel* m_summary;
    SampleModel* m_model;
    QTableView* m_table;
};

} // namespace shoppulse
