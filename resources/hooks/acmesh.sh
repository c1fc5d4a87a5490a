# SPDX-License-Identifier: MIT
# shellcheck shell=sh disable=SC2034,SC2119,SC2120
# The functions that the dnsapi scripts of acme.sh call, made anew for them to run here unchanged. Read by the shell that
# then reads the script. CERTWRIGHT_FOLDER is a private folder that is wiped afterwards; its folder "saved" holds one file a
# saved setting and is what the next run starts from.

_cw_saved=$CERTWRIGHT_FOLDER/saved

# Where scripts put cookies, tokens and headers, if they put them anywhere.
LE_WORKING_DIR=$CERTWRIGHT_FOLDER
LE_CONFIG_HOME=$CERTWRIGHT_FOLDER
LE_TEMP_DIR=$CERTWRIGHT_FOLDER
DOMAIN_PATH=$CERTWRIGHT_FOLDER
ACCOUNT_CONF_PATH=$CERTWRIGHT_FOLDER/account.conf
DOMAIN_CONF=$CERTWRIGHT_FOLDER/domain.conf
HTTP_HEADER=$CERTWRIGHT_FOLDER/http.header
TMPDIR=$CERTWRIGHT_FOLDER
export LE_WORKING_DIR LE_CONFIG_HOME TMPDIR
: "${USER_AGENT:=Certwright}"
: "${ACME_OPENSSL_BIN:=openssl}"
PROJECT_NAME=acme.sh
PROJECT_ENTRY=acme.sh
NO_TIMESTAMP=1
umask 077

# --- Saying

_cw_say() {
    if [ "$#" -gt 1 ] && [ -n "$2" ]; then
        printf "%s='%s'\n" "$1" "$2"
    else
        printf '%s\n' "$1"
    fi
}

_info() {
    _cw_say "$@"
}

_err() {
    _cw_say "$@" >&2
    return 1
}

_usage() {
    _cw_say "$@" >&2
}

_cw_debug() {
    _cw_level=$1
    _cw_status=$2
    shift 2
    case ${DEBUG:-0} in
    *[!0-9]*) ;;
    *) [ "${DEBUG:-0}" -lt "$_cw_level" ] || _cw_say "$@" >&2 ;;
    esac
    return "$_cw_status"
}

# They leave $? as it was: scripts look at it afterwards.
_debug() { _cw_debug 1 "$?" "$@"; }
_debug2() { _cw_debug 2 "$?" "$@"; }
_debug3() { _cw_debug 3 "$?" "$@"; }
_secure_debug() { _cw_debug 1 "$?" "$1" '[hidden]'; }
_secure_debug2() { _cw_debug 2 "$?" "$1" '[hidden]'; }
_secure_debug3() { _cw_debug 3 "$?" "$1" '[hidden]'; }
__red() { printf '%b' "$1"; }
__green() { printf '%b' "$1"; }

# --- Text

_upper_case() { LC_ALL=C tr '[:lower:]' '[:upper:]'; }
_lower_case() { LC_ALL=C tr '[:upper:]' '[:lower:]'; }

# The second argument is a pattern of grep, as in acme.sh.
_startswith() { printf '%s\n' "$1" | grep -q -- "^$2"; }
_endswith() { printf '%s\n' "$1" | grep -q -- "$2\$"; }
_contains() { printf '%s\n' "$1" | grep -q -- "$2"; }

# list element [separator]
_hasfield() {
    _cw_separator=${3:-,}
    case "$_cw_separator$1$_cw_separator" in
    *"$_cw_separator$2$_cw_separator"*) [ -n "$2" ] ;;
    *) return 1 ;;
    esac
}

# list number [separator]; the last one that is not empty, when there are fewer
_getfield() {
    printf '%s' "$1" | awk -v "number=$2" -v "separator=${3:-,}" '{
        count = split($0, part, separator)
        for (i = number; i > 0; i--)
            if (i <= count && part[i] != "") { printf "%s", part[i]; exit }
        printf "%s", $0
    }'
}

