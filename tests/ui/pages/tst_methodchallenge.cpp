// SPDX-License-Identifier: MIT
#include "ui/pages/orderpage.h"
#include "ui/support/challengestates.h"
#include "ui/support/pagehost.h"
#include "ui/support/states.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choicegroup.h"
#include "ui/widgets/copyfield.h"
#include "ui/widgets/notice.h"

#include <QApplication>
#include <QComboBox>
#include <QTest>

using namespace cw;
using issuance::Activity;
using test::PageHost;

// Step 4, the standing record; steps 5 and 7, what becomes of it.
class TestMethodChallenge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::ThemeMode::Light); }
    void makesAStandingRecordWhenItsRowIsChosen();
    void keepsTheKindWhenAnotherWayIsChosen();
    void choosesAnotherKindByArrowKeys();
    void setsAnEndForTheRecord();
    void saysWhichWaysCannotPublishIt_data();
    void saysWhichWaysCannotPublishIt();
    void asksForALaterEnd();
    void cannotChangeWhatIsOrdered();
    void saysThatTheRecordStaysOrIsThere();
    void saysThatItWasNotOffered();
    void asksToCleanUpNothingThatShallStay();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

const QString Persist = QStringLiteral("dns-persist-01");

// As a user does: from the row above by the arrow key.
void chooseStandingRow(PageHost &host)
{
    auto *ways = host.find<ui::ChoiceGroup>("how.list");
    QAbstractButton *row = ways->findChildren<QAbstractButton *>().last();
    row->setFocus();
    QTest::keyClick(row, Qt::Key_Space);
}

} // namespace

void TestMethodChallenge::makesAStandingRecordWhenItsRowIsChosen()
{
    PageHost host(test::methodState());
    chooseStandingRow(host);
    QCOMPARE(host.find<ui::ChoiceGroup>("how.list")->current(), text("standing"));
    QCOMPARE(host.state().order.challengeType, Persist);
    QVERIFY(host.state().isRunning(Activity::Preflight)); // its record has another place
    QVERIFY(host.find("how.standing"));
    QVERIFY(host.words().contains(text("If it does not, the order goes on with dns-01")));
    QCOMPARE(host.state().order.publish.way, text("manual"));
}

void TestMethodChallenge::keepsTheKindWhenAnotherWayIsChosen()
{
    PageHost host(test::methodStandingState());
    QVERIFY(host.find("how.standing"));
    QVERIFY(!host.find("how.kind"));
    QAbstractButton *byHand = host.find<ui::ChoiceGroup>("how.list")->findChildren<QAbstractButton *>().first();
    byHand->setFocus();
    QTest::keyClick(byHand, Qt::Key_Space);
    QVERIFY(!host.find("how.standing"));
    auto *kind = host.find<ui::Notice>("how.kind");
    QVERIFY(kind);
    QVERIFY(kind->text().contains(Persist));
    kind->action()->click();
    QVERIFY(host.find("how.standing"));
    QVERIFY(!host.find("how.kind"));
    QCOMPARE(host.state().order.challengeType, Persist);
}

void TestMethodChallenge::choosesAnotherKindByArrowKeys()
{
    PageHost host(test::methodStandingState());
    auto *kinds = host.find<ui::ChoiceGroup>("how.challenge");
    QCOMPARE(kinds->current(), Persist);
    QVERIFY(host.find("how.standingUntil"));
    QAbstractButton *first = kinds->findChildren<QAbstractButton *>().first();
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Down);
    QCOMPARE(host.state().order.challengeType, text("dns-account-01"));
    QVERIFY(!host.find("how.standingUntil"));
    QTest::keyClick(qApp->focusWidget(), Qt::Key_Down);
    QCOMPARE(host.state().order.challengeType, text("dns-01"));
    QVERIFY(!host.find("how.offered"));
}

void TestMethodChallenge::setsAnEndForTheRecord()
{
    PageHost host(test::methodStandingState());
    auto *until = host.find<QComboBox>("how.standingUntil");
    QVERIFY(!until->accessibleName().isEmpty());
    until->setFocus();
    QTest::keyClick(until, Qt::Key_Down);
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(host.state().order.standingUntil);
    QVERIFY(days == 365 || days == 366);
    QTest::keyClick(until, Qt::Key_Home);
    QVERIFY(!host.state().order.standingUntil.isValid());
}

void TestMethodChallenge::saysWhichWaysCannotPublishIt_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<QString>("said");
    QTest::newRow("acme-dns") << text("acme-dns") << text("a standing record (dns-persist-01) cannot stay there");
    QTest::newRow("certbot") << text("hook") << text("cannot publish records of dns-persist-01");
}

void TestMethodChallenge::saysWhichWaysCannotPublishIt()
{
    QFETCH(QString, way);
    QFETCH(QString, said);
    issuance::IssueState state = way == u"hook" ? test::methodHookState() : test::methodAcmeDnsState();
    QVERIFY(PageHost(state).page().readiness().isReady);
    state.order.challengeType = Persist;
    PageHost host(state);
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY2(host.page().readiness().reason.contains(said), qPrintable(host.page().readiness().reason));
}

void TestMethodChallenge::asksForALaterEnd()
{
    issuance::IssueState state = test::methodStandingState();
    state.order.standingUntil = QDateTime::currentDateTimeUtc().addSecs(3600);
    PageHost host(state);
    QVERIFY(!host.page().readiness().isReady);
    QVERIFY(host.page().readiness().reason.contains(text("later end")));
}

void TestMethodChallenge::cannotChangeWhatIsOrdered()
{
    PageHost host(test::hookFailedState());
    host.controller().setChallengeType(Persist);
    QCOMPARE(host.state().order.challengeType, text("dns-01"));
    host.controller().setStandingUntil(QDateTime::currentDateTimeUtc().addDays(60));
    QVERIFY(!host.state().order.standingUntil.isValid());
}

void TestMethodChallenge::saysThatTheRecordStaysOrIsThere()
{
    PageHost host(test::publishStandingState());
    const QString said = host.find<ui::Notice>("page.challenge")->text();
    QVERIFY2(said.contains(text("it stays in DNS after the order")), qPrintable(said));
    QVERIFY2(said.contains(text("nothing has to be published")), qPrintable(said));
    QVERIFY(host.find<ui::CopyField>("rec.name")->value().startsWith(text("_validation-persist")));
}

void TestMethodChallenge::saysThatItWasNotOffered()
{
    PageHost host(test::publishFallbackState());
    const QString said = host.find<ui::Notice>("page.challenge")->text();
    QVERIFY2(said.contains(text("does not offer dns-persist-01 for")), qPrintable(said));
    QVERIFY2(said.contains(text("goes on with dns-01")), qPrintable(said));
}

void TestMethodChallenge::asksToCleanUpNothingThatShallStay()
{
    PageHost host(test::issuedStandingState());
    QVERIFY(!host.find("clean.list"));
    QVERIFY(host.find<ui::Notice>("page.challenge")->text().contains(text("_validation-persist.example.org,")));
}

QTEST_MAIN(TestMethodChallenge)
#include "tst_methodchallenge.moc"
