// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/topbar.h"

#include "ui/models/numberformat.h"
#include "ui/models/statustext.h"
#include "ui/panels/elidedlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace shoppulse {
namespace {

constexpr int kHeight = 48;

void setTextIfNew(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
}

} // namespace

TopBar::TopBar(const ViewContext& context, QWidget* parent)
    : QFrame(parent)
    , m_context(context)
{
    setProperty("role", QStringLiteral("topbar"));
    setFixedHeight(kHeight);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    m_brand = addLabel("brand");
    m_source = new ElidedLabel(this);
    m_source->setProperty("role", QStringLiteral("muted"));
    row->addWidget(m_source);
    m_demo = addLabel("badge");
    m_demo->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_demo->hide();
    m_pill = addLabel("pill");
    m_pill->setTextFormat(Qt::RichText);
    m_pill->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_pill->setObjectName(QStringLiteral("pill"));
    m_time = new ElidedLabel(this);
    m_time->setProperty("role", QStringLiteral("muted"));
    row->addWidget(m_time, 1);
    buildButtons();
    connect(&context, &ViewContext::changed, this, &TopBar::retranslate);
    setConnected(false); // until there is a stream
}

QLabel* TopBar::addLabel(const char* role)
{
    auto* label = new QLabel(this);
    label->setProperty("role", QString::fromLatin1(role));
    layout()->addWidget(label);
    return label;
}

void TopBar::buildButtons()
{
    const auto add = [this](const char* name) {
        auto* button = new QPushButton(this);
        button->setObjectName(QString::fromLatin1(name));
        button->setFocusPolicy(Qt::TabFocus); // a click leaves Space to the view
        layout()->addWidget(button);
        return button;
    };
    m_pause = add("pause");
    m_problems = add("problems");
    m_problems->setCheckable(true);
    m_export = add("export");
    m_share = add("share");
    m_share->setProperty("role", QStringLiteral("primary"));
    m_menuButton = new QToolButton(this);
    m_menuButton->setObjectName(QStringLiteral("menu"));
    m_menuButton->setPopupMode(QToolButton::InstantPopup);
    m_menuButton->setIconSize({20, 20});
    m_menuButton->setFocusPolicy(Qt::TabFocus);
    layout()->addWidget(m_menuButton);
    connect(m_pause, &QPushButton::clicked, this, &TopBar::pauseToggled);
    connect(m_problems, &QPushButton::clicked, this, &TopBar::problemsToggled);
    connect(m_export, &QPushButton::clicked, this, &TopBar::exportRequested);
    connect(m_share, &QPushButton::clicked, this, &TopBar::shareRequested);
}

void TopBar::setMenu(QMenu* menu)
{
    m_menuButton->setMenu(menu);
}

void TopBar::setProblemsShown(bool shown)
{
    m_problems->setChecked(shown);
}

QString TopBar::pillText() const
{
    return m_pill->accessibleName();
}

QString TopBar::timeText() const
{
    return m_time->text();
}

void TopBar::setView(const LiveView& view)
{
    if (!view.shown())
        return;
    setConnected(true);
    const Snapshot& newest = *view.newest();
    setTextIfNew(m_source, sourceText(newest));
    m_demo->setVisible(newest.info.demo);
    setPill(view);
    setTextIfNew(m_time, timeText(view));
    setProblems(newest.problems.size());
    if (m_paused != view.isPaused()) {
        m_paused = view.isPaused();
        retranslate();
    }
}

QString TopBar::sourceText(const Snapshot& snapshot) const
{
    QStringList parts;
    if (!m_context.profileTitle().isEmpty())
        parts << m_context.profileTitle();
    parts << tr("topic %1").arg(QString::fromStdString(snapshot.info.topic));
    if (!snapshot.partitions.empty())
        parts << tr("%n partition(s)", nullptr, int(snapshot.partitions.size()));
    return parts.join(QStringLiteral(" · "));
}

void TopBar::setPill(const LiveView& view)
{
    const ThemeColors& colors = m_context.colors();
    const StatusMark mark =
        view.isPaused() ? pausedMark(colors) : streamMark(view.newest()->state, colors);
    setMark(mark, view.isPaused() ? QString(2, mark.shape) : QString(mark.shape));
    m_pill->setToolTip(streamDetails(*view.newest(), m_context));
}

void TopBar::setMark(const StatusMark& mark, const QString& shape)
{
    setTextIfNew(m_pill,
                 QStringLiteral("<span style='color:%1'>%2</span>&nbsp; %3")
                     .arg(mark.color.name(), shape, mark.word.toHtmlEscaped()));
    m_pill->setAccessibleName(mark.word);
}

void TopBar::setConnected(bool connected)
{
    if (connected == m_connected)
        return;
    m_connected = connected;
    for (QPushButton* button : {m_pause, m_export, m_share})
        button->setEnabled(connected);
    retranslate();
}

QString TopBar::timeText(const LiveView& view) const
{
    if (view.isPaused())
        return tr("Paused at %1 · +%2 events · %3 behind")
            .arg(m_context.time(view.pausedAtMs()), formatExact(view.eventsBehind()),
                 formatDuration(view.msBehind() / 1000 * 1000));
    const std::int64_t now = view.nowMs();
    return tr("%1 %2 · windows %3").arg(m_context.time(now), m_context.zoneName(now), tr("1 s"));
}

void TopBar::setProblems(std::size_t count)
{
    if (count == m_problemCount)
        return;
    m_problemCount = count;
    retranslate();
}

void TopBar::retranslate()
{
    const Theme& theme = m_context.theme();
    m_brand->setText(QStringLiteral("ShopPulse"));
    if (!m_connected) {
        const StatusMark mark = streamMark(StreamState::Disconnected, m_context.colors());
        setMark(mark, QString(mark.shape));
    }
    m_demo->setText(tr("DEMO"));
    m_demo->setToolTip(tr("The events are from the built-in demo, not from a shop."));
    m_pause->setText(m_paused ? tr("Live") : tr("Pause"));
    m_pause->setIcon(theme.icon(m_paused ? QStringLiteral("live") : QStringLiteral("pause")));
    m_pause->setToolTip(tr("Stops or resumes the view; counting goes on (Space)"));
    m_problems->setText(m_problemCount > 0 ? tr("Problems %1").arg(m_problemCount)
                                           : tr("Problems"));
    m_problems->setIcon(theme.icon(QStringLiteral("problems")));
    m_export->setText(tr("Export"));
    m_export->setToolTip(tr("Saves the whole dashboard as a picture (Ctrl+E)"));
    m_share->setText(tr("Share"));
    m_share->setToolTip(tr("Lets others see this dashboard in their browser"));
    m_menuButton->setIcon(theme.icon(QStringLiteral("more")));
    m_menuButton->setToolTip(tr("Menu"));
    m_menuButton->setAccessibleName(tr("Menu"));
}

void TopBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace shoppulse
