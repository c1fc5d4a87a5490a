// SPDX-License-Identifier: MIT
#include "practice/practicelab.h"

#include "practice/labfiles.h"
#include "practice/labfolder.h"
#include "practice/programs.h"
#include "practice/readiness.h"
#include "practice/supervisor.h"

#include <QDeadlineTimer>
#include <QTimer>

#include <chrono>
#include <optional>

namespace cw::practice
{

using namespace std::chrono_literals;

namespace
{

constexpr auto LookAgainAfter = 25ms;
constexpr auto ReadyWithin = 30s;
constexpr int MostAttempts = 4;

StoreFailure programFailure(const QString &program, const QString &detail)
{
    return {StoreFailure::Kind::ProgramFailed, program, detail};
}

// Somebody took a port between our look and the start of the program.
bool isAddressInUse(const QString &lastWords)
{
    return lastWords.contains(QLatin1String("address already in use"), Qt::CaseInsensitive)
        || lastWords.contains(QLatin1String("address in use"), Qt::CaseInsensitive)
        || lastWords.contains(QLatin1String("unable to listen on any configured interfaces"));
}

LabAddress addressOf(const LabPorts &ports, const QString &folder)
{
    LabAddress address;
    address.directoryUrl = QStringLiteral("https://127.0.0.1:%1/dir").arg(ports.acme);
    address.managementUrl = QStringLiteral("https://127.0.0.1:%1").arg(ports.management);
    address.rootFile = folder + u'/' + QLatin1String(RootFileName);
    address.resolver = QStringLiteral("127.0.0.1:%1").arg(ports.resolver);
    address.dnsPort = ports.dns;
    address.tsigKeyFile = folder + u'/' + QLatin1String(TsigKeyFileName);
    address.zones = practiceZones();
    address.folder = folder;
    return address;
}

} // namespace

struct PracticeLab::Private {
    enum class State { Idle, Starting, Running, Stopping };

    explicit Private(PracticeLab *owner) : q(owner)
    {
        timer.setInterval(LookAgainAfter);
        connect(&timer, &QTimer::timeout, q, [this] { look(); });
    }

    void begin(const LocalTlsFiles &files, Options chosen);
    void attempt();
    void look();
    void takeEnd(const QString &program, const QString &lastWords);
    void takeGone();
    void letGo();
    void fail(const StoreFailure &failure);

    PracticeLab *q;
    State state = State::Idle;
    LocalTlsFiles tls;
    Options options;
    int attempts = 0;
    QTimer timer;
    QDeadlineTimer deadline;
    LabAddress address;
    std::unique_ptr<Readiness> readiness;
    Supervisor *supervisor = nullptr;
    bool isTryingAgain = false;
    std::optional<StoreFailure> failure; // told when everything is gone
};

void PracticeLab::Private::begin(const LocalTlsFiles &files, Options chosen)
{
    tls = files;
    options = chosen;
    attempts = 0;
    state = State::Starting;
    deadline = QDeadlineTimer(ReadyWithin);
    attempt();
}

void PracticeLab::Private::attempt()
{
    ++attempts;
    const std::optional<LabPorts> ports = findFreePorts();
    if (!ports) {
        fail(programFailure(QString(), QStringLiteral("127.0.0.1")));
        return;
    }
    const Result<QString> folder = makeLabFolder(*ports, tls);
    if (!folder) {
        fail(std::get<StoreFailure>(folder.failure()));
        return;
    }
    address = addressOf(*ports, *folder);
    readiness = std::make_unique<Readiness>(*ports, practiceZones().first().toLatin1());

    supervisor = new Supervisor(*folder, q);
    connect(supervisor, &Supervisor::programEnded, q,
            [this](const QString &program, const QString &lastWords) { takeEnd(program, lastWords); });
    connect(supervisor, &Supervisor::couldNotStart, q,
            [this](const QString &detail) { fail(programFailure(QStringLiteral("sh"), detail)); });
    connect(supervisor, &Supervisor::ended, q, [this] { takeGone(); });
    supervisor->start(labPrograms(*ports, *folder), labEnvironment(options.nonceRejectPercent));
    timer.start();
}

void PracticeLab::Private::look()
{
    if (readiness->isComplete()) {
        timer.stop();
        readiness.reset();
        state = State::Running;
        Q_EMIT q->ready();
    } else if (deadline.hasExpired()) {
        failure = programFailure(QString(), QString());
        letGo();
    }
}

void PracticeLab::Private::takeEnd(const QString &program, const QString &lastWords)
{
    if (state == State::Stopping || failure || isTryingAgain)
        return;
    isTryingAgain = state == State::Starting && isAddressInUse(lastWords) && attempts < MostAttempts;
    if (!isTryingAgain)
        failure = programFailure(program, lastWords);
    letGo();
}

// The shell ends the programs and then itself; takeGone() follows.
void PracticeLab::Private::letGo()
{
    timer.stop();
    readiness.reset();
    supervisor->end();
}

void PracticeLab::Private::takeGone()
{
    timer.stop();
    supervisor->deleteLater();
    supervisor = nullptr;
    if (state == State::Stopping) {
        state = State::Idle;
        Q_EMIT q->stopped();
    } else if (std::exchange(isTryingAgain, false)) {
        attempt();
    } else {
        fail(failure.value_or(programFailure(QStringLiteral("sh"), QString())));
    }
}

void PracticeLab::Private::fail(const StoreFailure &reason)
{
    timer.stop();
    readiness.reset();
    failure.reset();
    state = State::Idle;
    // start() must have returned before its caller hears of it.
    QMetaObject::invokeMethod(q, [this, reason] { Q_EMIT q->failed(reason); }, Qt::QueuedConnection);
}

PracticeLab::PracticeLab(QObject *parent) : QObject(parent), d(std::make_unique<Private>(this)) { }

PracticeLab::~PracticeLab()
{
    // The shell tells a supervisor that is half destroyed nothing any more.
    if (d->supervisor)
        d->supervisor->disconnect(this);
}

QList<MissingProgram> PracticeLab::missingPrograms()
{
    return findMissingPrograms(programFolders());
}

void PracticeLab::start(const LocalTlsFiles &tls, Options options)
{
    Q_ASSERT(d->state == Private::State::Idle);
    const QList<MissingProgram> missing = missingPrograms();
    if (missing.isEmpty()) {
        d->begin(tls, options);
        return;
    }
    QStringList programs;
    QStringList packages;
    for (const MissingProgram &one : missing) {
        programs.append(one.program);
        packages.append(one.package);
    }
    d->fail({StoreFailure::Kind::NoProgram, programs.join(u' '), packages.join(u' ')});
}

void PracticeLab::stop()
{
    if (d->state == Private::State::Idle || !d->supervisor)
        return;
    d->state = Private::State::Stopping;
    d->letGo();
}

bool PracticeLab::isRunning() const
{
    return d->state == Private::State::Running;
}

const LabAddress &PracticeLab::address() const
{
    return d->address;
}

} // namespace cw::practice
