// SPDX-License-Identifier: MIT
#include "app/gui/desktopnotifier.h"
#include "app/gui/windowsecrets.h"

#include "app/common/realenvironment.h"
#include "store/atomicfile.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/windowsettings.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QTranslator>

#include <algorithm>
#include <string_view>

namespace
{

void name(QCoreApplication &)
{
    QCoreApplication::setApplicationName(QStringLiteral("certwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CERTWRIGHT_VERSION));
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QCoreApplication::translate("main", "Gets TLS certificates by DNS, step by step."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("practice"),
                      QCoreApplication::translate("main", "Starts with a small CA and DNS server on this computer; nothing is real.")});
}

// Questions about the program itself are answered without a display.
bool asksAboutProgram(int argc, char **argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char *argument) {
        const std::string_view text(argument);
        return text == "--help" || text == "-h" || text == "--help-all" || text == "--version" || text == "-v";
    });
}

void translate(QApplication &app)
{
    // The one asked last: "1 name" where the language has no words of its own.
    auto *plurals = new QTranslator(&app);
    if (plurals->load(QStringLiteral(":/i18n/certwright_en.qm")))
        QCoreApplication::installTranslator(plurals);
    auto *ours = new QTranslator(&app);
    const auto load = [ours](const QLocale &locale) {
        return ours->load(locale, QStringLiteral("certwright"), QStringLiteral("_"), QStringLiteral(":/i18n"));
    };
    if (load(QLocale()) || load(QLocale(QLocale::English)))
        QCoreApplication::installTranslator(ours);
    auto *ofQt = new QTranslator(&app);
    if (ofQt->load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(ofQt);
}

int runWindow(QApplication &app, bool startsWithPractice)
{
    const QString home = cw::app::dataFolder();
    // A folder that cannot be made is told by the first thing that is to be kept there.
    [[maybe_unused]] const cw::Result<cw::Nothing> made = cw::store::makeFolder(home);
    const QString settingsFile = home + QStringLiteral("/window.ini");
    const std::shared_ptr<cw::issuance::Environment> environment = cw::app::makeRealEnvironment(home);
    const auto secrets = std::make_shared<cw::app::WindowSecrets>(home);
    environment->secrets = secrets;

    cw::ui::applyTheme(app, cw::ui::WindowSettings(settingsFile).themeMode());
    int code = 0;
    {
        cw::ui::MainWindow window(environment, settingsFile);
        secrets->setWindow(&window);
        QObject::connect(secrets.get(), &cw::app::WindowSecrets::opened, &window, &cw::ui::MainWindow::showKeystore);
        auto *notifier = new cw::app::DesktopNotifier(&window);
        QObject::connect(&window, &cw::ui::MainWindow::worthKnowing, notifier, &cw::app::DesktopNotifier::notify);
        window.show();
        if (startsWithPractice)
            window.startPractice();
        code = QApplication::exec();
    }
    // What still runs in threads was canceled with the window; it must outlive neither the secrets nor the program.
    secrets->close();
    cw::Operation::waitForAll();
    return code;
}

} // namespace

int main(int argc, char **argv)
{
    QCommandLineParser parser;
    if (asksAboutProgram(argc, argv)) {
        QCoreApplication app(argc, argv);
        name(app);
        addOptions(parser);
        parser.process(app);
        return 0;
    }
    QApplication app(argc, argv);
    name(app);
    QGuiApplication::setDesktopFileName(QStringLiteral("certwright"));
    translate(app);
    addOptions(parser);
    parser.process(app);
    return runWindow(app, parser.isSet(QStringLiteral("practice")));
}
