// SPDX-License-Identifier: MIT
// Asks the keychain of its session once, for tst_keychain: keychainprobe HOME [MILLISECONDS]
#include "store/keychain.h"

#include <QCoreApplication>
#include <QTextStream>

using namespace cw;

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    store::Keychain keychain;
    if (arguments.size() > 2)
        keychain.setTimeLimit(std::chrono::milliseconds(arguments.at(2).toInt()));
    QObject::connect(&keychain, &store::Keychain::answered, &application, [](const Result<QByteArray> &key) {
        QTextStream out(stdout);
        if (key)
            out << "key " << key->toHex() << Qt::endl;
        else if (const auto *failure = std::get_if<StoreFailure>(&key.failure()))
            out << "failure " << int(failure->kind) << ' ' << failure->detail << Qt::endl;
        QCoreApplication::quit();
    });
    keychain.readMasterKey(arguments.value(1));
    return application.exec();
}
