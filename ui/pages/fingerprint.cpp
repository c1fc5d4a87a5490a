// SPDX-License-Identifier: MIT
#include "ui/pages/fingerprint.h"

#include "crypto/certificate.h"
#include "ui/theme/roles.h"

#include <QToolTip>

namespace cw::ui
{

QString shortFingerprint(const QByteArray &sha256)
{
    constexpr qsizetype FirstBytes = 6;
    constexpr qsizetype LastBytes = 2;
    if (sha256.size() <= FirstBytes + LastBytes)
        return crypto::fingerprintText(sha256);
    return crypto::fingerprintText(sha256.left(FirstBytes)) + QStringLiteral(":…:")
        + crypto::fingerprintText(sha256.right(LastBytes));
}

Fingerprint::Fingerprint(QWidget *parent)
    : QLabel(parent)
{
    setRole(this, TextRole::Mono);
    setTextFormat(Qt::PlainText);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("SHA-256 fingerprint"));
    setLayoutDirection(Qt::LeftToRight);
}

void Fingerprint::focusInEvent(QFocusEvent *event)
{
    QLabel::focusInEvent(event);
    QToolTip::showText(mapToGlobal(rect().bottomLeft()), toolTip(), this);
}

} // namespace cw::ui
