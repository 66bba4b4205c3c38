// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"
#include "core/source/recordsource.h"
#include "ui/models/viewcontext.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;

namespace shoppulse {

/// Over the dashboard while reading has stopped because records are missing: what happened, and for
/// an administrator the ways to go on. Hidden else. GUI thread.
class HoleBar : public QFrame {
    Q_OBJECT
public:
    HoleBar(const ViewContext& context, QWidget* parent);

    void setAdministrator(bool administrator);
    void setSnapshot(const Snapshot& snapshot);

signals:
    void chosen(GoOn choice);

private:
    void choose(GoOn choice);
    void retranslate();

    QLabel* m_text;
    QPushButton* m_oldest;
    QPushButton* m_newest;
    std::optional<Error> m_error;
};

} // namespace shoppulse
