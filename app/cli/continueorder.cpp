// SPDX-License-Identifier: MIT
#include "continueorder.h"

#include "base/explain.h"
#include "checks/propagationwatch.h"
#include "dns/tsig.h"
#include "issuance/carefullook.h"
#include "issuance/challengewords.h"
#include "issuance/certificatekey.h"
#include "issuance/orderflow.h"
#include "issuance/pastorders.h"
#include "issuance/publishflow.h"
#include "issuance/recordtexts.h"
#include "issuance/saveflow.h"
#include "issuance/standing.h"
#include "issuance/validateflow.h"
#include "issuance/watchmemory.h"
#include "lookoutput.h"
#include "nameoutput.h"
#include "trialoutput.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRandomGenerator>

namespace cw::cli
{

using store::OrderRecord;
using store::OrderStage;

namespace
{

// One order on its way; each step gives an exit code when the command is over, else null.
class Way
{
public:
    Way(issuance::EnvironmentPtr environment, issuance::Tools &tools, OrderRecord &order, const ContinueOptions &options,
        const Output &output, CancelToken &token)
        : m_environment(std::move(environment))
        , m_tools(tools)
        , m_order(order)
        , m_options(options)
        , m_output(output)
        , m_token(token)
    {
    }

    int go();

private:
    using Step = std::optional<int>;
    Step keepSecrets();
    Step rehearse();
    Step place();
    Step refresh();
    Step publish();
    Step watch();
    Result<Nothing> keepLook(const checks::PropagationWatch &watch, issuance::WatchState seen);
    Step validate();
    void cleanUp();
    int save();

    QJsonObject withOrder(QJsonObject members = {}) const
    {
        members.insert(QStringLiteral("order"), m_order.id);
        return members;
    }
    int fail(const Failure &failure) const { return m_output.fail(failure, withOrder()); }
    void printStanding() const;
    void printRecords() const;

