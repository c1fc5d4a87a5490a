// SPDX-License-Identifier: MIT
#include "issuance/workbench.h"

#include "base/operation.h"
#include "issuance/certificatekey.h"
#include "issuance/renewalcheck.h"
#include "issuance/standing.h"
#include "store/siteways.h"

namespace cw::issuance
{

namespace
{

struct Shelf {
    store::Journal::Listing orders;
    store::Certificates::Listing certificates;
    QStringList standingNotes;
};

// An order is finished when it is closed and nothing of it may be in DNS any more.
bool isUnfinished(const store::OrderRecord &order)
{
    const bool isGivenUp = order.stage == store::OrderStage::Canceled || order.stage == store::OrderStage::Issued;
    return !isGivenUp || !order.mayBePublished().isEmpty();
}

// Of an order or certificate that goes; the key stays when another one uses it too.
Result<Nothing> removeKey(const Environment &environment, const QString &keyId, const QString &ownerId)
{
    if (const Result<Nothing> removed = environment.secrets->remove(passphraseIdOf(ownerId)); !removed)
        return removed.failure();
    if (keyId.isEmpty() || isKeyNeededBesides(environment.home, environment.clock->now(), keyId, ownerId))
        return Nothing();
    return environment.secrets->remove(keyId);
}

} // namespace

struct Workbench::Private {
    EnvironmentPtr environment;
    QList<store::OrderRecord> orders;
    QList<store::CertificateRecord> certificates;
    QStringList damaged;
    QStringList standingNotes;
    bool isLoaded = false;
    std::unique_ptr<Operation> reading;
    std::unique_ptr<Operation> loading;
    std::unique_ptr<Operation> removing;
    std::unique_ptr<Operation> changing; // a revocation or an addition: a dialog waits for it
    std::unique_ptr<Operation> checking;
};

Workbench::Workbench(EnvironmentPtr environment, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->environment = std::move(environment);
}

Workbench::~Workbench() = default;

void Workbench::reload()
{
    d->reading = std::make_unique<Operation>();
    d->reading->start<Shelf>(
        [environment = d->environment](CancelToken &) {
            const QDateTime now = environment->clock->now();
            const Result<QList<store::StandingRecord>> standing = store::StandingRecords(environment->home).load();
            return Shelf {store::Journal(environment->home).list(), store::Certificates(environment->home).list(now),
                          standing ? issuance::standingNotes(*standing, now) : QStringList()};
        },
        [this](const Shelf &shelf) {
            d->orders.clear();
            for (const store::OrderRecord &order : shelf.orders.orders) {
                if (isUnfinished(order))
                    d->orders.append(order);
            }
            d->certificates = shelf.certificates.certificates;
            d->damaged = shelf.orders.damagedFiles + shelf.certificates.damagedFiles;
            d->standingNotes = shelf.standingNotes;
            d->isLoaded = true;
            Q_EMIT changed();
        });
}

bool Workbench::isLoaded() const
{
    return d->isLoaded;
}

const QList<store::OrderRecord> &Workbench::unfinishedOrders() const
{
    return d->orders;
}

const QList<store::CertificateRecord> &Workbench::certificates() const
{
    return d->certificates;
}

const QStringList &Workbench::damagedFiles() const
{
    return d->damaged;
}

const QStringList &Workbench::standingNotes() const
{
    return d->standingNotes;
}

void Workbench::loadOrder(const QString &id)
{
    d->loading = std::make_unique<Operation>();
    d->loading->start<Result<store::OrderRecord>>(
        [environment = d->environment, id](CancelToken &) { return store::Journal(environment->home).load(id); },
        [this](const Result<store::OrderRecord> &order) {
            if (order)
                Q_EMIT orderLoaded(*order);
            else
                Q_EMIT failed(order.failure());
        });
}

void Workbench::forgetOrder(const QString &id)
{
    d->removing = std::make_unique<Operation>();
    d->removing->start<Result<Nothing>>(
        [environment = d->environment, id](CancelToken &) -> Result<Nothing> {
            const store::Journal journal(environment->home);
            const Result<store::OrderRecord> order = journal.load(id);
            if (!order)
                return order.failure();
            // The key of an issued certificate belongs to the certificate and stays, with the passphrase for its file.
            if (order->stage != store::OrderStage::Issued) {
                if (const Result<Nothing> removed = removeKey(*environment, order->keyId, id); !removed)
                    return removed.failure();
            }
            const QStringList publishing = order->secretIds();
            for (const QString &secretId : publishing) {
                if (store::SiteWays::isOwnSecret(secretId))
                    continue; // the next order wants it
                if (const Result<Nothing> removed = environment->secrets->remove(secretId); !removed)
                    return removed.failure();
            }
            return journal.remove(id);
        },
        [this](const Result<Nothing> &result) {
            if (!result)
                Q_EMIT failed(result.failure());
            reload();
        });
}

void Workbench::removeCertificate(const QString &id)
{
    d->removing = std::make_unique<Operation>();
    d->removing->start<Result<Nothing>>(
        [environment = d->environment, id](CancelToken &) -> Result<Nothing> {
            const store::Certificates certificates(environment->home);
            const Result<store::CertificateRecord> certificate = certificates.load(id);
            if (!certificate)
                return certificate.failure();
            if (const Result<Nothing> removed = removeKey(*environment, certificate->keyId, id); !removed)
                return removed.failure();
            return certificates.remove(id);
        },
        [this](const Result<Nothing> &result) {
            if (!result)
                Q_EMIT failed(result.failure());
            reload();
        });
}

void Workbench::renewCertificate(const QString &id)
{
    d->loading = std::make_unique<Operation>();
    d->loading->start<Result<store::OrderRecord>>(
        [environment = d->environment, id](CancelToken &) { return renewalOrder(environment->home, id); },
        [this](const Result<store::OrderRecord> &draft) {
            if (draft)
                Q_EMIT renewalReady(*draft);
            else
                Q_EMIT failed(draft.failure());
        });
}

void Workbench::revokeCertificate(const store::CertificateRecord &certificate, const RevocationReason &reason, RevokeBy by)
{
    d->changing = std::make_unique<Operation>();
    d->changing->start<Result<Revocation>>(
        [environment = d->environment, certificate, reason, by](CancelToken &token) {
            return issuance::revokeCertificate(environment, certificate, reason, by, token);
        },
        [this](const Result<Revocation> &revocation) {
            if (!revocation) {
                Q_EMIT revocationFailed(revocation.failure());
                return;
            }
            reload();
            Q_EMIT revoked(*revocation);
        });
}

void Workbench::addCertificate(const AddRequest &request)
{
    d->changing = std::make_unique<Operation>();
    d->changing->start<Result<AddedCertificate>>(
        [environment = d->environment, request](CancelToken &) -> Result<AddedCertificate> {
            const Result<AddRequest> files = readAddRequest(request.certificateFile, request.keyFile);
            if (!files)
                return files.failure();
            AddRequest whole = request;
            whole.certificate = files->certificate;
            whole.key = files->key;
            return issuance::addCertificate(*environment, whole);
        },
        [this](const Result<AddedCertificate> &result) {
            if (!result) {
                Q_EMIT addingFailed(result.failure());
                return;
            }
            reload();
            Q_EMIT added(*result);
        });
}

void Workbench::checkRenewals()
{
    d->checking = std::make_unique<Operation>();
    d->checking->start<bool>([environment = d->environment](CancelToken &token) { return readRenewals(*environment, token); },
                             [this](bool isAnyNew) {
                                 if (isAnyNew)
                                     reload();
                             });
}

} // namespace cw::issuance
