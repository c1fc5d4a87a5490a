#!/usr/bin/env sh
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2034,SC2154,SC2181
# A script for a provider that does not exist, in the form of acme.sh's dnsapi scripts and with the helper functions that
# most of them call.

dns_fake_info='Fake provider
Options:
 FAKE_Url Where it listens
 FAKE_Token API token
'

# Usage: dns_fake_add _acme-challenge.www.example.org "value"
dns_fake_add() {
  fulldomain=$(printf '%s' "$1" | _lower_case)
  txtvalue=$2
  _fake_login || return 1
  if ! _fake_root "$fulldomain"; then
    _err "invalid domain" "$fulldomain"
    return 1
  fi
  _debug _domain_id "$_domain_id"
  _info "Adding record" "$_sub_domain"
  body="{\"name\":\"$_sub_domain\",\"type\":\"TXT\",\"content\":\"$(printf '%s' "$txtvalue" | _json_encode)\"}"
  if ! _fake_rest POST "zones/$_domain_id/records" "$body"; then
    return 1
  fi
  if _contains "$response" '"status":"created"'; then
    _info "Added, OK"
    return 0
  fi
  _err "Add txt record error." "$response"
  return 1
}

# Usage: dns_fake_rm _acme-challenge.www.example.org "value"
dns_fake_rm() {
  fulldomain=$1
  txtvalue=$2
  _fake_login || return 1
  _fake_root "$fulldomain" || return 1
  _fake_rest GET "zones/$_domain_id/records?content=$(printf '%s' "$txtvalue" | _url_encode)" || return 1
  record_id=$(echo "$response" | _egrep_o '"id":"[^"]*"' | _head_n 1 | cut -d : -f 2 | tr -d '"')
  if [ -z "$record_id" ]; then
    _info "Nothing to remove"
    return 0
  fi
  _fake_rest DELETE "zones/$_domain_id/records/$record_id"
}

_fake_login() {
  FAKE_Url="${FAKE_Url:-$(_readaccountconf_mutable FAKE_Url)}"
  FAKE_Token="${FAKE_Token:-$(_readaccountconf_mutable FAKE_Token)}"
  if [ -z "$FAKE_Token" ] || [ -z "$FAKE_Url" ]; then
    FAKE_Token=""
    _err "You didn't specify the token and the address of the provider."
    return 1
  fi
  _saveaccountconf_mutable FAKE_Url "$FAKE_Url"
  _saveaccountconf_mutable FAKE_Token "$FAKE_Token"
}

_fake_root() {
  domain=$1
  i=2
  p=1
  while true; do
    h=$(printf "%s" "$domain" | cut -d . -f "$i"-100)
    if [ -z "$h" ]; then
      return 1
    fi
    if ! _fake_rest GET "zones?name=$h"; then
      return 1
    fi
    if _contains "$response" "\"name\":\"$h\""; then
      _domain_id=$(echo "$response" | _egrep_o '"id":"[^"]*"' | _head_n 1 | cut -d : -f 2 | tr -d '"')
      _sub_domain=$(printf "%s" "$domain" | cut -d . -f "1-$p")
      _domain=$h
      return 0
    fi
    p=$i
    i=$(_math "$i" + 1)
  done
}

_fake_rest() {
  method=$1
  endpoint=$2
  data=$3
  _debug2 "$endpoint"
  export _H1="Authorization: Bearer $FAKE_Token"
  export _H2="Accept: application/json"
  if [ "$method" != "GET" ]; then
    response="$(_post "$data" "$FAKE_Url/$endpoint" "" "$method" "application/json")"
  else
    response="$(_get "$FAKE_Url/$endpoint")"
  fi
  if [ "$?" != "0" ]; then
    _err "error $endpoint"
    return 1
  fi
  _code="$(grep "^HTTP" "$HTTP_HEADER" | _tail_n 1 | cut -d " " -f 2 | tr -d "\r\n")"
  if [ "$_code" = "403" ]; then
    _err "The provider refuses the token $FAKE_Token"
    return 1
  fi
  response="$(echo "$response" | _normalizeJson)"
  return 0
}
