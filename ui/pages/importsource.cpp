// SPDX-License-Identifier: MIT
#include "ui/pages/importsource.h"

#include <QCoreApplication>
#include <QDir>

namespace cw::ui
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("import", source);
}

struct Entry {
    ImportSource source;
    const char *name;
    const char *title;
};

constexpr Entry Entries[] = {
    {ImportSource::Certbot, QT_TRANSLATE_NOOP("import", "From certbot…"), QT_TRANSLATE_NOOP("import", "Import an account of certbot")},
    {ImportSource::AcmeSh, QT_TRANSLATE_NOOP("import", "From acme.sh…"), QT_TRANSLATE_NOOP("import", "Import an account of acme.sh")},
    {ImportSource::Lego, QT_TRANSLATE_NOOP("import", "From lego…"), QT_TRANSLATE_NOOP("import", "Import an account of lego")},
    {ImportSource::Dehydrated, QT_TRANSLATE_NOOP("import", "From dehydrated…"), QT_TRANSLATE_NOOP("import", "Import an account of dehydrated")},
    {ImportSource::KeyFile, QT_TRANSLATE_NOOP("import", "A key as PEM or JWK file…"), QT_TRANSLATE_NOOP("import", "Import an account by its key")},
};

} // namespace

QMenu *newImportMenu(QWidget *parent, const std::function<void(ImportSource)> &chosen)
{
    auto *menu = new QMenu(text(QT_TRANSLATE_NOOP("import", "Import an account")), parent);
    for (const Entry &entry : Entries)
        QObject::connect(menu->addAction(text(entry.name)), &QAction::triggered, parent, [chosen, source = entry.source] { chosen(source); });
    return menu;
}

QString originText(const QString &origin)
{
    if (origin == u"pem")
        return text(QT_TRANSLATE_NOOP("import", "PEM file"));
    if (origin == u"jwk")
        return text(QT_TRANSLATE_NOOP("import", "JWK file"));
    return origin; // a proper name
}

QString importTitle(ImportSource source)
{
    for (const Entry &entry : Entries) {
        if (entry.source == source)
            return text(entry.title);
    }
    Q_UNREACHABLE();
}

QString usualFolder(ImportSource source)
{
    QStringList folders;
    switch (source) {
    case ImportSource::Certbot: folders = {QStringLiteral("/etc/letsencrypt/accounts")}; break;
    case ImportSource::AcmeSh: folders = {QDir::home().filePath(QStringLiteral(".acme.sh"))}; break;
    case ImportSource::Lego: folders = {QDir::home().filePath(QStringLiteral(".lego"))}; break;
    case ImportSource::Dehydrated:
        folders = {QStringLiteral("/var/lib/dehydrated/accounts"), QStringLiteral("/etc/dehydrated/accounts")};
        break;
    case ImportSource::KeyFile: break;
    }
    for (const QString &folder : std::as_const(folders)) {
        if (QDir(folder).exists())
            return folder;
    }
    return {};
}

} // namespace cw::ui
