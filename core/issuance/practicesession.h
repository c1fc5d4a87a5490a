// SPDX-License-Identifier: MIT
#pragma once

#include "dns/tsig.h"
#include "issuance/environment.h"
#include "practice/practicelab.h"

#include <QObject>

namespace cw::issuance
{

// The practice mode as the window and the command line use it: starts the lab, and gives an environment of its own
// (temporary home, secrets in memory, DNS pointed at the lab). GUI thread.
class PracticeSession : public QObject
{
    Q_OBJECT

public:
    explicit PracticeSession(const Environment &real, QObject *parent = nullptr);
    ~PracticeSession() override;

    void start();
    void start(const practice::PracticeLab::Options &options);
    bool isRunning() const;
    const practice::LabAddress &address() const;
    EnvironmentPtr environment() const; // null until ready()
    dns::TsigKey updateKey() const;
    QByteArray caRootPem() const; // trust for the https of the practice CA

Q_SIGNALS:
    void ready();
    void failed(const cw::Failure &failure);

private:
    void setUp();

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace cw::issuance
