// SPDX-License-Identifier: MIT
#include "ui/widgets/environmenteditor.h"

#include "ui/theme/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cw::ui;

class TestEnvironmentEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, ThemeMode::Light); }

    void addsAVariableByTheKeyboard();
    void masksASecret();
    void takesNameAndValueFromOnePaste();
    void ticksWhatSoundsSecretOnlyOnce();
    void keepsASecretThatIsKnown();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void removesARowAndNumbersTheOthers();
    void leavesBlankRowsOut();
    void namesEveryControl();
};

namespace
{

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

// The visible ones, from top to bottom.
template <typename T> QList<T *> all(const QWidget &editor, const char *objectName)
{
    QList<T *> found = editor.findChildren<T *>(text(objectName));
    found.removeIf([](const T *widget) { return !widget->isVisible(); });
    return found;
}

template <typename T> T *one(const QWidget &editor, const char *objectName)
{
    return all<T>(editor, objectName).value(0);
}

void press(QAbstractButton *button)
{
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
}

void enter(QLineEdit *edit, const char *content)
{
    edit->setFocus();
    QTest::keyClicks(edit, text(content));
    QTest::keyClick(edit, Qt::Key_Return);
}

} // namespace

void TestEnvironmentEditor::addsAVariableByTheKeyboard()
{
    EnvironmentEditor editor;
    editor.show();
    QVERIFY(QTest::qWaitForWindowExposed(&editor));
    QSignalSpy edited(&editor, &EnvironmentEditor::edited);
    press(one<QPushButton>(editor, "env.add"));
    QVERIFY(one<QLineEdit>(editor, "env.name")->hasFocus());
    enter(one<QLineEdit>(editor, "env.name"), "API_URL");
    enter(one<QLineEdit>(editor, "env.value"), "https://dns.example/ $()");
    QVERIFY(edited.size() >= 2);
    QCOMPARE(
        editor.variables(), QList<EnvironmentVariable>({{text("API_URL"), text("https://dns.example/ $()"), false, false}}));
    QVERIFY(editor.check());
}

void TestEnvironmentEditor::masksASecret()
{
    EnvironmentEditor editor;
    editor.setVariables({{text("LOGIN"), text("hush"), false, false}});
    editor.show();
    press(one<QCheckBox>(editor, "env.secret"));
    QVERIFY(!one<QLineEdit>(editor, "env.value"));
    auto *masked = one<QLineEdit>(editor, "env.secretValue");
    QVERIFY(masked);
    QCOMPARE(masked->echoMode(), QLineEdit::Password);
    QCOMPARE(masked->text(), text("hush"));
    QCOMPARE(editor.variables(), QList<EnvironmentVariable>({{text("LOGIN"), text("hush"), true, false}}));
    press(one<QCheckBox>(editor, "env.secret"));
    QCOMPARE(editor.variables(), QList<EnvironmentVariable>({{text("LOGIN"), text("hush"), false, false}}));
}

void TestEnvironmentEditor::takesNameAndValueFromOnePaste()
{
    EnvironmentEditor editor;
    editor.show();
    press(one<QPushButton>(editor, "env.add"));
    enter(one<QLineEdit>(editor, "env.name"), "API_TOKEN=a=b c");
    QCOMPARE(editor.variables(), QList<EnvironmentVariable>({{text("API_TOKEN"), text("a=b c"), true, false}}));
}

void TestEnvironmentEditor::ticksWhatSoundsSecretOnlyOnce()
{
    EnvironmentEditor editor;
    editor.show();
    press(one<QPushButton>(editor, "env.add"));
    enter(one<QLineEdit>(editor, "env.name"), "MY_PASSWORD_FILE");
    QVERIFY(one<QCheckBox>(editor, "env.secret")->isChecked());
    press(one<QCheckBox>(editor, "env.secret"));
    enter(one<QLineEdit>(editor, "env.name"), "_NAME");
    QVERIFY(!one<QCheckBox>(editor, "env.secret")->isChecked());
}

void TestEnvironmentEditor::keepsASecretThatIsKnown()
{
    EnvironmentEditor editor;
    const QList<EnvironmentVariable> known = {{text("API_TOKEN"), QString(), true, true}};
    editor.setVariables(known);
    editor.show();
    QCOMPARE(editor.variables(), known);
    QVERIFY(editor.check());
    QVERIFY(!one<QLineEdit>(editor, "env.secretValue")->placeholderText().isEmpty());
    // Made visible it has to be entered again: the value is not here.
    press(one<QCheckBox>(editor, "env.secret"));
    QCOMPARE(editor.variables(), QList<EnvironmentVariable>({{text("API_TOKEN"), QString(), false, false}}));
}

void TestEnvironmentEditor::saysWhatIsWrong_data()
{
    QTest::addColumn<QList<EnvironmentVariable>>("variables");
    QTest::addColumn<QString>("words");
    using Variables = QList<EnvironmentVariable>;
    QTest::newRow("digit first") << Variables({{text("1A"), text("x"), false, false}}) << text("digit");
    QTest::newRow("shell in the name") << Variables({{text("$(id)"), text("x"), false, false}}) << text("Letters");
    QTest::newRow("no name") << Variables({{QString(), text("x"), false, false}}) << text("Letters");
    QTest::newRow("twice") << Variables({{text("A"), text("x"), false, false}, {text("A"), text("y"), false, false}})
                           << text("already");
    QTest::newRow("secret without value") << Variables({{text("A"), QString(), true, false}}) << text("value");
}

void TestEnvironmentEditor::saysWhatIsWrong()
{
    QFETCH(QList<EnvironmentVariable>, variables);
    QFETCH(QString, words);
    EnvironmentEditor editor;
    editor.setVariables(variables);
    editor.show();
    QVERIFY(!editor.check());
    const QString said = all<QLineEdit>(editor, "env.name").constLast()->accessibleDescription();
    QVERIFY2(said.contains(words), qPrintable(said));
}

void TestEnvironmentEditor::removesARowAndNumbersTheOthers()
{
    EnvironmentEditor editor;
    editor.setVariables({{text("A"), text("1"), false, false}, {text("B"), text("2"), false, false}});
    editor.show();
    QSignalSpy edited(&editor, &EnvironmentEditor::edited);
    press(one<QPushButton>(editor, "env.remove"));
    QCOMPARE(edited.size(), 1);
    QCOMPARE(editor.variables(), QList<EnvironmentVariable>({{text("B"), text("2"), false, false}}));
    QVERIFY(one<QLineEdit>(editor, "env.name")->accessibleName().contains(u'1'));
}

void TestEnvironmentEditor::leavesBlankRowsOut()
{
    EnvironmentEditor editor;
    editor.show();
    press(one<QPushButton>(editor, "env.add"));
    press(one<QPushButton>(editor, "env.add"));
    QVERIFY(editor.variables().isEmpty());
    QVERIFY(editor.check());
}

void TestEnvironmentEditor::namesEveryControl()
{
    EnvironmentEditor editor;
    editor.setVariables({{text("A"), text("1"), false, false}, {text("B"), text("2"), true, false}});
    editor.show();
    QSet<QString> names;
    const QList<QWidget *> widgets = editor.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
            continue;
        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        if (widget->objectName().startsWith(text("env."))) {
            QVERIFY2(!names.contains(widget->accessibleName()), qPrintable(widget->accessibleName()));
            names.insert(widget->accessibleName());
        }
    }
}

QTEST_MAIN(TestEnvironmentEditor)
#include "tst_environmenteditor.moc"
