// SPDX-License-Identifier: MIT
// How certificates stand, from when to renew them, and what is reminded of.
#include "issuance/certificatestate.h"
#include "issuance/reminders.h"

#include <QSet>
#include <QTest>

using namespace cw;
using namespace cw::issuance;
using store::CertificateRecord;

namespace
{

const QDateTime Now(QDate(2026, 11, 23), QTime(14, 0), Qt::UTC);

CertificateRecord certificateFor(int days, int left)
{
    CertificateRecord certificate;
    certificate.id = QStringLiteral("2026-11-23-1a2b3c4d");
    certificate.names = QStringList {QStringLiteral("example.org")};
    certificate.notAfter = Now.addDays(left);
    certificate.notBefore = certificate.notAfter.addDays(-days);
    return certificate;
}

} // namespace

class TestCertificateState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsHowItStands_data();
    void knowsHowItStands();
    void choosesAMomentInTheWindowAndStaysWithIt();
    void remindsOnceOfEachMark();
    void remindsOfNothing_data();
    void remindsOfNothing();
    void forgetsMarksOfCertificatesThatAreGone();
};

void TestCertificateState::knowsHowItStands_data()
{
    QTest::addColumn<CertificateRecord>("certificate");
    QTest::addColumn<QString>("state");
    const auto row = [](const char *name, CertificateRecord certificate, const char *state, void (*change)(CertificateRecord &) = nullptr) {
        if (change)
            change(certificate);
        QTest::newRow(name) << certificate << QString::fromLatin1(state);
    };
    row("new", certificateFor(90, 90), "valid");
    row("a third left", certificateFor(90, 30), "valid");
    row("less", certificateFor(90, 29), "renew-now");
    row("the last week", certificateFor(47, 6), "expires-soon");
    row("six days in all", certificateFor(6, 5), "valid");
    row("over", certificateFor(90, -1), "expired");
    row("revoked", certificateFor(90, 80), "revoked", [](CertificateRecord &one) { one.revoked = Now; });
    row("replaced", certificateFor(90, 20), "replaced", [](CertificateRecord &one) { one.replacedBy = QStringLiteral("x"); });
    row("the CA wants it now", certificateFor(90, 80), "renew-now",
        [](CertificateRecord &one) { one.renewal = {Now.addDays(-3), Now.addDays(-1), {}, Now, Now}; });
    row("the CA wants it later", certificateFor(90, 29), "valid",
        [](CertificateRecord &one) { one.renewal = {Now.addDays(1), Now.addDays(3), {}, Now, Now}; });
    row("the CA has time, the certificate has not", certificateFor(90, 3), "expires-soon",
        [](CertificateRecord &one) { one.renewal = {Now.addDays(1), Now.addDays(3), {}, Now, Now}; });
}

void TestCertificateState::knowsHowItStands()
{
    QFETCH(CertificateRecord, certificate);
    QTEST(certificateStateName(certificateState(certificate, Now)), "state");
}

// "Select a uniform random time within the suggested window." RFC 9773 4.2; the same each time, or a list would flicker.
void TestCertificateState::choosesAMomentInTheWindowAndStaysWithIt()
{
    CertificateRecord certificate = certificateFor(90, 60);
    certificate.renewal = {Now, Now.addDays(10), {}, Now, Now};
    QSet<qint64> days;
    for (int i = 0; i < 200; ++i) {
        certificate.id = QStringLiteral("certificate-%1").arg(i);
        const QDateTime from = renewFrom(certificate);
        QVERIFY(from >= certificate.renewal.start && from < certificate.renewal.end);
        QCOMPARE(renewFrom(certificate), from);
        days.insert(Now.daysTo(from));
    }
    QVERIFY(days.size() >= 9); // spread over all of it
}

void TestCertificateState::remindsOnceOfEachMark()
{
    const ReminderSettings settings;
    QStringList told;
    QList<int> days;
    for (int left = 60; left >= -2; --left) {
        const QList<Reminder> due = dueReminders({certificateFor(90, left)}, settings, told, Now);
        if (due.isEmpty())
            continue;
        days.append(left);
        told += due.first().marks;
    }
    QCOMPARE(days, (QList<int> {30, 14, 3}));
}

void TestCertificateState::remindsOfNothing_data()
{
    QTest::addColumn<CertificateRecord>("certificate");
    QTest::addColumn<ReminderSettings>("settings");
    CertificateRecord practice = certificateFor(90, 2);
    practice.isPractice = true;
    CertificateRecord replaced = certificateFor(90, 2);
    replaced.replacedBy = QStringLiteral("x");
    CertificateRecord revoked = certificateFor(90, 2);
    revoked.revoked = Now;
    ReminderSettings off;
    off.isOn = false;
    QTest::newRow("new") << certificateFor(90, 89) << ReminderSettings();
    QTest::newRow("six days in all, five left") << certificateFor(6, 5) << ReminderSettings();
    QTest::newRow("expired") << certificateFor(90, 0) << ReminderSettings();
    QTest::newRow("practice") << practice << ReminderSettings();
    QTest::newRow("replaced") << replaced << ReminderSettings();
    QTest::newRow("revoked") << revoked << ReminderSettings();
    QTest::newRow("not wanted") << certificateFor(90, 2) << off;
}

void TestCertificateState::remindsOfNothing()
{
    QFETCH(CertificateRecord, certificate);
    QFETCH(ReminderSettings, settings);
    QVERIFY(dueReminders({certificate}, settings, {}, Now).isEmpty());
}

void TestCertificateState::forgetsMarksOfCertificatesThatAreGone()
{
    const QString kept = certificateFor(90, 2).id + QStringLiteral(" 3");
    QCOMPARE(marksStillNeeded({kept, QStringLiteral("2025-01-01-00000000 3")}, {certificateFor(90, 2)}), QStringList {kept});
}

QTEST_GUILESS_MAIN(TestCertificateState)
#include "tst_certificatestate.moc"
