// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

namespace cw::practice
{

// Certificate and key for the practice CA's own https, made by the caller (crypto is not ours to use).
struct LocalTlsFiles {
    QByteArray rootPem;
    QByteArray certificatePem;
    QByteArray keyPem;
};

// How to reach a running lab.
struct LabAddress {
    QString directoryUrl; // https://127.0.0.1:14000/dir
    QString managementUrl; // https://127.0.0.1:15000 (roots/0 is the root of what it issues)
    QString rootFile; // PEM that signs the https certificate
    QString resolver; // 127.0.0.1:5301
    quint16 dnsPort = 0; // of the authoritative server
    QString tsigKeyFile; // BIND key file for updates of every zone
    QStringList zones; // without final dot
    QString folder; // everything of the lab; gone when it stops
};

struct MissingProgram {
    QString program; // "pebble"
    QString package; // Debian's
};

// The practice CA (pebble), its DNS server (named) and resolver (unbound) on free loopback ports, as the user who runs us.
// Everything lies in one temporary folder. A small shell process holds the three together and ends them, and removes the
// folder, when our end of its standard input closes: also when we crash. GUI thread; nothing blocks.
class PracticeLab : public QObject
{
    Q_OBJECT

public:
    struct Options {
        int nonceRejectPercent = 0;
    };

    explicit PracticeLab(QObject *parent = nullptr);
    ~PracticeLab() override; // stops it

    static QList<MissingProgram> missingPrograms();

    void start(const LocalTlsFiles &tls, Options options);
    void stop();
    bool isRunning() const;
    const LabAddress &address() const;

Q_SIGNALS:
    void ready();
    void failed(const cw::Failure &failure); // NoProgram, ProgramFailed, NotWritable
    void stopped();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cw::practice
