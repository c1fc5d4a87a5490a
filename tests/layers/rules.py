# SPDX-License-Identifier: MIT
"""Who may use whom: the table of the architecture."""

CORE_MODULES = ("base", "crypto", "net", "dns", "acme", "checks", "publish", "store", "practice", "issuance")

# Modules of the project that a module may include headers of, besides its own.
MAY_USE = {
    "base": set(),
    "crypto": {"base"},
    "net": {"base"},
    "dns": {"base", "crypto", "net"},
    "acme": {"base", "crypto", "net"},
    "checks": {"base", "dns"},
    "publish": {"base", "dns", "net"},
    "store": {"base", "crypto"},
    "practice": {"base"},
    "issuance": set(CORE_MODULES),
    "ui": {"base", "issuance"},
    "app": set(CORE_MODULES) | {"ui"},
}

# Single headers that hold values only, for modules that may not use the rest of the module.
MAY_USE_VALUES = {
    "checks": {"acme/resources.h"},
    "ui": {
        "acme/resources.h",
        "checks/aliasdesign.h",
        "checks/caa.h",
        "checks/finding.h",
        "checks/names.h",
        "checks/nameset.h",
        "checks/preflight.h",
        "checks/propagation.h",
        "crypto/certificate.h",
        "crypto/privatekey.h",
        "dns/name.h",
        "dns/record.h",
        "dns/tsig.h",
        "practice/practicelab.h",
        "publish/rfc2136.h",
        "store/accounts.h",
        "store/certificates.h",
        "store/orderrecord.h",
        "store/secretstore.h",
    },
}

# The parts of ui, lowest first; each may use those before it.
UI_PARTS = ("theme", "widgets", "models", "pages", "shell")

# Qt's modules.
MAY_USE_QT = {module: {"QtCore"} for module in CORE_MODULES} | {
    "net": {"QtCore", "QtNetwork"},
    "dns": {"QtCore", "QtNetwork"},
    "ui": {"QtCore", "QtGui", "QtWidgets", "QtSvg"},
    "app": {"QtCore", "QtDBus", "QtGui", "QtWidgets"},
}

# Classes that hold a value only; the interface of dns gives them out.
QT_VALUES = {"QHostAddress"}

# The core takes its settings as values.
NOT_IN_CORE = {"QSettings"}

# Libraries behind value types of ours: the only module that may include them. A header that does is private to it.
LIBRARY_OWNER = {
    "openssl/": "crypto",
    "ldns/": "dns",
    "idn2.h": "checks",
    "libpsl.h": "checks",
    "qt6keychain/": "store",
}
