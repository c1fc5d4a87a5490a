// SPDX-License-Identifier: MIT
#include "ui/shell/remindersdialog.h"

#include "ui/theme/roles.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/textfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <optional>

namespace cw::ui
{

using issuance::ReminderSettings;

namespace
{

constexpr int MostDays = 365;

// "30, 14 and 3" -> 30, 14, 3; nothing when there is another number in it than days.
std::optional<QList<int>> readDays(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("\\d+"));
    QList<int> days;
    for (QRegularExpressionMatchIterator match = number.globalMatch(text); match.hasNext();) {
        const int day = match.next().captured().toInt();
        if (day < 1 || day > MostDays)
            return std::nullopt;
        if (!days.contains(day))
            days.append(day);
    }
    std::sort(days.begin(), days.end(), std::greater<>());
    return days;
}

QString daysText(const QList<int> &days)
{
    QStringList texts;
    for (const int day : days)
        texts.append(QString::number(day));
    return texts.join(QStringLiteral(", "));
}

} // namespace

RemindersDialog::RemindersDialog(const ReminderSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_isOn(new ChoiceRow(ChoiceRow::Kind::Check, ChoiceRow::Frame::Plain, tr("Remind me on the desktop"),
                           tr("When it is time to renew a certificate, and on the days below. Only while Certwright is running.")))
    , m_asks(new ChoiceRow(ChoiceRow::Kind::Check, ChoiceRow::Frame::Plain, tr("Ask the authorities when to renew"),
                           tr("Some publish when they want each certificate renewed (RFC 9773), and pull it forward before they revoke one. "
                              "They are sent the number of the certificate, nothing else.")))
    , m_days(new TextField(tr("Days before the end"), TextField::Content::Text))
{
    setObjectName(QStringLiteral("remind.dialog"));
    setWindowTitle(tr("Reminders"));
    m_isOn->setObjectName(QStringLiteral("remind.on"));
    m_asks->setObjectName(QStringLiteral("remind.ask"));
    m_days->edit()->setObjectName(QStringLiteral("remind.days"));
    m_days->setHint(tr("Such as 30, 14, 3. Days that the life of a certificate is too short for are left out."));
    m_isOn->setChecked(settings.isOn);
    m_asks->setChecked(settings.asksAuthorities);
    m_days->setText(daysText(settings.days));

    QPushButton *cancel = newButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("remind.cancel"));
    cancel->setAccessibleName(cancel->text());
    QPushButton *save = newButton(tr("Save settings"), ButtonRole::Primary);
    save->setObjectName(QStringLiteral("remind.save"));
    save->setAccessibleName(save->text());
    save->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(newLabel(tr("When shall we remind you?"), TextRole::CardTitle));
    layout->addWidget(m_isOn);
    layout->addWidget(m_days);
    layout->addWidget(m_asks);
    layout->addStretch(1);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &RemindersDialog::save);
    connect(m_isOn, &ChoiceRow::toggled, this, &RemindersDialog::refresh);
    refresh();
    // A dialog asks wrapped labels for too much height.
    setMinimumWidth(560);
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

ReminderSettings RemindersDialog::settings() const
{
    return {m_isOn->isChecked(), readDays(m_days->text()).value_or(QList<int>()), m_asks->isChecked()};
}

void RemindersDialog::refresh()
{
    m_days->setEnabled(m_isOn->isChecked());
}

void RemindersDialog::save()
{
    if (m_isOn->isChecked() && !readDays(m_days->text())) {
        m_days->setError(tr("Enter numbers of days from 1 to %1, with commas between.").arg(MostDays));
        m_days->edit()->setFocus();
        return;
    }
    accept();
}

} // namespace cw::ui
