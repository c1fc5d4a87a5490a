// SPDX-License-Identifier: MIT
#include "ui/shell/footernote.h"

#include "ui/theme/fonts.h"
#include "ui/theme/roles.h"
#include "ui/widgets/stateicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace cw::ui
{

namespace
{

constexpr int OneLine = 300; // longer texts are broken
constexpr int TwoLines = 260;
constexpr int Widest = 360;

} // namespace

FooterNote::FooterNote(QWidget *parent)
    : QWidget(parent), m_icon(new StateIcon(IconName::StateInfo, Tone::Neutral, this)), m_text(newLabel({}, TextRole::Small, this))
{
    m_icon->setSide(16);
    m_text->setObjectName(QStringLiteral("foot.reason"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_icon, 0, Qt::AlignVCenter);
    layout->addWidget(m_text, 1, Qt::AlignVCenter);
}

void FooterNote::setNote(const OrderPage::Note &note)
{
    const bool isQuiet = note.tone == Tone::Neutral;
    m_icon->setIcon(isQuiet ? IconName::StateInfo : stateIcon(note.tone), isQuiet ? Tone::Pend : note.tone);
    setTone(m_text, note.tone);
    m_text->setText(note.text);
    setVisible(!note.text.isEmpty());
    fit();
}

QString FooterNote::text() const
{
    return m_text->text();
}

QSize FooterNote::sizeHint() const
{
    return {m_icon->sizeHint().width() + 8 + m_text->width(), 44};
}

void FooterNote::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void FooterNote::fit()
{
    const int whole = QFontMetrics(textFont(TextSize::Small)).horizontalAdvance(m_text->text()) + 4;
    m_text->setFixedWidth(whole <= OneLine ? whole : std::clamp(whole * 11 / 20 + 12, TwoLines, Widest));
    updateGeometry();
}

} // namespace cw::ui
