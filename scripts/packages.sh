# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2086
# Sourced by scripts/run and scripts/test: which Debian packages they need, and how to install those that are missing.

BUILD_PACKAGES="build-essential cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools libgl-dev
    qtkeychain-qt6-dev libldns-dev libidn2-dev libpsl-dev libssl-dev"

# What the program uses when it runs: fonts, window system, keychain, and the servers of the practice mode.
RUN_PACKAGES="fonts-dejavu-core libqt6svg6 qt6-qpa-plugins qt6-translations-l10n libsecret-1-0 ca-certificates
    pebble bind9 unbound"

TEST_PACKAGES="caddy bind9-utils bind9-dnsutils nsd knot pdns-server pdns-backend-bind
    pdns-backend-sqlite3 krb5-kdc krb5-admin-server krb5-user openssl iproute2 util-linux python3 python3-cryptography
    python3-gi gir1.2-atspi-2.0 at-spi2-core dbus dbus-bin gnome-keyring xvfb xauth xdotool imagemagick faketime curl wget"

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

install_missing() {
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not Debian: packages are not installed, the build says what it misses." >&2
        return
    fi
    missing=
    for package in "$@"; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "Installing:$missing" >&2
    as_root apt-get update -q
    # One word a package.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}
