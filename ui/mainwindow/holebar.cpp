// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/holebar.h"

#include "ui/language/errortext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace shoppulse {
namespace {

std::optional<Error> holeIn(const Snapshot& snapshot)
{
    const ComponentStatus& input =
        snapshot.components[static_cast<std::size_t>(Component::KafkaIn)];
    const bool hole = input.health == Health::Stopped && input.error
        && (input.error->code == ErrorCode::OffsetOutOfRange
            || input.error->code == ErrorCode::TopicReplaced);
    return hole ? input.error : std::nullopt;
}

} // namespace

HoleBar::HoleBar(const ViewContext& context, QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_oldest(new QPushButton(this))
    , m_newest(new QPushButton(this))
{
    setProperty("role", QStringLiteral("drawer"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    m_text->setProperty("role", QStringLiteral("problem"));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_oldest->setObjectName(QStringLiteral("fromOldest"));
    m_newest->setObjectName(QStringLiteral("fromNow"));
    row->addWidget(m_oldest);
    row->addWidget(m_newest);
    connect(m_oldest, &QPushButton::clicked, this, [this] { choose(GoOn::Oldest); });
    connect(m_newest, &QPushButton::clicked, this, [this] { choose(GoOn::Newest); });
    connect(&context, &ViewContext::changed, this, &HoleBar::retranslate);
    retranslate();
    hide();
}

void HoleBar::setAdministrator(bool administrator)
{
    m_oldest->setVisible(administrator);
    m_newest->setVisible(administrator);
}

void HoleBar::setSnapshot(const Snapshot& snapshot)
{
    std::optional<Error> error = holeIn(snapshot);
    if (error == m_error)
        return;
    m_error = std::move(error);
    m_oldest->setEnabled(true);
    m_newest->setEnabled(true);
    setVisible(m_error.has_value());
    retranslate();
}

void HoleBar::choose(GoOn choice)
{
    m_oldest->setEnabled(false); // until there is another hole
    m_newest->setEnabled(false);
    emit chosen(choice);
}

void HoleBar::retranslate()
{
    m_oldest->setText(tr("From the oldest"));
    m_newest->setText(tr("From now"));
    if (m_error)
        m_text->setText(QStringLiteral("■  ") + errorText(*m_error));
}

} // namespace shoppulse
