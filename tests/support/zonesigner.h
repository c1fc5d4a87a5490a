// SPDX-License-Identifier: MIT
#pragma once

#include "dns/record.h"

#include <QDateTime>
#include <QHash>
#include <QTemporaryDir>

namespace cw::test
{

// Signs zones as their owners do, with `dnssec-keygen` and `dnssec-signzone` (Debian packages bind9-utils), in a
// temporary folder. Every zone gets one key of its own that signs everything. Fails the test, with the tool's words,
// when it cannot.
class ZoneSigner
{
public:
    struct How {
        QDateTime from = QDateTime(QDate(2026, 11, 1), QTime(0, 0), Qt::UTC); // FakeClock's day is the 22nd
        QDateTime until = QDateTime(QDate(2026, 12, 20), QTime(0, 0), Qt::UTC);
        bool withNsec3 = false;
        bool withOptOut = false;
        int iterations = 0;
        QByteArray algorithm = "ECDSAP256SHA256";
    };
    using Records = QList<dns::Record>;

    // All of the zone: the records given and DNSKEY, RRSIG, NSEC or NSEC3.
    Records sign(const char *apex, const Records &zone, const How &how);
    // For the parent, about the key that signed last.
    dns::Record dsFor(const char *apex, int digestType = 2);
    // The next signature will be by another key.
    void changeKey(const char *apex) { m_keys.remove(apex); }

private:
    QByteArray run(const QString &program, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    QHash<QByteArray, QString> m_keys; // file names without extension
};

} // namespace cw::test
