// SPDX-License-Identifier: MIT
#include "ui/pages/handoverpanel.h"

#include "issuance/recordtexts.h"
#include "ui/theme/roles.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace cw::ui
{

namespace
{

const QString Mail = QStringLiteral("mail");
const QString Table = QStringLiteral("csv");
// Longer ones are cut off, by some systems without a word.
#ifdef Q_OS_WIN
constexpr qsizetype LongestMailUrl = 2000;
#else
constexpr qsizetype LongestMailUrl = 8000;
#endif

} // namespace

HandOverPanel::HandOverPanel(const issuance::IssueState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_form(new SegmentedControl(tr("Form of the text to hand over")))
    , m_text(new CodeBox(tr("Mail text")))
    , m_save(newButton(tr("Save as file…"), ButtonRole::Normal, ButtonSize::Card))
    , m_write(newButton(tr("Write a mail…"), ButtonRole::Normal, ButtonSize::Card))
    , m_failure(new Notice(Notice::Kind::Fail))
{
    setObjectName(QStringLiteral("rec.handover"));
    m_form->setObjectName(QStringLiteral("rec.handover.form"));
    m_form->addSegment(Mail, tr("Mail text", "form of the records"));
    m_form->addSegment(Table, tr("CSV", "form of the records"));
    m_form->setCurrent(Mail);
    m_text->setObjectName(QStringLiteral("rec.handover.text"));
    m_save->setObjectName(QStringLiteral("rec.handover.save"));
    m_write->setObjectName(QStringLiteral("rec.handover.write"));
    m_failure->setObjectName(QStringLiteral("rec.handover.failure"));
    m_failure->hide();
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_form);
    buttons->addStretch();
    buttons->addWidget(m_save);
    buttons->addWidget(m_write);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(buttons);
    layout->addWidget(m_failure);
    layout->addWidget(m_text);
    connect(m_form, &SegmentedControl::currentChanged, this, &HandOverPanel::showForm);
    connect(m_save, &QPushButton::clicked, this, &HandOverPanel::chooseFile);
    connect(m_write, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(mailUrl()); });
}

void HandOverPanel::showState()
{
    showForm();
}

void HandOverPanel::showForm()
{
    m_text->setName(isMail() ? tr("Mail text") : tr("Records as CSV"));
    if (m_text->text() != text()) // keeps the selection
        m_text->setText(text());
    const bool canWrite = !mailUrl().isEmpty();
    m_write->setVisible(isMail());
    m_write->setEnabled(canWrite);
    m_write->setToolTip(canWrite ? QString() : tr("The text is too long to be passed on: copy it into your mail."));
    m_write->setAccessibleDescription(m_write->toolTip());
}

bool HandOverPanel::isMail() const
{
    return m_form->current() == Mail;
}

QString HandOverPanel::text() const
{
    if (!isMail())
        return issuance::csvText(m_state.order);
    return issuance::mailText(m_state.order, QDateTime::currentDateTimeUtc());
}

QUrl HandOverPanel::mailUrl() const
{
    QUrlQuery query;
    const auto add = [&query](const QString &key, QString value) {
        value.replace(u'\n', QStringLiteral("\r\n")); // RFC 6068 5
        query.addQueryItem(key, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(QStringLiteral("subject"), issuance::mailSubject(m_state.order));
    add(QStringLiteral("body"), issuance::mailText(m_state.order, QDateTime::currentDateTimeUtc()));
    QUrl url;
    url.setScheme(QStringLiteral("mailto"));
    url.setQuery(query);
    return url.toEncoded().size() <= LongestMailUrl ? url : QUrl();
}

void HandOverPanel::chooseFile()
{
    const QString suggested = isMail() ? QStringLiteral("dns-records.txt") : QStringLiteral("dns-records.csv");
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the records"), suggested,
        isMail() ? tr("Text (*.txt);;All files (*)") : tr("Table (*.csv);;All files (*)"));
    if (path.isEmpty())
        return;
    const QString trouble = saveTo(path);
    m_failure->setTitle(tr("The file could not be written"));
    m_failure->setText(tr("%1: %2", "path, reason").arg(path, trouble));
    m_failure->setVisible(!trouble.isEmpty());
}

QString HandOverPanel::saveTo(const QString &path) const
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text().toUtf8()) < 0 || !file.commit())
        return file.errorString();
    return {};
}

} // namespace cw::ui
