# SPDX-License-Identifier: MIT
"""python3 tst_layers.py SOURCE_FOLDER QT_INCLUDE_FOLDER"""

import sys
import tempfile
import unittest
from pathlib import Path

import layers

SOURCE_FOLDER, QT_FOLDER = sys.argv[1:3]
QT_OWNERS = layers.qt_module_of_headers(QT_FOLDER)

# A tree that keeps the rules; the cases below add one file each.
SOUND_TREE = {
    "core/base/result.h": "#include <QString>\n",
    "core/crypto/handles.h": "#include <openssl/evp.h>\n",
    "core/crypto/key.h": '#include "base/result.h"\n',
    "core/crypto/key.cpp": '#include "crypto/key.h"\n#include "crypto/handles.h"\n',
    "core/net/http.h": '#include "base/result.h"\n',
    "core/net/http.cpp": '#include "net/http.h"\n#include <QNetworkAccessManager>\n#include "http.moc"\n',
    "core/acme/client.h": '#include "net/http.h"\n#include "crypto/key.h"\n',
    "core/acme/resources.h": '#include "base/result.h"\n',
    "core/checks/caa.h": '#include "acme/resources.h"\n',
    "core/issuance/flow.h": '#include "acme/client.h"\n#include "checks/caa.h"\n',
    "ui/theme/theme.h": "#include <QWidget>\n",
    "ui/pages/page.h": '#include "ui/theme/theme.h"\n#include "issuance/flow.h"\n#include "checks/caa.h"\n',
    "app/main.cpp": '#include "ui/pages/page.h"\n#include "options.h"\n#include <QApplication>\n',
    "app/options.h": "#include <QSettings>\n",
}

WRONG = {
    "upwards": ("core/base/log.h", '#include "crypto/key.h"\n', 'base may not use "crypto/key.h"'),
    "sideways": ("core/net/x.cpp", '#include "crypto/key.h"\n', 'net may not use "crypto/key.h"'),
    "more than values": ("core/checks/x.cpp", '#include "acme/client.h"\n', 'checks may not use "acme/client.h"'),
    "from the core to the window": ("core/issuance/x.cpp", '#include "ui/theme/theme.h"\n', "issuance may not use"),
    "from the window to the network": ("ui/pages/x.cpp", '#include "net/http.h"\n', 'ui may not use "net/http.h"'),
    "into the programs": ("ui/pages/x.cpp", '#include "app/options.h"\n', "ui may not use"),
    "up inside the window": ("ui/theme/x.cpp", '#include "ui/pages/page.h"\n', "ui/theme may not use"),
    "a widget in the core": ("core/issuance/x.cpp", "#include <QWidget>\n", "of QtWidgets"),
    "a colour in the core": ("core/checks/x.cpp", "#include <QColor>\n", "of QtGui"),
    "a socket outside net and dns": ("core/practice/x.cpp", "#include <QtNetwork/QTcpSocket>\n", "of QtNetwork"),
    "settings in the core": ("core/store/x.cpp", "#include <QSettings>\n", "the core may not use <QSettings>"),
    "OpenSSL elsewhere": ("core/acme/x.cpp", "#include <openssl/x509.h>\n", "only crypto may use"),
    "ldns elsewhere": ("core/checks/x.cpp", "#  include <ldns/ldns.h>\n", "only dns may use"),
    "libidn2 elsewhere": ("core/dns/x.cpp", "#include <idn2.h>\n", "only checks may use"),
    "libpsl elsewhere": ("ui/pages/x.cpp", "#include <libpsl.h>\n", "only checks may use"),
    "QtKeychain elsewhere": ("app/x.cpp", "#include <qt6keychain/keychain.h>\n", "only store may use"),
    "a library through a header": ("core/acme/x.cpp", '#include "crypto/handles.h"\n', "private to crypto"),
    "a header that is not there": ("core/acme/x.cpp", '#include "acme/none.h"\n', "no header of the project"),
    "a circle": ("core/base/result.h", '#include "base/result.h"\n', "includes itself"),
}


def problems_in(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return layers.Tree(folder, QT_OWNERS).check()


class TestLayers(unittest.TestCase):
    maxDiff = None

    def test_knows_the_headers_of_qt(self):
        self.assertEqual(QT_OWNERS["QUdpSocket"], "QtNetwork")
        self.assertEqual(QT_OWNERS["QString"], "QtCore")
        self.assertEqual(QT_OWNERS["QWidget"], "QtWidgets")

    def test_has_no_complaint_about_a_sound_tree(self):
        self.assertEqual(problems_in(SOUND_TREE), [])

    def test_finds_every_wrong_arrow(self):
        for case, (name, content, words) in WRONG.items():
            with self.subTest(case):
                problems = problems_in(SOUND_TREE | {name: content})
                self.assertTrue(any(words in problem for problem in problems), problems)

    def test_this_project_keeps_its_layers(self):
        self.assertGreater(len(list(Path(SOURCE_FOLDER).glob("core/*/*.h"))), 20)
        self.assertEqual(layers.Tree(SOURCE_FOLDER, QT_OWNERS).check(), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
