// SPDX-License-Identifier: MIT
#include "ui/widgets/pathdiagram.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pathnode.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QTest>

using namespace cw::ui;

class TestPathDiagram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void leftAndRightMoveBetweenTheNodes();
    void rightIsTheNextNodeToTheRightAlsoFromRightToLeft();
    void tabEntersOnceAndLeaves();
    void aNodeIsReadAsAWholeSentence();
    void aSentenceOfItsOwnIsReadInstead();
    void copyTakesThePathAsText();
    void newAnswersKeepTheFocus();
    void nodesShareTheWidth();
    void manyNodesGoOnInTheNextRow();

private:
    QList<PathNode *> nodes() const { return m_diagram->findChildren<PathNode *>(); }

    std::unique_ptr<PathDiagram> m_diagram;
    QList<PathDiagram::Node> m_path;
};

void TestPathDiagram::init()
{
    applyTheme(*qApp, ThemeMode::Light);
    m_path = {{.title = QStringLiteral("intranet.lab.example.org"),
                  .sub = QStringLiteral("CAA?"),
                  .tone = Tone::Fail,
                  .icon = IconName::StateFail,
                  .word = QStringLiteral("SERVFAIL"),
                  .isSelected = true},
        {.title = QStringLiteral("lab.example.org"),
            .sub = QStringLiteral("no CAA record"),
            .tone = Tone::Pend,
            .icon = IconName::StateSkip,
            .word = QStringLiteral("not reached"),
            .isReached = false,
            .arrow = QStringLiteral("parent")},
        {.title = QStringLiteral("example.org"), .isReached = false, .arrow = QStringLiteral("parent")}};
    m_diagram = std::make_unique<PathDiagram>(QStringLiteral("May the CA issue?"));
    m_diagram->setNodes(m_path);
    m_diagram->resize(720, 100);
    m_diagram->show();
    m_diagram->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_diagram.get()));
}

void TestPathDiagram::cleanup()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
    m_diagram.reset();
}

void TestPathDiagram::leftAndRightMoveBetweenTheNodes()
{
    nodes().first()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(QApplication::focusWidget(), nodes().first());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(QApplication::focusWidget(), nodes().at(1));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QCOMPARE(QApplication::focusWidget(), nodes().last());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(QApplication::focusWidget(), nodes().at(1));
}

void TestPathDiagram::rightIsTheNextNodeToTheRightAlsoFromRightToLeft()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    QVERIFY(nodes().first()->x() > nodes().last()->x());
    nodes().first()->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(QApplication::focusWidget(), nodes().at(1));
}

void TestPathDiagram::tabEntersOnceAndLeaves()
{
    int stops = 0;
    for (const PathNode *node : nodes())
        stops += node->focusPolicy() & Qt::TabFocus ? 1 : 0;
    QCOMPARE(stops, 1);
    nodes().at(1)->setFocus();
    QVERIFY(nodes().at(1)->focusPolicy() & Qt::TabFocus);
    QVERIFY(!(nodes().first()->focusPolicy() & Qt::TabFocus));
}

void TestPathDiagram::aNodeIsReadAsAWholeSentence()
{
    const QAccessibleInterface *node = QAccessible::queryAccessibleInterface(nodes().at(1));
    QCOMPARE(node->text(QAccessible::Name), QStringLiteral("lab.example.org, no CAA record, not reached"));
    QCOMPARE(node->role(), QAccessible::ListItem);
    const QAccessibleInterface *diagram = QAccessible::queryAccessibleInterface(m_diagram.get());
    QCOMPARE(diagram->text(QAccessible::Name), QStringLiteral("May the CA issue?"));
    QCOMPARE(diagram->childCount(), 3);
}

void TestPathDiagram::aSentenceOfItsOwnIsReadInstead()
{
    m_path[0].sentence = QStringLiteral("The name server of intranet.lab.example.org answers SERVFAIL.");
    m_diagram->setNodes(m_path);
    QCOMPARE(nodes().first()->accessibleName(), m_path.first().sentence);
}

void TestPathDiagram::copyTakesThePathAsText()
{
    nodes().at(1)->setFocus();
    QTest::keySequence(QApplication::focusWidget(), QKeySequence::Copy);
    QCOMPARE(QApplication::clipboard()->text(),
        QStringLiteral("intranet.lab.example.org, CAA?, SERVFAIL\n-> (parent) lab.example.org, no CAA record, not "
                       "reached\n-> (parent) example.org"));
}

void TestPathDiagram::newAnswersKeepTheFocus()
{
    nodes().at(1)->setFocus();
    m_path[1].word = QStringLiteral("no record");
    m_diagram->setNodes(m_path);
    QCOMPARE(QApplication::focusWidget(), nodes().at(1));
    QVERIFY(nodes().at(1)->focusPolicy() & Qt::TabFocus);
    QCOMPARE(nodes().at(1)->accessibleName(), QStringLiteral("lab.example.org, no CAA record, no record"));
}

void TestPathDiagram::nodesShareTheWidth()
{
    QCOMPARE(nodes().first()->x(), 0);
    QCOMPARE(nodes().last()->geometry().right(), m_diagram->width() - 1);
    QVERIFY(std::abs(nodes().first()->width() - nodes().last()->width()) <= 2);
    QCOMPARE(nodes().first()->y(), nodes().last()->y());
}

void TestPathDiagram::manyNodesGoOnInTheNextRow()
{
    while (m_path.size() < 8)
        m_path.append(m_path.last());
    m_diagram->setNodes(m_path);
    QVERIFY(nodes().last()->y() > nodes().first()->y());
    QVERIFY(m_diagram->heightForWidth(720) > 2 * nodes().first()->height());
    for (const PathNode *node : nodes()) {
        QVERIFY(node->geometry().right() < 720);
        QVERIFY(node->width() >= 120);
    }
}

QTEST_MAIN(TestPathDiagram)
#include "tst_pathdiagram.moc"
