// SPDX-License-Identifier: MIT
#include "store/atomicfile.h"
#include "store/posixfile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cw;
using namespace cw::store;
using Kind = StoreFailure::Kind;

Q_DECLARE_METATYPE(Privacy)

namespace
{

int modeOf(const QString &path)
{
    struct stat status = {};
    return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 07777) : -1;
}

template <typename T> std::optional<Kind> kindOf(const Result<T> &result)
{
    if (result.isOk() || !std::holds_alternative<StoreFailure>(result.failure()))
        return std::nullopt;
    return std::get<StoreFailure>(result.failure()).kind;
}

// What `work` returns in a process of its own, so that limits set there do not stay.
int inChild(const std::function<int()> &work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class TestAtomicFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void setsTheMode_data();
    void setsTheMode();
    void replacesAFileAndItsMode();
    void replacesALinkInsteadOfFollowingIt();
    void leavesNothingBehindWhenItCannotWrite_data();
    void leavesNothingBehindWhenItCannotWrite();
    void tellsAFullDiskApart();
    void keepsTheOldFileWhenThereIsNoRoom();
    void readsBackWhatItWrote();
    void refusesToReadMoreThanItMay();
    void makesFoldersForTheOwnerOnly();
    void leavesAFolderThatIsThereAlone();
    void doesNotMakeAFolderBelowAFile();
    void removesAFileThatIsNotThereWithoutComplaint();
};

void TestAtomicFile::setsTheMode_data()
{
    QTest::addColumn<Privacy>("privacy");
    QTest::addColumn<int>("mode");
    QTest::newRow("a key") << Privacy::OwnerOnly << 0600;
    QTest::newRow("a certificate") << Privacy::WorldReadable << 0644;
}

void TestAtomicFile::setsTheMode()
{
    QFETCH(Privacy, privacy);
    QFETCH(int, mode);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pem"));
    for (const mode_t mask : {mode_t(0000), mode_t(0022), mode_t(0077)}) {
        const mode_t before = ::umask(mask);
        const bool isWritten = writeFile(path, "x", privacy).isOk();
        ::umask(before);
        QVERIFY(isWritten);
        QCOMPARE(modeOf(path), mode);
    }
}

void TestAtomicFile::replacesAFileAndItsMode()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("key.pem"));
    QVERIFY(writeFile(path, "old and longer", Privacy::WorldReadable).isOk());
    QVERIFY(writeFile(path, "new", Privacy::OwnerOnly).isOk());
    QCOMPARE(*readFile(path), QByteArray("new"));
    QCOMPARE(modeOf(path), 0600);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList {QStringLiteral("key.pem")});
}

void TestAtomicFile::replacesALinkInsteadOfFollowingIt()
{
    const QTemporaryDir folder;
    const QString target = folder.filePath(QStringLiteral("target"));
    const QString link = folder.filePath(QStringLiteral("link"));
    QVERIFY(writeFile(target, "theirs", Privacy::WorldReadable).isOk());
    QVERIFY(QFile::link(target, link));
    QVERIFY(writeFile(link, "ours", Privacy::OwnerOnly).isOk());
    QCOMPARE(*readFile(target), QByteArray("theirs"));
    QVERIFY(!QFileInfo(link).isSymLink());
}

void TestAtomicFile::leavesNothingBehindWhenItCannotWrite_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("the folder is missing") << QStringLiteral("missing/a.pem");
    QTest::newRow("the folder is a file") << QStringLiteral("file/a.pem");
    QTest::newRow("a folder has the name") << QStringLiteral("folder");
}

void TestAtomicFile::leavesNothingBehindWhenItCannotWrite()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("folder")));
    QVERIFY(writeFile(folder.filePath(QStringLiteral("file")), "x", Privacy::OwnerOnly).isOk());
    const QString path = folder.filePath(name);

    const Result<Nothing> result = writeFile(path, "content", Privacy::OwnerOnly);

    QCOMPARE(kindOf(result), std::optional(Kind::NotWritable));
    QCOMPARE(std::get<StoreFailure>(result.failure()).path, path);
    QVERIFY(!std::get<StoreFailure>(result.failure()).detail.isEmpty());
    QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList({QStringLiteral("file"), QStringLiteral("folder")}));
}

void TestAtomicFile::tellsAFullDiskApart()
{
    const FileHandle full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    QVERIFY(full.isOpen());
    const int error = writeAll(full, "content");
    QCOMPARE(error, ENOSPC);
    QCOMPARE(writeFailure(error, QString()).kind, Kind::DiskFull);
    QCOMPARE(writeFailure(EDQUOT, QString()).kind, Kind::DiskFull);
    QCOMPARE(writeFailure(EACCES, QString()).kind, Kind::NotWritable);
}

void TestAtomicFile::keepsTheOldFileWhenThereIsNoRoom()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.pem"));
    QVERIFY(writeFile(path, "old", Privacy::OwnerOnly).isOk());
    const int kind = inChild([&path] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit {1000, 1000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const std::optional<Kind> failed = kindOf(writeFile(path, QByteArray(5000, 'x'), Privacy::OwnerOnly));
        return failed ? int(*failed) : 100;
    });
    QCOMPARE(kind, int(Kind::DiskFull));
    QCOMPARE(*readFile(path), QByteArray("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestAtomicFile::readsBackWhatItWrote()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ünï code"));
    QByteArray content("\x00\xff\n", 3);
    content += QByteArray(300'000, 'x');
    QVERIFY(writeFile(path, content, Privacy::OwnerOnly).isOk());
    QCOMPARE(*readFile(path), content);
}

void TestAtomicFile::refusesToReadMoreThanItMay()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("big"));
    QVERIFY(writeFile(path, "12345", Privacy::OwnerOnly).isOk());
    QVERIFY(readFile(path, 5).isOk());
    QCOMPARE(kindOf(readFile(path, 4)), std::optional(Kind::Damaged));
    QCOMPARE(kindOf(readFile(folder.filePath(QStringLiteral("none")))), std::optional(Kind::NotReadable));
    QCOMPARE(kindOf(readFile(folder.path())), std::optional(Kind::NotReadable));
}

void TestAtomicFile::makesFoldersForTheOwnerOnly()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a/b/c/"));
    QVERIFY(makeFolder(path).isOk());
    for (const QString &name : {QStringLiteral("a"), QStringLiteral("a/b"), QStringLiteral("a/b/c")})
        QCOMPARE(modeOf(folder.filePath(name)), 0700);
}

void TestAtomicFile::leavesAFolderThatIsThereAlone()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("mine"));
    QVERIFY(makeFolder(path).isOk());
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0755), 0);
    QVERIFY(makeFolder(path).isOk());
    QCOMPARE(modeOf(path), 0755);
}

void TestAtomicFile::doesNotMakeAFolderBelowAFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file"));
    QVERIFY(writeFile(path, "x", Privacy::OwnerOnly).isOk());
    QCOMPARE(kindOf(makeFolder(path)), std::optional(Kind::NotWritable));
    QCOMPARE(kindOf(makeFolder(path + QStringLiteral("/below"))), std::optional(Kind::NotWritable));
}

void TestAtomicFile::removesAFileThatIsNotThereWithoutComplaint()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("file"));
    QVERIFY(writeFile(path, "x", Privacy::OwnerOnly).isOk());
    QVERIFY(removeFile(path).isOk());
    QVERIFY(!QFileInfo::exists(path));
    QVERIFY(removeFile(path).isOk());
    QCOMPARE(kindOf(removeFile(folder.path())), std::optional(Kind::NotWritable));
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomicfile.moc"
