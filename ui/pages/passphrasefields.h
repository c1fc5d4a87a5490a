// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <optional>

namespace cw::ui
{

class TextField;

// A new passphrase, entered twice. The faults are shown at the fields as soon as they cannot be slips of somebody who is
// still typing.
class PassphraseFields : public QWidget
{
    Q_OBJECT

public:
    // The fields are called `objectName` and `objectName`Again.
    explicit PassphraseFields(const QString &objectName, const QString &label, QWidget *parent = nullptr);

    std::optional<QString> passphrase() const; // long enough, and twice the same
    bool isEmpty() const;
    QString missing() const; // why there is no passphrase(), a whole sentence; empty: there is
    void setHint(const QString &hint);
    void clear();

Q_SIGNALS:
    void edited();

private:
    void showFaults();

    TextField *m_first;
    TextField *m_again;
};

} // namespace cw::ui
