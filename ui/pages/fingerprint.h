// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace cw::ui
{

// "9F:2C:71:0E:D4:88:…:1B:C6"
QString shortFingerprint(const QByteArray &sha256);

// A fingerprint in short; the tool tip, which the keyboard opens too, has all of it.
class Fingerprint : public QLabel
{
    Q_OBJECT

public:
    explicit Fingerprint(QWidget *parent = nullptr);

protected:
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace cw::ui