    issuance::EnvironmentPtr m_environment;
    issuance::Tools &m_tools;
    OrderRecord &m_order;
    const ContinueOptions &m_options;
    const Output &m_output;
    CancelToken &m_token;
    TroubleOutput m_troubles {m_output};
};

QString text(const char *source)
{
    return QCoreApplication::translate("cli", source);
}

int Way::go()
{
    for (const auto step : {&Way::keepSecrets, &Way::rehearse, &Way::place, &Way::refresh, &Way::publish, &Way::watch, &Way::validate}) {
        if (const Step end = (this->*step)())
            return *end;
    }
    return save();
}

Way::Step Way::keepSecrets()
{
    for (auto secret = m_options.secrets.begin(); secret != m_options.secrets.end(); ++secret) {
        const store::PublishSettings &way = m_order.publishFor(secret.key());
        const std::optional<crypto::Digest> digest = dns::tsigAlgorithmFromName(way.algorithm);
        if (secret->way == u"rfc2136" && digest && dns::isWeak(*digest))
            m_output.warn(explainWeakKey(dns::Name::parse(way.keyName).value_or(dns::Name()).withoutFinalDot(), way.algorithm));
    }
    if (!m_options.keyPassphrase.isEmpty()) {
        const Result<Nothing> kept = issuance::keepPassphrase(m_tools.secrets(), m_order, m_options.keyPassphrase);
        if (!kept)
            return fail(kept.failure());
    }
    m_tools.setExternalAccount(m_options.externalAccount);
    const Result<Nothing> kept = issuance::keepSecrets(m_tools, m_order, m_options.secrets);
    return kept ? Step() : fail(kept.failure());
}

// Nothing is ordered that could not be published.
Way::Step Way::rehearse()
{
    if (!m_order.orderUrl.isEmpty() || (m_order.stage != OrderStage::Draft && m_order.stage != OrderStage::Ordering))
        return std::nullopt;
    if (m_options.triesWays) {
        m_output.progress(text("Trying the way to publish…"));
        const Result<QList<publish::Trial>> trials = issuance::tryWays(m_tools, m_order, {}, m_token);
        if (!trials)
            return fail(trials.failure());
        for (const publish::Trial &trial : *trials)
            printTrial(m_output, trial);
        return std::nullopt;
    }
    const Result<Nothing> rehearsed = issuance::rehearsePublishing(m_tools, m_order, {}, m_token);
    return rehearsed ? Step() : fail(rehearsed.failure());
}

Way::Step Way::place()
{
    if (m_order.stage != OrderStage::Draft && m_order.stage != OrderStage::Ordering)
        return std::nullopt;
    m_output.progress(text("Placing the order…"));
    Result<Nothing> placed = issuance::placeOrder(m_tools, m_order, m_token);
    while (!placed && m_options.dropsRefused && leaveOutRefused(m_output, m_order, placed.failure()))
        placed = issuance::placeOrder(m_tools, m_order, m_token);
    if (!placed)
        return failWithNames(m_output, m_order, placed.failure());
    m_output.line(text("Order %1 at %2").arg(m_order.id, m_order.orderUrl));
    const QStringList fallbacks = issuance::fallbackSentences(m_order);
    for (const QString &sentence : fallbacks)
        m_output.line(sentence);
    QJsonObject kinds;
    for (const store::NameRecord &record : std::as_const(m_order.records))
        kinds.insert(record.name, record.challengeType);
    m_output.event(QStringLiteral("ordered"), withOrder({{QStringLiteral("url"), m_order.orderUrl},
                                                         {QStringLiteral("expires"), m_order.expires.toString(Qt::ISODate)},
                                                         {QStringLiteral("challenges"), kinds}}));
    return std::nullopt;
}

// What the CA knows by now: an order that was interrupted may be further than the journal says.
Way::Step Way::refresh()
{
    if (m_order.stage != OrderStage::Published && m_order.stage != OrderStage::Answered && m_order.stage != OrderStage::Finalizing)
        return std::nullopt;
    const Result<Nothing> refreshed = issuance::refreshOrder(m_tools, m_order, m_token);
    if (!refreshed)
        return fail(refreshed.failure());
    if (m_order.stage == OrderStage::Expired)
        return fail(BadInput {BadInput::Fault::OrderClosed, m_order.id, QStringLiteral("expired")});
    if (m_order.stage == OrderStage::Failed) {
        for (const store::NameRecord &record : std::as_const(m_order.records)) {
            if (!record.problem.isEmpty())
                return fail(issuance::problemFromJson(record.problem));
        }
        return fail(BadInput {BadInput::Fault::OrderClosed, m_order.id, QStringLiteral("failed")});
    }
    return std::nullopt;
}

// Standing records that are in DNS since an earlier order.
void Way::printStanding() const
{
    for (const store::NameRecord &record : std::as_const(m_order.records)) {
        if (!record.standingSince.isValid() || record.status == u"valid")
            continue;
        m_output.line(text("The standing record of %1 is in DNS since %2: nothing to publish.")
                          .arg(record.name, record.standingSince.toString(QStringLiteral("yyyy-MM-dd"))));
        m_output.event(QStringLiteral("standing"), withOrder({{QStringLiteral("identifier"), record.name},
                                                              {QStringLiteral("name"), record.owner},
                                                              {QStringLiteral("value"), record.value},
                                                              {QStringLiteral("since"), record.standingSince.toString(Qt::ISODate)}}));
    }
}

void Way::printRecords() const
{
    printStanding();
    const QList<store::NameRecord> records = issuance::recordsToPublish(m_order);
    if (records.isEmpty())
        return;
    const bool isAnyByHand = std::any_of(records.begin(), records.end(), [this](const store::NameRecord &record) {
        return !m_order.isAutomaticIn(record.zone);
    });
    m_output.line(isAnyByHand ? text("Publish these TXT records (add them next to each other, do not replace one by another):")
                              : text("These TXT records are published for you:"));
    if (isAnyByHand && m_order.expires.isValid())
        m_output.line(text("The order waits for them until %1.").arg(m_order.expires.toString(QStringLiteral("yyyy-MM-dd HH:mm 'UTC'"))));
    for (const store::NameRecord &record : records) {
        m_output.line(QStringLiteral("%1 %2 IN TXT \"%3\"").arg(record.owner).arg(m_order.publishFor(record.zone).ttl).arg(record.value));
        m_output.event(QStringLiteral("record"), withOrder({{QStringLiteral("identifier"), record.name},
                                                            {QStringLiteral("name"), record.owner},
                                                            {QStringLiteral("zone"), record.zone},
                                                            {QStringLiteral("value"), record.value},
                                                            {QStringLiteral("ttl"), m_order.publishFor(record.zone).ttl}}));
    }
    const bool isAnyStanding = std::any_of(records.begin(), records.end(), [](const store::NameRecord &record) { return record.isStanding; });
    if (isAnyStanding)
        m_output.line(text("Standing records stay in DNS after the order: the next order uses them again. See “records --standing”."));
}

Way::Step Way::publish()
{
    if (m_order.stage != OrderStage::Ordered && m_order.stage != OrderStage::Published)
        return std::nullopt;
    if (const Result<Nothing> found = issuance::findStanding(m_tools, m_order, m_token); !found)
        return fail(found.failure());
    printRecords();
    if (m_order.stage == OrderStage::Published)
        return std::nullopt;
    const Result<Nothing> published = issuance::publishRecords(m_tools, m_order, m_token);
    if (!published) {
        const ExitCode code = isCanceled(published.failure()) ? Stopped : PublishingFailed;
        return m_output.fail(published.failure(), code, withOrder());
    }
    QJsonObject ways;
    for (const store::NameRecord &record : std::as_const(m_order.records))
        ways.insert(record.zone, m_order.publishFor(record.zone).way);
    m_output.event(QStringLiteral("published"), withOrder({{QStringLiteral("way"), m_order.publish.way}, {QStringLiteral("zones"), ways}}));
    return std::nullopt;
}

Way::Step Way::watch()
{
    if (m_order.stage != OrderStage::Published || m_options.validateAnyway)
        return std::nullopt;
    const QList<checks::ExpectedRecord> expected = issuance::expectedWithPast(m_order, m_tools.journal());
    if (expected.isEmpty())
        return std::nullopt;
    const issuance::WatchState before = issuance::watchFromJson(m_order.watch);
    const issuance::PolicySource policy
        = [this](CancelToken &token) { return issuance::policyOf(m_tools, m_order, std::nullopt, token); };
    issuance::CarefulLook careful;
    checks::PropagationWatch watch(QRandomGenerator::global()->generate());
    for (;;) {
        const Result<checks::Look> look = careful.take(m_tools, expected, policy, m_token);
        if (!look && isCanceled(look.failure()))
            return fail(look.failure());
        if (look) {
            watch.add(*look);
            m_output.event(QStringLiteral("look"), withOrder(lookToJson(*watch.lastLook(), watch.isSafe())));
            m_output.progress(lookInWords(*watch.lastLook()));
            if (const Result<Nothing> kept = keepLook(watch, before); !kept)
                return fail(kept.failure());
        } else {
            watch.addFailed(m_tools.clock().now());
            m_output.progress(text("DNS could not be asked; trying again."));
        }
        if (watch.isSafe())
            return std::nullopt;
        if (!m_tools.clock().sleep(watch.waitBeforeNextLook(), m_token))
            return fail(Canceled());
    }
}

// The window shows it when the order is continued there.
Result<Nothing> Way::keepLook(const checks::PropagationWatch &watch, issuance::WatchState seen)
{
    if (!issuance::isWorthKeeping(*watch.lastLook(), m_order.watch))
        return Nothing();
    seen.look = watch.lastLook();
    for (const checks::PropagationWatch::Point &point : watch.timeline())
        seen.history.append({point.time, point.seen, point.servers});
    checks::thinOut(seen.history);
    if (!seen.started.isValid())
        seen.started = watch.timeline().first().time;
    m_order.watch = issuance::watchToJson(seen);
    return m_tools.save(m_order);
}

Way::Step Way::validate()
{
    if (m_order.stage == OrderStage::Issued) {
        cleanUp(); // killed between the certificate and the clean-up
        return std::nullopt;
    }
    if (!m_order.isOpen())
        return fail(BadInput {BadInput::Fault::OrderClosed, m_order.id, store::orderStageName(m_order.stage)});
    m_output.progress(text("The CA is asked to look…"));
    const auto progress = [this](const OrderRecord &order) {
        m_output.event(QStringLiteral("validation"), withOrder({{QStringLiteral("names"), namesToJson(order)}}));
        m_troubles.say(order);
    };
    const Result<Nothing> issued = issuance::validateAndIssue(m_tools, m_order, progress, m_token);
    if (!issued) {
        // Refused: the values are of no use any more. Interrupted: they are still needed.
        if (m_order.stage == OrderStage::Failed)
            cleanUp();
        return failWithNames(m_output, m_order, issued.failure());
    }
    cleanUp();
    return std::nullopt;
}

// With a token of its own: stopping the order never leaves records behind. What fails here does not spoil the certificate.
void Way::cleanUp()
{
    if (m_order.mayBePublished().isEmpty())
        return;
    CancelToken ownToken;
    const Result<Nothing> cleaned = issuance::cleanUpRecords(m_tools, m_order, ownToken);
    const QList<store::NameRecord> left = m_order.mayBePublished();
    if (cleaned && left.isEmpty())
        return;
    m_output.line(text("These TXT records are still published; remove them:"));
    for (const store::NameRecord &record : left)
        m_output.line(QStringLiteral("%1 TXT \"%2\"").arg(record.owner, record.value));
}

int Way::save()
{
    const Result<store::CertificateRecord> loaded = m_tools.certificates().load(m_order.certificateId);
    if (!loaded)
        return fail(loaded.failure());
    issuance::SaveRequest request;
    request.folder = m_order.outFolder;
    request.files = filesOf(m_order);
    request.ifExists = m_options.force ? issuance::SaveRequest::IfExists::Replace : issuance::SaveRequest::IfExists::Ask;
    const Result<issuance::SavedFiles> saved = issuance::saveCertificate(*m_environment, *loaded, request);
    if (!saved)
        return fail(saved.failure());
    store::CertificateRecord certificate = *loaded;
    certificate.savedIn = saved->folder;
    if (const Result<Nothing> kept = m_tools.certificates().save(certificate); !kept)
        return fail(kept.failure());
    m_order.isSaved = true;
    if (const Result<Nothing> kept = m_tools.save(m_order); !kept)
        return fail(kept.failure());
    QJsonArray files;
    for (const QString &file : saved->files) {
        files.append(saved->folder + u'/' + file);
        m_output.line(saved->folder + u'/' + file);
    }
    m_output.event(QStringLiteral("done"), withOrder({{QStringLiteral("certificate"), certificate.id},
                                                      {QStringLiteral("names"), QJsonArray::fromStringList(m_order.names)},
                                                      {QStringLiteral("notAfter"), certificate.notAfter.toString(Qt::ISODate)},
                                                      {QStringLiteral("files"), files}}));
    return Done;
}

} // namespace

QStringList filesOf(const OrderRecord &order)
{
    QStringList files {QStringLiteral("cert.pem"), QStringLiteral("chain.pem"), QStringLiteral("fullchain.pem")};
    if (order.csrDer.isEmpty())
        files.append(QStringLiteral("privkey.pem"));
    return files;
}

int continueOrder(issuance::EnvironmentPtr environment, issuance::Tools &tools, OrderRecord order,
                  const ContinueOptions &options, const Output &output, CancelToken &token)
{
    const store::Journal journal(environment->home);
    const Result<store::OrderLock> lock = journal.lock(order.id);
    if (!lock)
        return output.fail(lock.failure());
    return Way(std::move(environment), tools, order, options, output, token).go();
}

} // namespace cw::cli
