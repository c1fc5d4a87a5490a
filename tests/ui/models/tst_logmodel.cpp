// SPDX-License-Identifier: MIT
#include "ui/models/logmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

#include <thread>

using namespace cw;

class TestLogModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesEntriesOfAnyThread();
    void keepsTheLastOnes();
    void outlivesItsListener();
};

void TestLogModel::takesEntriesOfAnyThread()
{
    ui::LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ActivityLog log;
    log.setListener(model.listener());
    std::thread one([&log] {
        for (int i = 0; i < 200; ++i)
            log.add(LogEntry::Kind::Dns, QString::number(i));
    });
    std::thread two([&log] {
        for (int i = 0; i < 200; ++i)
            log.add(LogEntry::Kind::Http, QString::number(i));
    });
    one.join();
    two.join();
    QTRY_COMPARE(model.rowCount(), 400);
}

void TestLogModel::keepsTheLastOnes()
{
    ui::LogModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ActivityLog log;
    log.setListener(model.listener());
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 3000; ++i)
            log.add(LogEntry::Kind::Flow, QStringLiteral("%1-%2").arg(round).arg(i));
        QCoreApplication::processEvents();
    }
    QCOMPARE(model.rowCount(), ui::LogModel::Limit);
    QVERIFY(model.index(ui::LogModel::Limit - 1, 0).data().toString().endsWith(QStringLiteral("2-2999")));
    QVERIFY(model.index(0, 0).data().toString().endsWith(QStringLiteral("1-1000")));
    QCOMPARE(model.text().count(u'\n'), ui::LogModel::Limit);
}

void TestLogModel::outlivesItsListener()
{
    ActivityLog log;
    {
        ui::LogModel model;
        log.setListener(model.listener());
        log.add(LogEntry::Kind::Flow, QStringLiteral("before"));
    }
    log.add(LogEntry::Kind::Flow, QStringLiteral("after"));
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
