// SPDX-License-Identifier: MIT
#include "ui/widgets/choicerow.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/stateicon.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace cw::ui
{

namespace
{

constexpr int Side = 18; // of indicator and icon

} // namespace

// Where everything is, left to right; mirrored when painted.
struct ChoiceRow::Places {
    QRect indicator;
    QRect icon;
    QRect title;
    QRect subtitle;
    QRect badge;
    int height = 0;
};

ChoiceRow::ChoiceRow(const QString &title, const QString &subtitle, QWidget *parent)
    : ChoiceRow(Kind::Radio, Frame::Card, title, subtitle, parent)
{
}

ChoiceRow::ChoiceRow(Kind kind, Frame frame, const QString &title, const QString &subtitle, QWidget *parent)
    : QAbstractButton(parent)
    , m_kind(kind)
    , m_frame(frame)
    , m_subtitle(subtitle)
    , m_icon(new StateIcon(IconName::None, Tone::Neutral, this))
{
    setTitle(title);
    setCheckable(true);
    setAutoExclusive(kind != Kind::Check); // what screen readers take for a radio button
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_icon->hide();
    connect(this, &QAbstractButton::toggled, this, [this] { placeIcon(); });
    describe();
}

void ChoiceRow::setTitle(const QString &title)
{
    setText(title);
    setShortcut({}); // an ampersand in a name is an ampersand
    setAccessibleText(this, title, accessibleDescription());
    updateGeometry();
    update();
}

void ChoiceRow::setSubtitle(const QString &subtitle, Tone tone)
{
    if (m_subtitle == subtitle && m_subtitleTone == tone)
        return;
    m_subtitle = subtitle;
    m_subtitleTone = tone;
    describe();
}

void ChoiceRow::setRowIcon(IconName icon, Tone tone)
{
    m_iconTone = tone;
    m_icon->setIcon(icon, tone);
    placeIcon();
    updateGeometry();
}

void ChoiceRow::setBadge(const QString &text, Tone tone)
{
    m_badge = text;
    m_badgeTone = tone;
    describe();
}

void ChoiceRow::setSelectedTone(Tone tone)
{
    m_selectedTone = tone;
    update();
}

void ChoiceRow::describe()
{
    const QString description = m_badge.isEmpty() ? m_subtitle
        : m_subtitle.isEmpty()                    ? m_badge
                               : tr("%1, %2", "sub-line and badge of a row").arg(m_subtitle, m_badge);
    setAccessibleText(this, accessibleName(), description);
    updateGeometry();
    update();
}

QFont ChoiceRow::titleFont() const
{
    return textFont(TextSize::Body, m_frame == Frame::Plain ? QFont::Normal : QFont::DemiBold);
}

QFont ChoiceRow::subtitleFont() const
{
    const bool isState = m_kind == Kind::Entry && m_subtitleTone != Tone::Neutral;
    return textFont(TextSize::Small, isState ? QFont::Medium : QFont::Normal);
}

ChoiceRow::Places ChoiceRow::places(int width) const
{
    const int side = m_frame == Frame::Plain ? 0 : m_frame == Frame::List ? 9 : 12;
    const int top = m_frame == Frame::Plain ? 2 : m_frame == Frame::List ? 4 : 8;
    const int gap = m_frame == Frame::Card && m_kind != Kind::Entry ? 11 : 10;
    const bool isIconAtTitle = m_kind == Kind::Entry && m_frame == Frame::Card;
    const QFontMetrics titleMetrics(titleFont());

    Places places;
    int x = side;
    if (m_kind != Kind::Entry) {
        places.indicator = QRect(x, 0, Side, Side);
        x += Side + gap;
    }
    if (m_icon->name() != IconName::None) {
        const int iconSide = m_frame == Frame::List ? 14 : Side;
        places.icon = QRect(x, 0, iconSide, iconSide);
        x += iconSide + gap;
    }
    int right = width - side;
    if (!m_badge.isEmpty()) {
        places.badge = QRect(QPoint(), Badge::sizeFor(m_badge));
        right -= places.badge.width();
        places.badge.moveLeft(right);
        right -= 8;
    }
    const int textWidth = std::max(40, right - x);
    const Wrap titleWrap = m_kind == Kind::Entry ? Wrap::Anywhere : Wrap::Words;
    const int titleHeight = wrappedHeight(titleFont(), text(), textWidth, titleWrap);
    const int subHeight = m_subtitle.isEmpty() ? 0 : wrappedHeight(subtitleFont(), m_subtitle, textWidth);
    const int textHeight = titleHeight + (subHeight > 0 ? subHeight + (m_frame == Frame::List ? 0 : 1) : 0);
    const int extra = isIconAtTitle ? 2 : 0;
    places.height = std::max({textHeight + 2 * (top + extra), Side + 2 * top, 24});
    const int y = (places.height - textHeight) / 2;
    places.title = QRect(x, y, textWidth, titleHeight);
    places.subtitle = QRect(x, y + textHeight - subHeight, textWidth, subHeight);

    const int firstLine = y + titleMetrics.height() / 2;
    const int middle = m_frame == Frame::Plain || isIconAtTitle ? firstLine : places.height / 2;
    places.indicator.moveTop(middle - places.indicator.height() / 2);
    places.icon.moveTop(middle - places.icon.height() / 2);
    places.badge.moveTop((places.height - places.badge.height()) / 2);
    return places;
}

QSize ChoiceRow::sizeHint() const
{
    const int text = std::max(QFontMetrics(titleFont()).horizontalAdvance(this->text()),
        QFontMetrics(subtitleFont()).horizontalAdvance(m_subtitle));
    const Places probe = places(1000);
    const int around = 1000 - probe.title.width();
    const int width = text + around + 2;
    return {width, places(width).height};
}

QSize ChoiceRow::minimumSizeHint() const
{
    return {160, places(std::max(160, width())).height};
}

int ChoiceRow::heightForWidth(int width) const
{
    return places(width).height;
}

void ChoiceRow::placeIcon()
{
    m_icon->setVisible(m_icon->name() != IconName::None);
    const bool follows = m_iconTone == Tone::Neutral;
    m_icon->setIcon(m_icon->name(), follows && isChecked() ? Tone::Accent : follows ? Tone::Pend : m_iconTone);
    const QRect place = places(width()).icon;
    m_icon->setSide(place.width());
    m_icon->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
    update();
}

void ChoiceRow::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    placeIcon();
}

