// SPDX-License-Identifier: MIT
#include "ui/pages/updatepanel.h"

#include "ui/pages/trialnotice.h"
#include "ui/pages/updatefields.h"
#include "ui/pages/zonesfield.h"
#include "ui/theme/roles.h"
#include "ui/widgets/notice.h"

#include <QDragEnterEvent>
#include <QFile>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace cw::ui
{

UpdatePanel::UpdatePanel(QWidget *parent)
    : MethodPanel(QStringLiteral("rfc2136"), tr("Dynamic update (RFC 2136)"), parent)
    , m_practice(new Notice(Notice::Kind::Info))
    , m_fields(new UpdateFields)
{
    setObjectName(QStringLiteral("how.update"));
    setAcceptDrops(true);
    QPushButton *read = newButton(tr("Read a key file…"), ButtonRole::Link, ButtonSize::Card);
    read->setObjectName(QStringLiteral("how.keyFile"));
    read->setAccessibleName(tr("Read a key file"));
    read->setIcon(icon(IconName::Folder, Ink::Accent));
    read->setToolTip(tr("A BIND key file; it can be dropped here too."));
    addToHeader(read);

    m_practice->setObjectName(QStringLiteral("how.practice"));
    m_practice->setText(tr("The practice DNS server takes updates with a key of its own."));
    m_practice->setAction(tr("Use the practice key"));
    m_fields->setBesideTimeToLive(zonesField());
    body()->addWidget(m_practice);
    body()->addWidget(m_fields);
    body()->addWidget(trial());

    connect(read, &QPushButton::clicked, this, &UpdatePanel::chooseKeyFile);
    connect(m_fields, &UpdateFields::edited, this, &UpdatePanel::edited);
    connect(m_practice, &Notice::actionTriggered, this, &UpdatePanel::practiceKeyRequested);
}

UpdatePanel::~UpdatePanel()
{
    m_fields->disconnect(this);
}

void UpdatePanel::showView(const MethodView &view)
{
    m_practice->setVisible(view.state.order.isPractice);
    m_fields->showView(view);
    showCommon(view);
}

QString UpdatePanel::missing() const
{
    if (m_fields->isFilled())
        return {};
    return tr("Enter the name and the secret of the TSIG key, or read a key file.");
}

issuance::MethodChoice UpdatePanel::draft() const
{
    return m_fields->draft();
}

std::optional<issuance::MethodChoice> UpdatePanel::choice()
{
    return m_fields->choice();
}

bool UpdatePanel::isAsStored() const
{
    return m_fields->isAsStored();
}

void UpdatePanel::keepFor(const QString &scope)
{
    m_fields->keepFor(scope);
}

QString UpdatePanel::note() const
{
    return tr("An update that the server refuses stops the order before the CA is asked. Values already in the zone are "
              "left as they are.");
}

void UpdatePanel::chooseKeyFile()
{
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Read a key file"), {}, tr("Key files (*.key *.conf);;All files (*)"));
    if (!path.isEmpty())
        readKeyFile(path);
}

void UpdatePanel::readKeyFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_fields->showFileFailure(BadInput{BadInput::Fault::KeyFileUnreadable, path, file.errorString()});
        return;
    }
    m_fields->takeKey(file.read(LargestKeyFile));
}

void UpdatePanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile())
        event->acceptProposedAction();
}

void UpdatePanel::dropEvent(QDropEvent *event)
{
    readKeyFile(event->mimeData()->urls().first().toLocalFile());
    event->acceptProposedAction();
}

} // namespace cw::ui
