// SPDX-License-Identifier: MIT
#include "exitcode.h"

namespace cw::cli
{

namespace
{

struct ToExitCode {
    ExitCode operator()(const Canceled &) const { return Stopped; }
    ExitCode operator()(const NetworkFailure &) const { return CouldNotAsk; }
    ExitCode operator()(const ProtocolFailure &failure) const
    {
        return failure.kind == ProtocolFailure::Kind::NotHttps ? BadUsage : CouldNotAsk;
    }
    // One without a type is no word of the CA about the order: it is busy.
    ExitCode operator()(const Problem &problem) const { return problem.type.isEmpty() && problem.status == 503 ? CouldNotAsk : Refused; }
    ExitCode operator()(const DnsFailure &) const { return CouldNotAsk; }
    ExitCode operator()(const PublishFailure &) const { return PublishingFailed; }
    ExitCode operator()(const StoreFailure &) const { return BadUsage; }
    ExitCode operator()(const BadInput &) const { return BadUsage; }
};

} // namespace

ExitCode exitCodeOf(const Failure &failure)
{
    return std::visit(ToExitCode(), failure);
}

} // namespace cw::cli
