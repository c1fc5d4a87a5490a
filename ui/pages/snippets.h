// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

namespace cw::ui
{

// What to write into a server's settings so that it takes the files of a folder.
struct Snippet {
    QString program; // "nginx"
    QString text;
};
QList<Snippet> snippets(const QString &folder);

} // namespace cw::ui
