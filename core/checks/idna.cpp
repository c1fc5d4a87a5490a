// SPDX-License-Identifier: MIT
#include "checks/idna.h"

#include <QSet>

#include <idn2.h>

#include <memory>

namespace cw::checks
{

namespace
{

struct Idn2Free {
    void operator()(char *text) const { idn2_free(text); }
};
using Idn2Text = std::unique_ptr<char, Idn2Free>;

// IDN2_USE_STD3_ASCII_RULES of libidn2 2.3.3 silently deletes characters ("a_b" becomes "ab"): never used here.
constexpr int Flags = IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT;

IdnaError errorOf(int code)
{
    switch (code) {
    case IDN2_OK:
        return IdnaError::None;
    case IDN2_PUNYCODE_BAD_INPUT:
    case IDN2_PUNYCODE_OVERFLOW:
    case IDN2_INVALID_ALABEL:
    case IDN2_ALABEL_ROUNDTRIP_FAILED:
        return IdnaError::BadPunycode;
    case IDN2_PUNYCODE_BIG_OUTPUT: // of a label that needs more than 63 characters in its A-form
    case IDN2_TOO_BIG_LABEL:
        return IdnaError::LabelTooLong;
    case IDN2_TOO_BIG_DOMAIN:
        return IdnaError::NameTooLong;
    default:
        return IdnaError::NotAllowed;
    }
}

int toAscii(const QString &name, QString *ascii)
{
    char *out = nullptr;
    const int code = idn2_to_ascii_8z(name.toUtf8().constData(), &out, Flags);
    const Idn2Text owned(out);
    if (code == IDN2_OK)
        *ascii = QString::fromLatin1(out).toLower();
    return code;
}

int toUnicode(const QString &ascii, QString *unicode)
{
    char *out = nullptr;
    const int code = idn2_to_unicode_8z8z(ascii.toLatin1().constData(), &out, Flags);
    const Idn2Text owned(out);
    if (code == IDN2_OK)
        *unicode = QString::fromUtf8(out);
    return code;
}

} // namespace

IdnaForms idnaForms(const QString &name)
{
    IdnaForms forms;
    if (const int code = toAscii(name, &forms.ascii); code != IDN2_OK) {
        forms.error = errorOf(code);
        return forms;
    }
    QString again;
    // An A-label that does not come back to itself is none ("xn--a", capitals or plain letters in disguise).
    if (toUnicode(forms.ascii, &forms.unicode) != IDN2_OK || toAscii(forms.unicode, &again) != IDN2_OK
        || again != forms.ascii)
        forms.error = IdnaError::BadPunycode;
    return forms;
}

bool mixesScripts(const QString &unicodeLabel)
{
    QSet<QChar::Script> scripts;
    for (const uint character : unicodeLabel.toUcs4()) {
        const QChar::Script script = QChar::script(character);
        if (script != QChar::Script_Common && script != QChar::Script_Inherited)
            scripts.insert(script);
    }
    if (scripts.size() < 2)
        return false;
    static const QList<QSet<QChar::Script>> together{
        {QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana},
        {QChar::Script_Latin, QChar::Script_Han, QChar::Script_Hangul},
        {QChar::Script_Latin, QChar::Script_Han, QChar::Script_Bopomofo},
    };
    for (const QSet<QChar::Script> &allowed : together) {
        if (allowed.contains(scripts))
            return false;
    }
    return true;
}

} // namespace cw::checks