_egrep_o() { grep -E -o -- "$1"; }
_head_n() { head -n "$1"; }
_tail_n() { tail -n "$1"; }
_url_replace() { tr '/+' '_-' | tr -d '= '; }
_normalizeJson() { sed -e 's/" *: *\(["{[]\)/":\1/g' -e 's/^ *//' | tr -d '\r\n'; }
_json_decode() { sed 's#\\/#/#g'; }
_json_encode() {
    sed -e 's/"/\\"/g' -e "s/$(printf '\r')/\\\\r/g" | awk '{ printf "%s%s", separator, $0; separator = "\\n" }'
}

# commands file
_sed_i() {
    sed "$1" "$2" >"$CERTWRIGHT_FOLDER/sed.out" && cat "$CERTWRIGHT_FOLDER/sed.out" >"$2"
}

# file first last: the lines between them
_getfile() {
    sed -n "/$2/,/$3/p" "$1" | sed '1d;$d'
}

# --- Programs, numbers, time

_exists() { command -v "$1" >/dev/null 2>&1; }
_math() { printf '%s' "$(($*))"; }
_time() { date -u +%s; }
_utc_date() { date -u '+%Y-%m-%d %H:%M:%S'; }
_sleep() { sleep "$1"; }
_mktemp() { mktemp "$CERTWRIGHT_FOLDER/tmp.XXXXXXXX"; }
_readlink() { readlink -f "$1"; }
_is_solaris() { [ "$(uname -s)" = SunOS ]; }
_isIPv4() { printf '%s\n' "$1" | grep -Eq '^[0-9]{1,3}(\.[0-9]{1,3}){3}$'; }
_isIPv6() { printf '%s\n' "$1" | grep -q ':'; }
_is_idn() { [ -n "$(printf '%s' "$1" | LC_ALL=C tr -d 'a-zA-Z0-9*.,_-')" ]; }
_idn() {
    if _is_idn "$1" && _exists idn2; then
        idn2 "$1"
    else
        printf '%s' "$1"
    fi
}

# --- Bytes; all of them read standard input

_hex_dump() { od -An -v -tx1 | tr -s ' \n' ' ' | sed 's/ $//'; }

_h2b() {
    # shellcheck disable=SC2059 # the escapes are the text
    printf "$(tr -d ' \t\r\n' | fold -w 2 | while read -r _cw_byte || [ -n "$_cw_byte" ]; do printf '\\%03o' "0x$_cw_byte"; done)"
}

# ["upper-hex"]
_url_encode() {
    for _cw_byte in $(od -An -v -tx1); do
        case $_cw_byte in
        2d | 2e | 5f | 7e | 3[0-9] | 4[1-9a-f] | 5[0-9a] | 6[1-9a-f] | 7[0-9a]) printf '%s' "$_cw_byte" | _h2b ;;
        *)
            [ "$1" != upper-hex ] || _cw_byte=$(printf '%s' "$_cw_byte" | _upper_case)
            printf '%%%s' "$_cw_byte"
            ;;
        esac
    done
}

# ["multiline"]
_base64() {
    if [ -n "$1" ]; then
        "$ACME_OPENSSL_BIN" base64 -e
    else
        base64 | tr -d '\r\n'
    fi
}

