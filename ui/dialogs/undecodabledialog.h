// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decode/undecodablelog.h"
#include "core/snapshot/snapshot.h"
#include "ui/dialogs/dialog.h"

class QPushButton;
class QTableView;

namespace shoppulse {

class UndecodableModel;

/// The newest rows that could not be decoded, with position, reason and excerpt, and how many
/// there were by reason. Read when opened and by *Refresh*, never by itself: a row stays where the
/// eye is. GUI thread.
class UndecodableDialog : public Dialog {
    Q_OBJECT
public:
    explicit UndecodableDialog(QWidget* parent = nullptr);

    /// The rows of the running stream, or nullptr while there is none; read until replaced.
    void setLog(const UndecodableLog* log);
    /// Everything since start; cheap, meant for every tick while the dialog is shown.
    void setCounts(const Counters& counters);

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;

private:
    void reload();
    void showCounts();

    const UndecodableLog* m_log = nullptr;
    decltype(Counters::undecodable) m_counts{};
    std::uint64_t m_rows = 0;
    QLabel* m_heading;
    QLabel* m_summary;
    UndecodableModel* m_model;
    QTableView* m_table;
    QPushButton* m_refresh;
    QPushButton* m_close;
};

} // namespace shoppulse
