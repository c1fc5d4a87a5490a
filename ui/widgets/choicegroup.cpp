// SPDX-License-Identifier: MIT
#include "ui/widgets/choicegroup.h"

#include "ui/theme/roles.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/choicerow.h"
#include "ui/widgets/tightlayout.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>

namespace cw::ui
{

ChoiceGroup::ChoiceGroup(const QString &accessibleName, QWidget *parent)
    : ChoiceGroup(accessibleName, Qt::Vertical, parent)
{
}

ChoiceGroup::ChoiceGroup(const QString &accessibleName, Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
    , m_layout(new TightLayout(orientation == Qt::Vertical ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight,
          TightLayout::Place::Top, this))
    , m_group(new QButtonGroup(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *, bool isChecked) {
        updateTabStops();
        if (isChecked)
            Q_EMIT currentChanged(current());
    });
    connect(m_group, &QButtonGroup::buttonClicked, this, [this] { Q_EMIT chosen(current()); });
}

void ChoiceGroup::addHeading(const QString &text)
{
    QLabel *heading = newLabel(text, TextRole::Section, this);
    heading->setContentsMargins(2, m_layout->isEmpty() ? 2 : 8, 0, 0);
    m_layout->addWidget(heading);
}

void ChoiceGroup::addChoice(const QString &id, ChoiceRow *row)
{
    m_ids.append(id);
    m_rows.insert(id, row);
    m_group->addButton(row);
    m_layout->addWidget(row);
    row->installEventFilter(this);
    updateTabStops();
}

void ChoiceGroup::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget);
}

void ChoiceGroup::setSpacing(int pixels)
{
    m_layout->setSpacing(pixels);
}

void ChoiceGroup::clear()
{
    m_ids.clear();
    m_rows.clear();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->setParent(nullptr);
            widget->deleteLater();
        }
        delete item;
    }
}

QString ChoiceGroup::current() const
{
    for (const QString &id : m_ids) {
        if (m_rows.value(id)->isChecked())
            return id;
    }
    return {};
}

void ChoiceGroup::setCurrent(const QString &id)
{
    if (ChoiceRow *chosen = row(id)) {
        chosen->setChecked(true);
        return;
    }
    m_group->setExclusive(false);
    if (ChoiceRow *before = row(current()))
        before->setChecked(false);
    m_group->setExclusive(true);
    updateTabStops();
}

ChoiceRow *ChoiceGroup::row(const QString &id) const
{
    return m_rows.value(id);
}

bool ChoiceGroup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    if (press->modifiers() & ~Qt::KeypadModifier)
        return QWidget::eventFilter(watched, event);
    switch (press->key()) {
    case Qt::Key_Down:
        moveBy(1);
        return true;
    case Qt::Key_Up:
        moveBy(-1);
        return true;
    case Qt::Key_Right:
        moveBy(isRightToLeft() ? -1 : 1);
        return true;
    case Qt::Key_Left:
        moveBy(isRightToLeft() ? 1 : -1);
        return true;
    case Qt::Key_Home:
        moveTo(0, 1);
        return true;
    case Qt::Key_End:
        moveTo(m_ids.size() - 1, -1);
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void ChoiceGroup::moveBy(int step)
{
    qsizetype here = -1;
    for (qsizetype i = 0; i < m_ids.size(); ++i) {
        if (m_rows.value(m_ids.at(i))->hasFocus())
            here = i;
    }
    moveTo(here + step, step);
}

// Goes on over rows that cannot be chosen, around the ends.
void ChoiceGroup::moveTo(qsizetype index, int step)
{
    const qsizetype count = m_ids.size();
    for (qsizetype tried = 0; tried < count; ++tried, index += step) {
        ChoiceRow *row = m_rows.value(m_ids.at((index % count + count) % count));
        if (!row->isEnabled() || row->isHidden())
            continue;
        row->setFocus(Qt::OtherFocusReason);
        if (!row->isChecked())
            row->click();
        return;
    }
}

void ChoiceGroup::updateTabStops()
{
    const ChoiceRow *stop = row(current());
    for (const QString &id : m_ids) {
        ChoiceRow *candidate = m_rows.value(id);
        if (!stop && candidate->isEnabled())
            stop = candidate;
        candidate->setFocusPolicy(candidate == stop ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

} // namespace cw::ui