_dbase64() { tr -d ' \t\r\n' | base64 -d; }
_durl_replace_base64() {
    _cw_text=$(tr '_-' '/+')
    while [ $((${#_cw_text} % 4)) -ne 0 ]; do
        _cw_text="$_cw_text="
    done
    printf '%s' "$_cw_text"
}

_cw_hex() { _hex_dump | tr -d ' \n'; }

# algorithm ["hex"]
_digest() {
    if [ -n "$2" ]; then
        "$ACME_OPENSSL_BIN" dgst -"$1" -binary | _cw_hex
    else
        "$ACME_OPENSSL_BIN" dgst -"$1" -binary | _base64
    fi
}

# The key, xored with a byte, filled up to the block's length. Hexadecimal: key byte block
_cw_pad() {
    _cw_rest=$1
    _cw_count=0
    while [ "$_cw_count" -lt "$3" ]; do
        _cw_pair=${_cw_rest%"${_cw_rest#??}"}
        _cw_rest=${_cw_rest#??}
        printf '%02x' $((0x${_cw_pair:-00} ^ $2))
        _cw_count=$((_cw_count + 1))
    done
}

# algorithm key_in_hexadecimal ["hex"]. RFC 2104; the key would be seen by all users on openssl's command line.
_hmac() {
    _cw_key=$2
    _cw_block=64
    case $1 in sha384 | sha512) _cw_block=128 ;; esac
    if [ "${#_cw_key}" -gt $((_cw_block * 2)) ]; then
        _cw_key=$(printf '%s' "$_cw_key" | _h2b | _digest "$1" hex)
    fi
    _cw_inner=$({
        _cw_pad "$_cw_key" 0x36 "$_cw_block" | _h2b
        cat
    } | _digest "$1" hex)
    {
        _cw_pad "$_cw_key" 0x5c "$_cw_block" | _h2b
        printf '%s' "$_cw_inner" | _h2b
    } | if [ -n "$3" ]; then _digest "$1" hex; else "$ACME_OPENSSL_BIN" dgst -"$1" -binary; fi
}

# keyfile algorithm
_sign() { "$ACME_OPENSSL_BIN" dgst -sign "$1" -"$2" | _base64; }

# --- Saved settings: one file each. "SAVED_" and "domain." keep the three kinds apart.

_cw_save() {
    case $1 in
    '' | *[!A-Za-z0-9_.]*)
        _err "A setting of this name cannot be saved: $1"
        return 1
        ;;
    esac
    printf '%s' "$2" >"$_cw_saved/$1"
}

_cw_read() { [ ! -f "$_cw_saved/$1" ] || cat "$_cw_saved/$1"; }
_cw_clear() { rm -f "$_cw_saved/$1"; }

_saveaccountconf() { _cw_save "$1" "$2"; }
_readaccountconf() { _cw_read "$1"; }
_clearaccountconf() { _cw_clear "$1"; }
_saveaccountconf_mutable() {
    _cw_save "SAVED_$1" "$2"
    _cw_clear "$1"
}
_readaccountconf_mutable() { _cw_read "SAVED_$1"; }
_clearaccountconf_mutable() { _cw_clear "SAVED_$1" && _cw_clear "$1"; }
_savedomainconf() { _cw_save "domain.$1" "$2"; }
_readdomainconf() { _cw_read "domain.$1"; }
_cleardomainconf() { _cw_clear "domain.$1"; }
_savedeployconf() { _savedomainconf "SAVED_$1" "$2"; }
_getdeployconf() {
    eval "_cw_value=\${$1}"
    [ -n "$_cw_value" ] || _cw_value=$(_readdomainconf "SAVED_$1")
    eval "$1=\$_cw_value; export $1"
}

# Settings saved without "_mutable" come back as variables; what the environment says goes first.
for _cw_file in "$_cw_saved"/*; do
    _cw_name=${_cw_file##*/}
    case $_cw_name in
    SAVED_* | [!A-Za-z_]* | *[!A-Za-z0-9_]*) continue ;;
    esac
    eval "_cw_value=\${$_cw_name+set}"
    [ -n "$_cw_value" ] || eval "$_cw_name=\$(cat \"\$_cw_file\")"
done

# --- HTTP. Headers, address and body go through files: on a command line every user of the computer could read them.

_HTTP_MAX_RETRY=3

_inithttp() { :; }
_resethttp() { ACME_HTTP_NO_REDIRECTS=; }

_cw_one_line() { printf '%s' "$1" | tr -d '\r\n'; }
_cw_option() { printf '%s = "%s"\n' "$1" "$(_cw_one_line "$2" | sed 's/[\\"]/\\&/g')"; }

_cw_headers() {
    for _cw_header in "$_H1" "$_H2" "$_H3" "$_H4" "$_H5" "${1:+Content-Type: $1}"; do
        [ -z "$_cw_header" ] || printf '%s\n' "$(_cw_one_line "$_cw_header")"
    done
}

# method url type timeout; the body is in the file http.body, if there is one
_cw_curl() {
    {
        printf 'silent\nshow-error\ngloboff\n'
        [ -n "$ACME_HTTP_NO_REDIRECTS" ] || printf 'location\n'
        [ -z "$HTTPS_INSECURE" ] || printf 'insecure\n'
        [ -z "$4" ] || _cw_option connect-timeout "$4"
        [ -z "$CA_PATH" ] || _cw_option capath "$CA_PATH"
        [ -z "$CA_BUNDLE" ] || _cw_option cacert "$CA_BUNDLE"
        case $1 in
        HEAD) printf 'head\n' ;;
        GET) ;;
        *) _cw_option request "$1" ;;
        esac
        [ ! -f "$CERTWRIGHT_FOLDER/http.body" ] || _cw_option data-binary "@$CERTWRIGHT_FOLDER/http.body"
        _cw_option dump-header "$HTTP_HEADER"
        _cw_option user-agent "$USER_AGENT"
        _cw_headers "$3" | while IFS= read -r _cw_line; do _cw_option header "$_cw_line"; done
        _cw_option url "$2"
    } >"$CERTWRIGHT_FOLDER/http.options"
    curl --config "$CERTWRIGHT_FOLDER/http.options"
}

