// SPDX-License-Identifier: MIT
#include "ui/shell/keychainwaitdialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"
#include "ui/widgets/statelabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

KeychainWaitDialog::KeychainWaitDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("keychain.dialog"));
    setWindowTitle(tr("Waiting for your keychain"));
    auto *state = new StateLabel(this);
    state->setState(Tone::Accent, IconName::StateRun, windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(state);
    layout->addWidget(newLabel(tr("The keys of your accounts and certificates are behind the keychain of this computer. It may be asking for its "
                                  "password in a window of its own; look for it behind this one."),
                               TextRole::Body, this));
    QPushButton *cancel = newButton(tr("Cancel"), ButtonRole::Normal, ButtonSize::Page, this);
    cancel->setObjectName(QStringLiteral("keychain.cancel"));
    cancel->setAccessibleName(tr("Wait no longer for the keychain"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    setMinimumWidth(480);
}

} // namespace cw::ui
