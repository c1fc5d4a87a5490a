// SPDX-License-Identifier: MIT
// Runs the targets with changed seeds for some seconds of processor time; a crash, or an input that takes more than a
// second, ends it with the numbers by which the same input is made again:
//
//     certwright-fuzz --seconds 30 --group dns             what the tests do; the seed number is random
//     certwright-fuzz --target message --seed 7 --run 123  one input again; --print writes it to standard output
//     certwright-fuzz --target message FILE...             these inputs as they are
#include "fuzz/mutator.h"
#include "fuzz/target.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QHashSeed>
#include <QRandomGenerator>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <sys/time.h>
#include <unistd.h>

namespace
{

using namespace cw::fuzz;
using namespace Qt::StringLiterals;

constexpr int SecondsForOneInput = 1; // of processor time: others may use the machine as well

// What is running, for the signal handler.
char currentRun[500];

void endOnSignal(int signal)
{
    const char *what = signal == SIGVTALRM ? "takes more than a second: " : "crashed: ";
    // Only what a signal handler may call.
    (void)!write(STDERR_FILENO, what, strlen(what));
    (void)!write(STDERR_FILENO, currentRun, strlen(currentRun));
    (void)!write(STDERR_FILENO, "\n", 1);
    _exit(1);
}

void watchFor(int seconds)
{
    const itimerval time{{0, 0}, {seconds, 0}};
    setitimer(ITIMER_VIRTUAL, &time, nullptr);
}

// File names and contents, in the order of the names.
struct Seeds {
    QStringList names;
    QList<QByteArray> contents;
};

Seeds seedsOf(const Target &target)
{
    Seeds seeds;
    const QDir folder(QStringLiteral(CERTWRIGHT_FUZZ_CORPUS "/") + QString::fromLatin1(target.name));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        seeds.names.append(file.fileName());
        seeds.contents.append(file.readAll());
    }
    return seeds;
}

void runOne(const Target &target, const QByteArray &input, const QByteArray &how)
{
    qstrncpy(currentRun, QByteArray("--target " + QByteArray(target.name) + ' ' + how).constData(), sizeof currentRun);
    watchFor(SecondsForOneInput);
    target.run(input);
    watchFor(0);
}

QByteArray numbers(quint64 seed, quint64 run)
{
    return "--seed " + QByteArray::number(seed) + " --run " + QByteArray::number(run);
}

double processorSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

void runFor(double seconds, const QList<Target> &targets, quint64 seed)
{
    const double end = processorSeconds() + seconds;
    for (qsizetype i = 0; i < targets.size(); ++i) {
        const Target &target = targets.at(i);
        const Seeds seeds = seedsOf(target);
        for (qsizetype k = 0; k < seeds.names.size(); ++k)
            runOne(target, seeds.contents.at(k), seeds.names.at(k).toLocal8Bit());
        const double share = (end - processorSeconds()) / double(targets.size() - i);
        const double until = processorSeconds() + share;
        quint64 run = 0;
        for (; processorSeconds() < until; ++run)
            runOne(target, mutate(seeds.contents, seed, run), numbers(seed, run));
        std::printf("%s: %llu inputs\n", target.name, static_cast<unsigned long long>(run));
        std::fflush(stdout);
    }
}

int runFiles(const Target &target, const QStringList &names)
{
    for (const QString &name : names) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "cannot read %s\n", qPrintable(name));
            return 2;
        }
        runOne(target, file.readAll(), name.toLocal8Bit());
    }
    return 0;
}

QList<Target> targetsIn(const QString &group)
{
    QList<Target> chosen;
    for (const Target &target : targets()) {
        const QString name = target.group == Target::Group::Dns ? u"dns"_s : u"text"_s;
        if (group.isEmpty() || group == name)
            chosen.append(target);
    }
    return chosen;
}

} // namespace

int main(int argc, char **argv)
{
    QHashSeed::setDeterministicGlobalSeed(); // a run can be made again
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"seconds"_s, u"Of processor time, for all targets."_s, u"N"_s, u"30"_s},
        {u"group"_s, u"dns or text."_s, u"GROUP"_s}, {u"target"_s, u"Only this one."_s, u"NAME"_s},
        {u"seed"_s, u"Of the random numbers."_s, u"N"_s}, {u"run"_s, u"Only this run."_s, u"N"_s},
        {u"print"_s, u"The input of --run, to standard output."_s}});
    parser.addPositionalArgument(u"files"_s, u"Inputs for --target."_s);
    parser.addHelpOption();
    parser.process(application);

    for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL, SIGVTALRM})
        std::signal(signal, endOnSignal);
    const Target *target = targetNamed(parser.value(u"target"_s).toLatin1());
    if (!target && (parser.isSet(u"target"_s) || parser.isSet(u"run"_s))) {
        std::fprintf(stderr, "no such target\n");
        return 2;
    }
    if (target && !parser.positionalArguments().isEmpty())
        return runFiles(*target, parser.positionalArguments());

    const quint64 seed
        = parser.isSet(u"seed"_s) ? parser.value(u"seed"_s).toULongLong() : QRandomGenerator::system()->generate();
    if (target && parser.isSet(u"run"_s)) {
        const quint64 run = parser.value(u"run"_s).toULongLong();
        const QByteArray input = mutate(seedsOf(*target).contents, seed, run);
        if (parser.isSet(u"print"_s))
            std::fwrite(input.constData(), 1, size_t(input.size()), stdout);
        else
            runOne(*target, input, numbers(seed, run));
        return 0;
    }
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    runFor(parser.value(u"seconds"_s).toDouble(), target ? QList{*target} : targetsIn(parser.value(u"group"_s)), seed);
    return 0;
}