_cw_wget() {
    _cw_wgetrc=$CERTWRIGHT_FOLDER/http.options
    {
        [ -z "$ACME_HTTP_NO_REDIRECTS" ] || printf 'max_redirect = 0\n'
        [ -z "$HTTPS_INSECURE" ] || printf 'check_certificate = off\n'
        [ -z "$4" ] || printf 'timeout = %s\n' "$4"
        [ -z "$CA_PATH" ] || printf 'ca_directory = %s\n' "$CA_PATH"
        [ -z "$CA_BUNDLE" ] || printf 'ca_certificate = %s\n' "$CA_BUNDLE"
        printf 'content_on_error = on\ntries = 1\nuser_agent = %s\nmethod = %s\n' "$USER_AGENT" "$1"
        [ ! -f "$CERTWRIGHT_FOLDER/http.body" ] || printf 'body_file = %s\n' "$CERTWRIGHT_FOLDER/http.body"
        _cw_headers "$3" | sed 's/^/header = /'
    } >"$_cw_wgetrc"
    printf '%s\n' "$(_cw_one_line "$2")" >"$CERTWRIGHT_FOLDER/http.url"
    wget --config="$_cw_wgetrc" -q -S -O - -i "$CERTWRIGHT_FOLDER/http.url" 2>"$HTTP_HEADER"
    _cw_status=$?
    _sed_i 's/^ *//' "$HTTP_HEADER"
    # 8: the server answered with an error, which is for the script to look at.
    [ "$_cw_status" -ne 8 ] || _cw_status=0
    return "$_cw_status"
}

_cw_http() {
    if _exists curl && [ "${ACME_USE_WGET:-0}" = 0 ]; then
        _cw_curl "$@"
    elif _exists wget; then
        _cw_wget "$@"
    else
        _err 'Neither curl nor wget is installed.'
        return 127
    fi
}

# The same, again when there is no answer at all.
_cw_http_patiently() {
    _cw_tries=1
    while ! _cw_http "$@" >"$CERTWRIGHT_FOLDER/http.answer"; do
        [ "$_cw_tries" -lt "$_HTTP_MAX_RETRY" ] || return 1
        _cw_tries=$((_cw_tries + 1))
        sleep 1
    done
}

# body url ["base64"] [method] [type]
_post() {
    rm -f "$CERTWRIGHT_FOLDER/http.body"
    [ -z "$1" ] || printf '%s' "$1" >"$CERTWRIGHT_FOLDER/http.body"
    _cw_http_patiently "${4:-POST}" "$2" "$5"
    _cw_result=$?
    rm -f "$CERTWRIGHT_FOLDER/http.body"
    if [ -n "$3" ]; then
        response=$(_base64 <"$CERTWRIGHT_FOLDER/http.answer")
    else
        response=$(cat "$CERTWRIGHT_FOLDER/http.answer")
    fi
    printf '%s' "$response"
    return "$_cw_result"
}

# url ["onlyheader"] [seconds]
_get() {
    rm -f "$CERTWRIGHT_FOLDER/http.body"
    if [ -n "$2" ]; then
        _cw_http_patiently HEAD "$1" '' "$3" || return 1
        cat "$HTTP_HEADER"
    else
        _cw_http_patiently GET "$1" '' "$3" || return 1
        cat "$CERTWRIGHT_FOLDER/http.answer"
    fi
}
