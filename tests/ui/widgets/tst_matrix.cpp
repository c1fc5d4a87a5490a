// SPDX-License-Identifier: MIT
#include "ui/widgets/matrix.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QAccessibleTableInterface>
#include <QApplication>
#include <QClipboard>
#include <QSignalSpy>
#include <QTest>

using namespace cw::ui;

class TestMatrix : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void cellsAreReadAsWholeSentences();
    void screenReadersSeeTheTable();
    void arrowsStopAtCellsOnly();
    void returnOpensTheCell();
    void copyTakesTheCommandAndItsAnswer();
    void copyWithoutACommandTakesTheSentence();
    void newAnswersKeepPlaceAndOrder();
    void aNewServerKeepsTheOthersWhereTheyAre();
    void itIsAsHighAsItsContent();
    void itFillsTheWidthExactly_data();
    void itFillsTheWidthExactly();
    void stateIsNeverColourAlone();

private:
    static MatrixCell seen();
    static MatrixCell behind();
    QModelIndex cell(int row, int column) const { return m_matrix->model()->index(row, column); }
    QString spoken(int row, int column) const { return cell(row, column).data(Qt::AccessibleTextRole).toString(); }

    std::unique_ptr<Matrix> m_matrix;
    MatrixContent m_content;
};

MatrixCell TestMatrix::seen()
{
    return {.tone = Tone::Ok, .icon = IconName::StateOk, .word = QStringLiteral("seen")};
}

MatrixCell TestMatrix::behind()
{
    return {.tone = Tone::Warn,
        .icon = IconName::StateWait,
        .word = QStringLiteral("not yet"),
        .sub = QStringLiteral("serial 1 behind"),
        .toolTip = QStringLiteral("192.0.2.3 and 2001:db8::3"),
        .copyText = QStringLiteral("dig TXT _acme-challenge.example.org @192.0.2.3")};
}

void TestMatrix::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    m_content = {.resolvers = {QStringLiteral("Cloudflare"), QStringLiteral("Quad9")},
        .groups = {{.zone = QStringLiteral("example.org"),
                       .servers = {QStringLiteral("ns1.example.org"), QStringLiteral("ns3.dns.example")},
                       .rows = {{QStringLiteral("example.org"), {seen(), seen()}, {seen(), {}}},
                           {QStringLiteral("*.example.org"), {seen(), behind()}, {seen(), seen()}}}},
            {.zone = QStringLiteral("auth.example.net"),
                .servers = {QStringLiteral("ns-a.example.net")},
                .rows = {{QStringLiteral("intranet.lab"), {seen()}, {seen(), seen()}}}}}};
    m_matrix = std::make_unique<Matrix>();
    m_matrix->setContent(m_content);
    m_matrix->resize(952, 300);
    m_matrix->show();
    m_matrix->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_matrix.get()));
    m_matrix->setFocus();
}

void TestMatrix::cellsAreReadAsWholeSentences()
{
    QCOMPARE(spoken(3, 2), QStringLiteral("ns3.dns.example, value for *.example.org: not yet, serial 1 behind"));
    QCOMPARE(spoken(3, 1), QStringLiteral("ns1.example.org, value for *.example.org: seen"));
    QCOMPARE(spoken(5, 4), QStringLiteral("Cloudflare, value for intranet.lab: seen"));
    QCOMPARE(spoken(1, 0), QStringLiteral("example.org"));
    QCOMPARE(cell(3, 2).data(Qt::AccessibleDescriptionRole).toString(), QStringLiteral("192.0.2.3 and 2001:db8::3"));
}

void TestMatrix::screenReadersSeeTheTable()
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(m_matrix.get());
    QCOMPARE(interface->role(), QAccessible::Table);
    QCOMPARE(interface->text(QAccessible::Name), QStringLiteral("Who can see it"));
    QAccessibleInterface *found = interface->tableInterface()->cellAt(3, 2);
    QVERIFY(found);
    QCOMPARE(found->text(QAccessible::Name),
        QStringLiteral("ns3.dns.example, value for *.example.org: not yet, serial 1 behind"));
}

