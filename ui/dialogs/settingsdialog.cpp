// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/settingsdialog.h"

#include "ui/language/errortext.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace shoppulse {
namespace {

constexpr std::int64_t kSecondMs = 1'000;
constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
constexpr int kLatenessStepMs = 500;
constexpr int kBetween = 12; ///< pixels between the two groups

QComboBox* choice(const QStringList& ids, const std::string& current, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    for (const QString& id : ids)
        box->addItem(QString(), id);
    box->setCurrentIndex(box->findData(QString::fromStdString(current)));
    return box;
}

} // namespace

SettingsDialog::SettingsDialog(Settings& settings, std::string path, QWidget* parent)
    : Dialog(parent)
    , m_settings(settings)
    , m_path(std::move(path))
    , m_lookTitle(roleLabel("title", this))
    , m_themeLabel(new QLabel(this))
    , m_theme(choice({QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")},
                     settings.theme, this))
    , m_languageLabel(new QLabel(this))
    , m_language(choice({QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("zh_CN")},
                        settings.language, this))
    , m_windowsTitle(roleLabel("title", this))
    , m_windowsHint(roleLabel("muted", this))
    , m_lateness(number("lateness", 0, kMinuteMs, settings.windows.latenessMs))
    , m_kept(number("kept", 5, 240, settings.windows.keptMs / kMinuteMs))
    , m_ranking(number("ranking", 1, 300, settings.windows.rankingMs / kSecondMs))
    , m_visitors(number("visitors", 1, 300, settings.windows.visitorsMs / kSecondMs))
    , m_top(number("top", 1, 100, static_cast<std::int64_t>(settings.windows.topN)))
    , m_problem(problemLabel(this))
    , m_close(new QPushButton(this))
{
    setMinimumWidth(480);
    m_theme->setObjectName(QStringLiteral("theme"));
    m_language->setObjectName(QStringLiteral("language"));
    m_lateness.field->setSingleStep(kLatenessStepMs);
    build();
    connect(m_theme, &QComboBox::activated, this, &SettingsDialog::themePicked);
    connect(m_language, &QComboBox::activated, this, &SettingsDialog::languagePicked);
    for (const QSpinBox* field :
         {m_lateness.field, m_kept.field, m_ranking.field, m_visitors.field, m_top.field})
        connect(field, &QSpinBox::valueChanged, this, &SettingsDialog::windowsEdited);
    connect(m_close, &QPushButton::clicked, this, &QDialog::accept);
    retranslate();
}

SettingsDialog::Number SettingsDialog::number(const char* name, int least, int most,
                                              std::int64_t value)
{
    const Number made{new QLabel(this), new QSpinBox(this)};
    made.field->setObjectName(QLatin1String(name));
    made.field->setRange(least, most);
    made.field->setValue(static_cast<int>(value));
    made.field->setButtonSymbols(QAbstractSpinBox::NoButtons);
    made.field->setKeyboardTracking(false);
    made.label->setBuddy(made.field);
    return made;
}

void SettingsDialog::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(28, 24, 28, 20);
    column->setSpacing(12);
    QFormLayout* form = formLayout(); // one for both, so that all fields stand in a line
    form->addRow(m_lookTitle);
    form->addRow(m_themeLabel, m_theme);
    form->addRow(m_languageLabel, m_language);
    m_themeLabel->setBuddy(m_theme);
    m_languageLabel->setBuddy(m_language);
    form->addItem(new QSpacerItem(0, kBetween));
    form->addRow(m_windowsTitle);
    form->addRow(m_windowsHint);
    for (const Number& one : {m_lateness, m_kept, m_ranking, m_visitors, m_top})
        form->addRow(one.label, one.field);
    column->addLayout(form);
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_close);
    column->addLayout(buttons);
    m_close->setDefault(true);
}

void SettingsDialog::retranslate()
{
    setWindowTitle(tr("ShopPulse: settings"));
    m_lookTitle->setText(tr("Look"));
    m_themeLabel->setText(tr("&Theme"));
    m_theme->setItemText(0, tr("As the system"));
    m_theme->setItemText(1, tr("Light"));
    m_theme->setItemText(2, tr("Dark"));
    m_languageLabel->setText(tr("&Language"));
    m_language->setItemText(0, tr("As the system"));
    // Each in its own language, so that a person finds back.
    m_language->setItemText(1, QStringLiteral("English"));
    m_language->setItemText(2, QStringLiteral("简体中文"));
    m_windowsTitle->setText(tr("Counting"));
    m_windowsHint->setText(tr("The next connection takes these."));
    m_lateness.label->setText(tr("L&ateness"));
    m_lateness.field->setSuffix(tr(" ms"));
    m_lateness.field->setToolTip(tr("How long a window waits for late events before it is final"));
    m_kept.label->setText(tr("&Kept time"));
    m_kept.field->setSuffix(tr(" min"));
    m_kept.field->setToolTip(tr("How far back a late event still corrects its window"));
    m_ranking.label->setText(tr("&Window of rankings"));
    m_ranking.field->setSuffix(tr(" s"));
    m_visitors.label->setText(tr("Window of unique vis&itors"));
    m_visitors.field->setSuffix(tr(" s"));
    m_top.label->setText(tr("&Places in a ranking"));
    m_close->setText(tr("&Close"));
}

void SettingsDialog::themePicked()
{
    m_settings.theme = m_theme->currentData().toString().toStdString();
    save();
    emit themeChosen(m_theme->currentData().toString());
}

void SettingsDialog::languagePicked()
{
    m_settings.language = m_language->currentData().toString().toStdString();
    save();
    emit languageChosen(m_language->currentData().toString());
}

void SettingsDialog::windowsEdited()
{
    WindowSettings& windows = m_settings.windows;
    windows.latenessMs = m_lateness.field->value();
    windows.keptMs = m_kept.field->value() * kMinuteMs;
    windows.rankingMs = m_ranking.field->value() * kSecondMs;
    windows.visitorsMs = m_visitors.field->value() * kSecondMs;
    windows.topN = static_cast<std::size_t>(m_top.field->value());
    save();
    emit windowsChanged();
}

void SettingsDialog::save()
{
    const Result<void> saved = m_settings.save(m_path);
    showProblem(m_problem, saved ? QString() : errorText(saved.error()));
}

} // namespace shoppulse
