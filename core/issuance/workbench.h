// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/addcertificate.h"
#include "issuance/revocation.h"
#include "store/journal.h"

#include <QObject>

namespace cw::issuance
{

// What the start page shows: unfinished orders and certificates, read anew by reload(). GUI thread; reading runs beside it.
class Workbench : public QObject
{
    Q_OBJECT

public:
    explicit Workbench(EnvironmentPtr environment, QObject *parent = nullptr);
    ~Workbench() override;

    void reload();
    bool isLoaded() const;
    const QList<store::OrderRecord> &unfinishedOrders() const; // newest first
    const QList<store::CertificateRecord> &certificates() const; // soonest to expire first
    const QStringList &damagedFiles() const;
    const QStringList &standingNotes() const; // of standing records that end soon

    // Any order of the journal, finished ones too; it comes as orderLoaded() or failed().
    void loadOrder(const QString &id);
    void forgetOrder(const QString &id);
    void removeCertificate(const QString &id); // from the list, with its key in the store

    // A draft that renews this certificate comes as renewalReady().
    void renewCertificate(const QString &id);
    // At its CA, which `certificate` knows. revoked() or revocationFailed().
    void revokeCertificate(const store::CertificateRecord &certificate, const RevocationReason &reason, RevokeBy by);
    // The files of `request` are read first; its contents are not looked at. added() or addingFailed().
    void addCertificate(const AddRequest &request);
    // Asks the CAs when to renew what is due (RFC 9773); when one said something new, the list is read anew.
    void checkRenewals();

Q_SIGNALS:
    void changed();
    void orderLoaded(const cw::store::OrderRecord &order);
    void failed(const cw::Failure &failure);
    void renewalReady(const cw::store::OrderRecord &draft);
    void revoked(const cw::issuance::Revocation &revocation);
    void revocationFailed(const cw::Failure &failure);
    void added(const cw::issuance::AddedCertificate &added);
    void addingFailed(const cw::Failure &failure);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// "Waiting for ns3", "CAA refused the CA": the state of an order in words, with the step it is at.
struct OrderWords {
    QString state;
    int step = 1; // 1 to 7
};
OrderWords orderWords(const store::OrderRecord &order);

} // namespace cw::issuance
