// SPDX-License-Identifier: MIT
#include "ui/pages/filefield.h"

#include "ui/theme/icons.h"
#include "ui/theme/roles.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPushButton>

namespace cw::ui
{

namespace
{

QString localFile(const QMimeData *data)
{
    return data && data->hasUrls() ? data->urls().constFirst().toLocalFile() : QString();
}

} // namespace

FileField::FileField(const QString &label, QWidget *parent)
    : TextField(label, Content::Name, parent)
    , m_dialogTitle(label)
{
    QPushButton *button = newButton({}, ButtonRole::Icon, ButtonSize::Card, edit());
    auto *inside = new QHBoxLayout(edit());
    inside->setContentsMargins(0, 0, 3, 0);
    inside->addStretch();
    inside->addWidget(button);
    edit()->setTextMargins(0, 0, button->sizeHint().width(), 0);
    button->setCursor(Qt::ArrowCursor);
    button->setIcon(icon(IconName::Folder, Ink::Text2));
    button->setAccessibleName(tr("Choose a file: %1").arg(label));
    button->setToolTip(tr("Choose a file; it can be dropped here too."));
    connect(button, &QPushButton::clicked, this, &FileField::choose);
    edit()->installEventFilter(this); // a line edit would take a dropped file as its URL
}

bool FileField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove && event->type() != QEvent::Drop)
        return TextField::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const QString path = localFile(drop->mimeData());
    if (path.isEmpty())
        return TextField::eventFilter(watched, event);
    drop->acceptProposedAction();
    if (event->type() == QEvent::Drop)
        take(path);
    return true;
}

void FileField::choose()
{
    const QString path = QFileDialog::getOpenFileName(this, m_dialogTitle, text());
    if (!path.isEmpty())
        take(path);
}

void FileField::take(const QString &path)
{
    clearError();
    setText(path);
    Q_EMIT fileChosen();
}

} // namespace cw::ui
