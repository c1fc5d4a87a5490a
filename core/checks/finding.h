// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace cw::checks
{

enum class Severity { Ok, Info, Warning, Fail, Unknown };
QString severityName(Severity severity); // "ok", "warning": as the command line writes it

struct Evidence {
    QString command; // a dig command that anyone can run
    QString result; // what it gave us, in one line
};

// What one check has to say about one place. Texts are whole sentences, translated.
struct Finding {
    QString check; // "caa", "delegation", ...
    Severity severity = Severity::Ok;
    QString cause; // a word of dns-checks section 4, empty when all is well
    QString where; // name or zone
    QString server; // empty when it is not about one server
    QString saw;
    QString means;
    QStringList todo;
    QList<Evidence> evidence;
};

} // namespace cw::checks
