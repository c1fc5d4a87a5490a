// SPDX-License-Identifier: MIT
#include "base/explainstore.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace cw
{

namespace
{

using Kind = StoreFailure::Kind;

// %1 is the path (or the id, or the programs), %2 the detail.
struct Words {
    Kind kind;
    const char *title;
    const char *text;
    const char *textWithoutPath;
    const char *nextStep;
};

constexpr std::array AllWords {
    Words {Kind::NotReadable,
        QT_TRANSLATE_NOOP("explain", "A file cannot be read"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be opened or read."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Check that it exists and that you may read it, then try again.")},
    Words {Kind::NotWritable,
        QT_TRANSLATE_NOOP("explain", "A file cannot be written"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be written; what was there before is unchanged."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Choose another folder, or make this one writable for you, then try again.")},
    Words {Kind::DiskFull,
        QT_TRANSLATE_NOOP("explain", "The disk is full"),
        QT_TRANSLATE_NOOP("explain", "There is no room left for “%1”; what was there before is unchanged."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Free some space, or choose a folder on another disk, then try again.")},
    Words {Kind::Exists,
        QT_TRANSLATE_NOOP("explain", "There are files with these names already"),
        QT_TRANSLATE_NOOP("explain", "In “%1” these files would be replaced: %2."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Allow Certwright to replace them, or choose another folder.")},
    Words {Kind::Damaged,
        QT_TRANSLATE_NOOP("explain", "A file of Certwright is damaged"),
        QT_TRANSLATE_NOOP("explain", "“%1” does not hold what Certwright wrote there: it was changed, or copied only in part."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Bring it back from a backup, or move it away and go on without it.")},
    Words {Kind::ReadBackDiffers,
        QT_TRANSLATE_NOOP("explain", "What was saved reads back differently"),
        QT_TRANSLATE_NOOP("explain", "“%1” was written, but reading it again gave something else; the disk or the network drive may "
          "be failing."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Do not use this file; save again on another disk.")},
    Words {Kind::NoKeychain,
        QT_TRANSLATE_NOOP("explain", "No keychain answers"),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "This session has no keychain service that could keep your keys."),
        QT_TRANSLATE_NOOP("explain", "Keep them in a file encrypted with a passphrase, or in memory for this session only.")},
    Words {Kind::KeychainLocked,
        QT_TRANSLATE_NOOP("explain", "The keychain is locked"),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "The keychain does not give out the key that opens what Certwright stores. No new key was made, so "
          "nothing is lost."),
        QT_TRANSLATE_NOOP("explain", "Unlock the keychain, then try again.")},
    Words {Kind::KeychainSilent,
        QT_TRANSLATE_NOOP("explain", "The keychain did not answer in time"),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "A window that asks for the password of the keychain may be waiting behind others."),
        QT_TRANSLATE_NOOP("explain", "Look for that window and answer it, then try again.")},
    Words {Kind::KeychainRefused,
        QT_TRANSLATE_NOOP("explain", "The keychain refused"),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Certwright was not allowed to read or write its entry in the keychain."),
        QT_TRANSLATE_NOOP("explain", "Allow it there and try again, or keep your keys in a file encrypted with a passphrase.")},
    Words {Kind::WrongPassphrase,
        QT_TRANSLATE_NOOP("explain", "The passphrase is not right"),
        QT_TRANSLATE_NOOP("explain", "It does not open “%1”."),
        QT_TRANSLATE_NOOP("explain", "It does not open what was encrypted."),
        QT_TRANSLATE_NOOP("explain", "Enter it again; mind capital letters and the keyboard layout.")},
    Words {Kind::PassphraseNeeded,
        QT_TRANSLATE_NOOP("explain", "A passphrase is needed"),
        QT_TRANSLATE_NOOP("explain", "Keys are kept encrypted in “%1”, and only a passphrase opens it."),
        QT_TRANSLATE_NOOP("explain", "Keys are kept encrypted, and only a passphrase opens them."),
        QT_TRANSLATE_NOOP("explain", "Enter the passphrase, or choose another place to keep keys.")},
    Words {Kind::KeyMissing,
        QT_TRANSLATE_NOOP("explain", "A private key is missing"),
        QT_TRANSLATE_NOOP("explain", "The key “%2” was expected at “%1” and is not there."),
        QT_TRANSLATE_NOOP("explain", "The key “%2” was kept in memory only, and is gone with the session that made it."),
        QT_TRANSLATE_NOOP("explain", "Choose the place for keys that you used before, or start anew: nothing goes on without its key.")},
    Words {Kind::UnknownId,
        QT_TRANSLATE_NOOP("explain", "There is no such entry"),
        QT_TRANSLATE_NOOP("explain", "Certwright has nothing stored under “%1”."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Look at the list of what is stored and choose from it.")},
    Words {Kind::Busy,
        QT_TRANSLATE_NOOP("explain", "Certwright is already working on this"),
        QT_TRANSLATE_NOOP("explain", "Another window or command of Certwright has “%1” open."),
        QT_TRANSLATE_NOOP("explain", "Another window or command of Certwright is doing the same."),
        QT_TRANSLATE_NOOP("explain", "Go on there, or close it and try again here.")},
    Words {Kind::NoProgram,
        QT_TRANSLATE_NOOP("explain", "The practice mode cannot start yet"),
        QT_TRANSLATE_NOOP("explain", "It needs programs that are not on this computer: %1."),
        nullptr,
        QT_TRANSLATE_NOOP("explain", "Install them, for example with: sudo apt install %2")},
    Words {Kind::ProgramFailed,
        QT_TRANSLATE_NOOP("explain", "The practice mode has stopped"),
        QT_TRANSLATE_NOOP("explain", "Its program “%1” ended by itself."),
        QT_TRANSLATE_NOOP("explain", "Its servers did not answer in time."),
        QT_TRANSLATE_NOOP("explain", "Start the practice mode again.")},
};

static_assert(AllWords.size() == size_t(Kind::ProgramFailed) + 1, "every kind has its words");

QString filled(const char *text, const StoreFailure &failure)
{
    if (!text)
        return QString();
    const QString words = QCoreApplication::translate("explain", text);
    const bool namesDetail = words.contains(u"%2");
    if (words.contains(u"%1"))
        return namesDetail ? words.arg(failure.path, failure.detail) : words.arg(failure.path);
    return namesDetail ? QString(words).replace(QStringLiteral("%2"), failure.detail) : words;
}

// Where the detail is what the system or a program said, a command line has no other place to show it.
QString withWordsOfTheSystem(const QString &text, const StoreFailure &failure)
{
    switch (failure.kind) {
    case Kind::NotReadable:
    case Kind::NotWritable:
    case Kind::NoKeychain:
    case Kind::KeychainRefused:
    case Kind::ProgramFailed:
        break;
    default:
        return text;
    }
    const QString lastLine = failure.detail.trimmed().section(u'\n', -1);
    if (lastLine.isEmpty())
        return text;
    const QString said = QCoreApplication::translate("explain", "The reason given is: “%1”.").arg(lastLine);
    return text + u' ' + said;
}

// No key was ever kept: the certificate was ordered with a request, or added without its key.
Explanation foreignKey(const Words &words)
{
    return {QCoreApplication::translate("explain", words.title),
            QCoreApplication::translate("explain", "The key of this certificate was never here: it stays where the request for it was made."),
            QCoreApplication::translate("explain", "Join certificate and key there. PEM, DER and PKCS#7 can be saved here without the key."), QString()};
}

} // namespace

Explanation explainStore(const StoreFailure &failure)
{
    if (failure.kind == Kind::Busy && failure.detail == u"account") {
        return {QCoreApplication::translate("explain", "An order of this account is under way"),
                QCoreApplication::translate("explain", "The TXT records of the order for %1 are made of the account's key, so it "
                                                       "cannot be changed now.").arg(failure.path),
                QCoreApplication::translate("explain", "Finish this order or cancel it, then try again."), {}};
    }
    const auto words = std::find_if(AllWords.begin(), AllWords.end(),
                                    [&failure](const Words &w) { return w.kind == failure.kind; });
    Q_ASSERT(words != AllWords.end());
    if (failure.kind == Kind::KeyMissing && failure.detail.isEmpty())
        return foreignKey(*words);
    const bool namesPath = words->text && (!failure.path.isEmpty() || !words->textWithoutPath);
    const QString text = filled(namesPath ? words->text : words->textWithoutPath, failure);
    return {filled(words->title, failure), withWordsOfTheSystem(text, failure), filled(words->nextStep, failure),
            failure.detail};
}

} // namespace cw
