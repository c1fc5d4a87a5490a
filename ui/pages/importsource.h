// SPDX-License-Identifier: MIT
#pragma once

#include <QMenu>

#include <functional>

namespace cw::ui
{

// Whose account is to be taken over.
enum class ImportSource { Certbot, AcmeSh, Lego, Dehydrated, KeyFile };

// "Import an account", with an entry for each source.
QMenu *newImportMenu(QWidget *parent, const std::function<void(ImportSource)> &chosen);

// Of an account that was imported: "certbot", "PEM file".
QString originText(const QString &origin);
QString importTitle(ImportSource source); // "Import an account of certbot"
// Where the client keeps its accounts if nobody told it otherwise; empty when there is no such folder, or for key files.
QString usualFolder(ImportSource source);

} // namespace cw::ui
