// SPDX-License-Identifier: MIT
// bench_caa ADDRESS PORT COUNT ZONE: checks CAA of n0.ZONE to n<COUNT - 1>.ZONE, asking one server for everything, and
// prints one JSON object: what was asked and how long it took.
#include "checks/caa.h"
#include "dns/nettransport.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <cstdio>

using namespace cw;

namespace
{

// Counts what goes out.
class Counter final : public dns::DnsTransport
{
public:
    explicit Counter(ActivityLog &log) : m_net(log) { }
    QList<dns::Reply> askAll(const QList<dns::Query> &queries, CancelToken &token) override
    {
        questions += queries.size();
        ++batches;
        return m_net.askAll(queries, token);
    }
    qsizetype questions = 0;
    qsizetype batches = 0;

private:
    dns::NetTransport m_net;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        return 2;
    const int count = arguments.at(3).toInt();
    QStringList names;
    for (int i = 0; i < count; ++i)
        names.append(QStringLiteral("n%1.%2").arg(i).arg(arguments.at(4)));
    dns::DnsSettings settings;
    const quint16 port = arguments.at(2).toUShort();
    settings.resolvers = {{QHostAddress(arguments.at(1)), port}};
    settings.authoritativePort = port;

    ActivityLog log;
    SystemClock clock;
    CancelToken token;
    Counter counter(log);
    dns::Resolver resolver(counter, settings, clock, log);
    QElapsedTimer timer;
    timer.start();
    const QList<checks::CaaVerdict> verdicts
        = checks::checkCaa(resolver, names, {{QStringLiteral("ca.example")}, {}, QStringLiteral("dns-01")}, token);
    const qint64 milliseconds = timer.elapsed();
    qsizetype allowed = 0;
    for (const checks::CaaVerdict &verdict : verdicts)
        allowed += verdict.decision == checks::CaaDecision::Allowed;
    std::printf("{\"questions\": %lld, \"batches\": %lld, \"milliseconds\": %lld, \"allowed\": %lld}\n",
        static_cast<long long>(counter.questions), static_cast<long long>(counter.batches),
        static_cast<long long>(milliseconds), static_cast<long long>(allowed));
    return 0;
}
