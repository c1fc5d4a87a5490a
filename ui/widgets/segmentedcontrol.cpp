// SPDX-License-Identifier: MIT
#include "ui/widgets/segmentedcontrol.h"

#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/painting.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace cw::ui
{

namespace
{

constexpr auto IdProperty = "segment";
constexpr int SidePadding = 12;

QString idOf(const QAbstractButton *button)
{
    return button ? button->property(IdProperty).toString() : QString();
}

} // namespace

SegmentedControl::SegmentedControl(const QString &accessibleName, QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_group(new QButtonGroup(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_layout->setContentsMargins(3, 3, 3, 3);
    m_layout->setSpacing(2);
    connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton *button, bool isChecked) {
        updateTabStops();
        if (isChecked)
            Q_EMIT currentChanged(idOf(button));
    });
}

void SegmentedControl::addSegment(const QString &id, const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setProperty("role", QStringLiteral("segment"));
    button->setProperty(IdProperty, id);
    button->setAutoDefault(false);
    button->setCheckable(true);
    button->setAutoExclusive(true); // read as a radio button
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // The chosen one is bolder than the style thinks when it asks for the width; fonts without a semibold take the bold.
    button->ensurePolished();
    QFont bold = button->font();
    bold.setWeight(QFont::Bold);
    button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(text) + 2 * SidePadding);
    button->installEventFilter(this);
    m_layout->addWidget(button);
    m_group->addButton(button);
    if (m_group->buttons().size() == 1)
        button->setChecked(true);
    updateTabStops();
}

QString SegmentedControl::current() const
{
    return idOf(m_group->checkedButton());
}

void SegmentedControl::setCurrent(const QString &id)
{
    if (QPushButton *button = segment(id))
        button->setChecked(true);
}

QPushButton *SegmentedControl::segment(const QString &id) const
{
    const QList<QAbstractButton *> buttons = m_group->buttons();
    const auto found = std::find_if(
        buttons.begin(), buttons.end(), [&id](const QAbstractButton *button) { return idOf(button) == id; });
    return found == buttons.end() ? nullptr : qobject_cast<QPushButton *>(*found);
}

bool SegmentedControl::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isForward = key == (isRightToLeft() ? Qt::Key_Left : Qt::Key_Right) || key == Qt::Key_Down;
    const bool isBackward = key == (isRightToLeft() ? Qt::Key_Right : Qt::Key_Left) || key == Qt::Key_Up;
    if (!isForward && !isBackward)
        return QWidget::eventFilter(watched, event);
    const QList<QAbstractButton *> buttons = m_group->buttons();
    const qsizetype here = buttons.indexOf(m_group->checkedButton());
    const qsizetype next = (here + (isForward ? 1 : -1) + buttons.size()) % buttons.size();
    buttons.at(next)->setChecked(true);
    buttons.at(next)->setFocus(Qt::OtherFocusReason);
    return true;
}

void SegmentedControl::updateTabStops()
{
    const QList<QAbstractButton *> buttons = m_group->buttons();
    for (QAbstractButton *button : buttons)
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

void SegmentedControl::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    QPainter painter(this);
    paintBox(painter, rect(), {.fill = tokens.pendSoft, .edge = tokens.border, .radius = ButtonRadius});
}

} // namespace cw::ui
