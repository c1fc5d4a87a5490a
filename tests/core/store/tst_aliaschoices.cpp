// SPDX-License-Identifier: MIT
#include "store/aliaschoices.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cw;
using namespace Qt::StringLiterals;

class TestAliasChoices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void proposesNothingAtFirst();
    void givesBackWhatWasChosen();
    void keepsUuidsOfNamesThatAreNotInTheOrder();
    void saysThatTheFileIsDamaged();
    void isForItsOwnerOnly();

private:
    QTemporaryDir m_home;
};

void TestAliasChoices::proposesNothingAtFirst()
{
    QCOMPARE(store::AliasChoices(m_home.path()).load().value(), store::AliasChoice());
}

void TestAliasChoices::givesBackWhatWasChosen()
{
    const store::AliasChoice choice{u"alias.example.net"_s, u"uuid"_s, u"ns"_s, {u"ns1.example.net"_s},
        {{u"example.org"_s, u"6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b"_s}}};
    const store::AliasChoices choices(m_home.path());
    QVERIFY(choices.save(choice));
    QCOMPARE(choices.load().value(), choice);
}

void TestAliasChoices::keepsUuidsOfNamesThatAreNotInTheOrder()
{
    const store::AliasChoices choices(m_home.path());
    store::AliasChoice choice = choices.load().value();
    choice.uuids = {{u"www.example.org"_s, u"another"_s}};
    QVERIFY(choices.save(choice));
    QCOMPARE(choices.load()->uuids.size(), 2);
}

void TestAliasChoices::saysThatTheFileIsDamaged()
{
    QFile file(m_home.filePath(u"alias.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    const store::AliasChoices choices(m_home.path());
    QCOMPARE(std::get<StoreFailure>(choices.load().failure()).kind, StoreFailure::Kind::Damaged);
    QVERIFY(!choices.save({})); // what is there may be all that is known of the names in DNS
    QVERIFY(file.remove());
}

void TestAliasChoices::isForItsOwnerOnly()
{
    QVERIFY(store::AliasChoices(m_home.path()).save({}));
    QCOMPARE(QFile::permissions(m_home.filePath(u"alias.json"_s)) & ~(QFile::ReadUser | QFile::WriteUser),
        QFile::ReadOwner | QFile::WriteOwner);
}

QTEST_GUILESS_MAIN(TestAliasChoices)
#include "tst_aliaschoices.moc"