void TestMatrix::arrowsStopAtCellsOnly()
{
    QCOMPARE(m_matrix->currentIndex(), cell(2, 1));
    QTest::keyClick(m_matrix.get(), Qt::Key_Right);
    QCOMPARE(m_matrix->currentIndex(), cell(2, 2));
    QTest::keyClick(m_matrix.get(), Qt::Key_Right); // over the gap
    QCOMPARE(m_matrix->currentIndex(), cell(2, 4));
    QTest::keyClick(m_matrix.get(), Qt::Key_Down);
    QTest::keyClick(m_matrix.get(), Qt::Key_Down); // over the line with the servers
    QCOMPARE(m_matrix->currentIndex(), cell(5, 4));
    QTest::keyClick(m_matrix.get(), Qt::Key_Left);
    QCOMPARE(m_matrix->currentIndex(), cell(5, 1));
}

void TestMatrix::returnOpensTheCell()
{
    QSignalSpy opened(m_matrix.get(), &Matrix::cellOpened);
    m_matrix->setCurrentIndex(cell(3, 2));
    QTest::keyClick(m_matrix.get(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first(),
        (QVariantList{
            QStringLiteral("example.org"), QStringLiteral("*.example.org"), QStringLiteral("ns3.dns.example")}));
}

void TestMatrix::copyTakesTheCommandAndItsAnswer()
{
    m_matrix->setCurrentIndex(cell(3, 2));
    QTest::keySequence(m_matrix.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), behind().copyText);
}

void TestMatrix::copyWithoutACommandTakesTheSentence()
{
    m_matrix->setCurrentIndex(cell(3, 1));
    QTest::keySequence(m_matrix.get(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("ns1.example.org, value for *.example.org: seen"));
}

void TestMatrix::newAnswersKeepPlaceAndOrder()
{
    m_matrix->setCurrentIndex(cell(3, 2));
    QSignalSpy reset(m_matrix->model(), &QAbstractItemModel::modelReset);
    m_content.groups[0].rows[1].servers[1] = seen();
    m_matrix->setContent(m_content);
    QCOMPARE(m_matrix->currentIndex(), cell(3, 2));
    QCOMPARE(reset.size(), 0);
    QCOMPARE(spoken(3, 2), QStringLiteral("ns3.dns.example, value for *.example.org: seen"));
}

void TestMatrix::aNewServerKeepsTheOthersWhereTheyAre()
{
    m_content.groups[0].servers.append(QStringLiteral("ns4.dns.example"));
    for (MatrixRow &row : m_content.groups[0].rows)
        row.servers.append(behind());
    m_matrix->setContent(m_content);
    QCOMPARE(spoken(3, 3), QStringLiteral("ns4.dns.example, value for *.example.org: not yet, serial 1 behind"));
    QCOMPARE(spoken(3, 5), QStringLiteral("Cloudflare, value for *.example.org: seen"));
    QCOMPARE(spoken(5, 1), QStringLiteral("ns-a.example.net, value for intranet.lab: seen"));
}

void TestMatrix::itIsAsHighAsItsContent()
{
    const QModelIndex last = cell(m_matrix->model()->rowCount() - 1, 0);
    QCOMPARE(m_matrix->sizeHint().height(), m_matrix->visualRect(last).bottom() + 1);
}

void TestMatrix::itFillsTheWidthExactly_data()
{
    QTest::addColumn<int>("width");
    QTest::newRow("wide") << 952;
    QTest::newRow("narrow") << 886;
    QTest::newRow("odd") << 871;
}

void TestMatrix::itFillsTheWidthExactly()
{
    QFETCH(int, width);
    m_matrix->resize(width, 300);
    const QModelIndex last = cell(3, m_matrix->model()->columnCount() - 1);
    QCOMPARE(m_matrix->visualRect(last).right(), width - 1);
}

void TestMatrix::stateIsNeverColourAlone()
{
    for (int row = 0; row < m_matrix->model()->rowCount(); ++row) {
        for (int column = 1; column < m_matrix->model()->columnCount(); ++column) {
            if (cell(row, column).flags() & Qt::ItemIsEnabled)
                QVERIFY(!cell(row, column).data().toString().isEmpty());
        }
    }
    QVERIFY(!(cell(2, 5).flags() & Qt::ItemIsEnabled)); // nothing known: nothing drawn
}

QTEST_MAIN(TestMatrix)
#include "tst_matrix.moc"
