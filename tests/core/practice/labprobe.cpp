// SPDX-License-Identifier: MIT
// Starts a lab for tst_practicelab, prints its folder when it is ready, and runs until it is killed.
#include "crypto/certificate.h"
#include "practice/practicelab.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTextStream>

using namespace cw;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    practice::PracticeLab lab;
    QObject::connect(&lab, &practice::PracticeLab::ready, &application,
                     [&lab] { QTextStream(stdout) << lab.address().folder << Qt::endl; });
    QObject::connect(&lab, &practice::PracticeLab::failed, &application, [](const Failure &failure) {
        QTextStream(stdout) << "failed: " << std::get<StoreFailure>(failure).detail << Qt::endl;
        QCoreApplication::exit(1);
    });
    const crypto::LocalTls tls = crypto::makeLocalTls(QDateTime::currentDateTimeUtc(), 1);
    lab.start({tls.rootPem, tls.certificatePem, tls.keyPem}, {});
    return application.exec();
}
