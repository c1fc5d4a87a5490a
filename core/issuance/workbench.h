// SPDX-License-Identifier: MIT
#pragma once

#include "issuance/environment.h"
#include "store/certificates.h"
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

    // Any order of the journal, finished ones too; it comes as orderLoaded() or failed().
    void loadOrder(const QString &id);
    void forgetOrder(const QString &id);
    void removeCertificate(const QString &id); // from the list, with its key in the store

Q_SIGNALS:
    void changed();
    void orderLoaded(const cw::store::OrderRecord &order);
    void failed(const cw::Failure &failure);

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
