// SPDX-License-Identifier: MIT
#include "ui/widgets/statelabel.h"

#include "ui/theme/fonts.h"
#include "ui/theme/roles.h"
#include "ui/widgets/stateicon.h"
#include "ui/widgets/tightlayout.h"

#include <QLabel>

namespace cw::ui
{

StateLabel::StateLabel(QWidget *parent)
    : StateLabel(Tone::Neutral, IconName::None, {}, parent)
{
}

StateLabel::StateLabel(Tone tone, IconName icon, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
    , m_icon(new StateIcon(icon, tone, this))
    , m_text(newLabel(text, TextRole::Small, this))
{
    auto *layout = new TightLayout(QBoxLayout::LeftToRight, TightLayout::Place::Middle, this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_icon->setSide(14);
    refresh();
}

IconName StateLabel::icon() const
{
    return m_icon->name();
}

QString StateLabel::text() const
{
    return m_text->text();
}

void StateLabel::setState(Tone tone, IconName icon, const QString &text)
{
    m_tone = tone;
    m_icon->setIcon(icon, tone);
    m_text->setText(text);
    refresh();
}

void StateLabel::setText(const QString &text)
{
    m_text->setText(text);
}

void StateLabel::setWeight(Weight weight)
{
    m_weight = weight;
    refresh();
}

void StateLabel::setWordWrap(bool wraps)
{
    m_text->setWordWrap(wraps);
}

void StateLabel::setQuietText(bool isQuiet)
{
    m_isQuiet = isQuiet;
    refresh();
}

void StateLabel::refresh()
{
    m_icon->setVisible(m_icon->name() != IconName::None);
    const bool isStrong = m_weight == Weight::Strong && !m_isQuiet;
    setStyleProperty(m_text, "weight", isStrong ? QStringLiteral("strong") : QString());
    setTone(m_text, m_isQuiet ? Tone::Neutral : m_tone);
}

} // namespace cw::ui
