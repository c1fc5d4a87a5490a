// SPDX-License-Identifier: MIT
#include "ui/widgets/environmenteditor.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/accessible.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

// As POSIX has them (XBD 8.1), with small letters: scripts use those too.
bool isVariableName(const QString &name)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z_][A-Za-z0-9_]*\\z"));
    return form.match(name).hasMatch();
}

} // namespace

EnvironmentEditor::EnvironmentEditor(QWidget *parent)
    : QWidget(parent)
    , m_title(newLabel(tr("Environment"), TextRole::FieldLabel))
    , m_list(new QVBoxLayout)
    , m_add(newButton(tr("Add a variable"), ButtonRole::Link, ButtonSize::Card))
{
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(tr("Environment"));
    m_add->setObjectName(QStringLiteral("env.add"));
    m_add->setAccessibleName(m_add->text());
    m_add->setIcon(icon(IconName::Plus, Ink::Accent));
    m_list->setSpacing(6);

    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(5);
    layout->addLayout(top);
    layout->addLayout(m_list);
    layout->addWidget(newLabel(
        tr("Variables that the program needs beside those of this computer. Secrets are kept with the keys; they are "
           "never written to the log or to the order file."),
        TextRole::Small));
    connect(m_add, &QPushButton::clicked, this, [this] { addRow()->focusName(); });
}

QList<EnvironmentVariable> EnvironmentEditor::variables() const
{
    QList<EnvironmentVariable> all;
    for (const EnvironmentRow *row : m_rows) {
        if (!row->isBlank())
            all << row->variable();
    }
    return all;
}

void EnvironmentEditor::setVariables(const QList<EnvironmentVariable> &variables)
{
    if (variables == this->variables())
        return;
    while (m_rows.size() > variables.size())
        removeRow(m_rows.last());
    while (m_rows.size() < variables.size())
        addRow();
    for (qsizetype i = 0; i < variables.size(); ++i)
        m_rows[i]->setVariable(variables[i]);
}

bool EnvironmentEditor::check()
{
    bool isGood = true;
    QSet<QString> known;
    for (EnvironmentRow *row : std::as_const(m_rows)) {
        const EnvironmentVariable variable = row->variable();
        QString error;
        if (row->isBlank())
            error.clear();
        else if (!isVariableName(variable.name))
            error = tr("Letters, digits and underscores; no digit first.");
        else if (known.contains(variable.name))
            error = tr("This name is there already.");
        else if (variable.isSecret && variable.value.isEmpty() && !variable.isKnown)
            error = tr("Enter its value.");
        known.insert(variable.name);
        row->showError(error);
        isGood = isGood && error.isEmpty();
    }
    return isGood;
}

EnvironmentRow *EnvironmentEditor::addRow()
{
    auto *row = new EnvironmentRow(int(m_rows.size()) + 1, this);
    m_rows << row;
    m_list->addWidget(row);
    row->show();
    connect(row, &EnvironmentRow::edited, this, &EnvironmentEditor::edited);
    connect(row, &EnvironmentRow::removeRequested, this, [this, row] {
        removeRow(row);
        m_add->setFocus();
        Q_EMIT edited();
    });
    return row;
}

void EnvironmentEditor::removeRow(EnvironmentRow *row)
{
    m_rows.removeOne(row);
    m_list->removeWidget(row);
    row->disconnect(this);
    row->hide();
    row->deleteLater(); // it may be the one that asks
    showNumbers();
}

void EnvironmentEditor::showNumbers()
{
    for (int i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setNumber(i + 1);
}

} // namespace cw::ui