void ChoiceRow::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::LayoutDirectionChange) {
        updateGeometry();
        placeIcon();
    }
}

void ChoiceRow::paintFrame(QPainter &painter) const
{
    const Tokens &tokens = theme().tokens();
    const bool isHot = isEnabled() && underMouse();
    if (m_frame == Frame::Plain)
        return;
    if (m_frame == Frame::List) {
        if (isChecked())
            paintBox(painter, rect(),
                {.fill = tokens.accentSoft, .edge = tokens.ink(m_selectedTone), .radius = ButtonRadius});
        else if (isHot)
            paintBox(painter, rect(), {.fill = tokens.raised, .edge = {}, .radius = ButtonRadius});
        return;
    }
    // A chosen radio card is tinted; a chosen entry keeps its ground, for its own state has a colour already.
    const bool isTinted = isChecked() && m_kind != Kind::Entry;
    const QColor fill = isTinted ? tokens.accentSoft : isHot || !isEnabled() ? tokens.raised : tokens.surface;
    paintBox(painter, rect(),
        {.fill = fill,
            .edge = isChecked() ? tokens.ink(m_selectedTone) : tokens.border,
            .edgeWidth = isChecked() ? 2.0 : 1.0,
            .radius = CardRadius});
}

void ChoiceRow::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = theme().tokens();
    const Places where = places(width());
    const auto mirrored = [this](const QRect &place) { return QStyle::visualRect(layoutDirection(), rect(), place); };
    QPainter painter(this);
    paintFrame(painter);
    if (m_kind == Kind::Radio)
        paintRadio(painter, mirrored(where.indicator), isChecked(), isEnabled());
    if (m_kind == Kind::Check)
        paintCheckBox(painter, mirrored(where.indicator), isChecked() ? Qt::Checked : Qt::Unchecked, isEnabled());
    painter.setFont(titleFont());
    painter.setPen(isEnabled() ? tokens.text : tokens.pend);
    paintText(painter, mirrored(where.title), text(), layoutDirection(),
        m_kind == Kind::Entry ? Wrap::Anywhere : Wrap::Words);
    painter.setFont(subtitleFont());
    painter.setPen(m_subtitleTone == Tone::Neutral ? tokens.text2 : tokens.ink(m_subtitleTone));
    paintText(painter, mirrored(where.subtitle), m_subtitle, layoutDirection(), Wrap::Words);
    if (!m_badge.isEmpty())
        Badge::paint(painter, mirrored(where.badge), m_badge, m_badgeTone, IconName::None, layoutDirection());
}

} // namespace cw::ui
