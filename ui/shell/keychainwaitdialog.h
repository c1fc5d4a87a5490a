// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace cw::ui
{

// Says that the keychain of the system has not answered yet: a window that asks for its password may be behind ours. reject()
// is to wait no longer.
class KeychainWaitDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeychainWaitDialog(QWidget *parent = nullptr);
};

} // namespace cw::ui
