// SPDX-License-Identifier: MIT
#include "base/explaininput.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace cw
{

namespace
{

using Fault = BadInput::Fault;

// %1 is what was entered, %2 the part of it that is wrong.
struct Words {
    Fault fault;
    const char *title;
    const char *text;
    const char *nextStep;
};

constexpr std::array AllWords{
    Words{Fault::EmptyName, QT_TRANSLATE_NOOP("explain", "There is no name here"), nullptr,
        QT_TRANSLATE_NOOP("explain", "Enter a name such as www.example.org or *.example.org.")},
    Words{Fault::SingleLabel, QT_TRANSLATE_NOOP("explain", "The name has only one part"),
        QT_TRANSLATE_NOOP(
            "explain", "“%1” has no dot in it; public authorities issue for names below a top-level domain only."),
        QT_TRANSLATE_NOOP("explain", "Enter the whole name, such as www.example.org.")},
    Words{Fault::PublicSuffix, QT_TRANSLATE_NOOP("explain", "This is not a domain of one owner"),
        QT_TRANSLATE_NOOP("explain",
            "Under “%2” anybody can register names, so no authority gives a certificate for it or for all names "
            "directly below it."),
        QT_TRANSLATE_NOOP("explain", "Enter the domain that you registered, with its own part in front.")},
    Words{Fault::IpAddress, QT_TRANSLATE_NOOP("explain", "This is an IP address, not a name"),
        QT_TRANSLATE_NOOP("explain", "A TXT record can prove control over a name, but not over the address “%1”."),
        QT_TRANSLATE_NOOP("explain", "Enter the name by which the server is reached.")},
    Words{Fault::Underscore, QT_TRANSLATE_NOOP("explain", "There is an underscore in the name"),
        QT_TRANSLATE_NOOP("explain", "“%1” contains “_”, which is allowed in DNS records but not in a certificate."),
        QT_TRANSLATE_NOOP(
            "explain", "Enter the name of the server itself; the record name _acme-challenge is added by Certwright.")},
    Words{Fault::LabelTooLong, QT_TRANSLATE_NOOP("explain", "A part of the name is too long"),
        QT_TRANSLATE_NOOP(
            "explain", "“%2” has more than 63 characters in its DNS form; that is the limit between two dots."),
        QT_TRANSLATE_NOOP("explain", "Use a shorter name.")},
    Words{Fault::NameTooLong, QT_TRANSLATE_NOOP("explain", "The name is too long"),
        QT_TRANSLATE_NOOP("explain",
            "A name in DNS has at most 253 characters, and the record “_acme-challenge.” has to fit in front of "
            "it: 237 remain."),
        QT_TRANSLATE_NOOP("explain", "Use a shorter name, or a wildcard for a name further up.")},
    Words{Fault::EmptyLabel, QT_TRANSLATE_NOOP("explain", "Two dots stand side by side"),
        QT_TRANSLATE_NOOP("explain", "“%1” has an empty part: a dot at the beginning, or two in a row."),
        QT_TRANSLATE_NOOP("explain", "Remove the dot that is too many.")},
    Words{Fault::BadCharacter, QT_TRANSLATE_NOOP("explain", "There is a character that no name can have"),
        QT_TRANSLATE_NOOP("explain", "“%1” contains “%2”; a name is made of letters, digits, hyphens and dots."),
        QT_TRANSLATE_NOOP("explain", "Remove this character.")},
    Words{Fault::BadHyphen, QT_TRANSLATE_NOOP("explain", "A hyphen stands at the edge of a part"),
        QT_TRANSLATE_NOOP(
            "explain", "“%2” begins or ends with a hyphen; between two dots it may only stand in the middle."),
        QT_TRANSLATE_NOOP("explain", "Remove the hyphen, or check the name for a typing error.")},
    Words{Fault::ReservedLabel, QT_TRANSLATE_NOOP("explain", "This form of name is reserved"),
        QT_TRANSLATE_NOOP("explain",
            "“%2” has hyphens as its third and fourth character; only international names, which begin with "
            "“xn--”, may have that."),
        QT_TRANSLATE_NOOP("explain", "Check the name for a typing error; authorities refuse it as it stands.")},
    Words{Fault::BadPunycode, QT_TRANSLATE_NOOP("explain", "The “xn--” form is damaged"),
        QT_TRANSLATE_NOOP(
            "explain", "“%2” looks like the coded form of an international name, but no name has this form."),
        QT_TRANSLATE_NOOP("explain", "Enter the name in its own letters; Certwright makes the coded form.")},
    Words{Fault::NotAllowedByIdna, QT_TRANSLATE_NOOP("explain", "International names cannot have this character"),
        QT_TRANSLATE_NOOP("explain",
            "“%2” contains a symbol, an emoji or an order of letters that the rules for international names "
            "(IDNA) leave out; authorities refuse it."),
        QT_TRANSLATE_NOOP("explain", "Use letters and digits of one script.")},
    Words{Fault::BadWildcard, QT_TRANSLATE_NOOP("explain", "The star stands in the wrong place"),
        QT_TRANSLATE_NOOP(
            "explain", "In “%1” the star is not the whole first part of the name, or there is more than one."),
        QT_TRANSLATE_NOOP("explain", "Write a wildcard as *.example.org: one star, a dot, then a full name.")},
    Words{Fault::NotPublic, QT_TRANSLATE_NOOP("explain", "This name belongs to private networks"),
        QT_TRANSLATE_NOOP(
            "explain", "Names under “.%2” do not exist in the public DNS, so a public authority cannot check “%1”."),
        QT_TRANSLATE_NOOP("explain",
            "Choose an authority of your own network for it, or use a name in a domain that you registered.")},
    Words{Fault::UnknownTld, QT_TRANSLATE_NOOP("explain", "There is no such top-level domain"),
        QT_TRANSLATE_NOOP("explain", "“.%2”, the end of “%1”, is not in the list of public top-level domains."),
        QT_TRANSLATE_NOOP("explain", "Check the end of the name for a typing error.")},
    Words{Fault::TooManyLabels, QT_TRANSLATE_NOOP("explain", "The name has too many parts"),
        QT_TRANSLATE_NOOP("explain", "“%1” has %2 parts; public authorities take at most 10."),
        QT_TRANSLATE_NOOP("explain", "Use a shorter name, or a wildcard for a name further up.")},
    Words{Fault::DuplicateName, QT_TRANSLATE_NOOP("explain", "The name is in the list already"),
        QT_TRANSLATE_NOOP("explain", "“%1” needs to be in a certificate only once."),
        QT_TRANSLATE_NOOP("explain", "Nothing to do; it was not added again.")},
    Words{Fault::TooManyNames, QT_TRANSLATE_NOOP("explain", "There are too many names"),
        QT_TRANSLATE_NOOP("explain", "This authority takes at most %2 names in one certificate."),
        QT_TRANSLATE_NOOP("explain",
            "Remove names, or make a second certificate for some of them; a wildcard may cover many at once.")},
    Words{Fault::NoNames, QT_TRANSLATE_NOOP("explain", "There are no names yet"), nullptr,
        QT_TRANSLATE_NOOP("explain", "Enter at least one name, such as www.example.org.")},
    Words{Fault::BadUrl, QT_TRANSLATE_NOOP("explain", "This is not a web address"),
        QT_TRANSLATE_NOOP("explain", "“%1” cannot be read as a URL."),
        QT_TRANSLATE_NOOP(
            "explain", "Enter the whole address of the directory, such as https://ca.example/directory.")},
    Words{Fault::BadDohUrl, QT_TRANSLATE_NOOP("explain", "This is not the address of a DNS over HTTPS server"),
        QT_TRANSLATE_NOOP("explain", "“%1” is no https:// address, or one with a user name."),
        QT_TRANSLATE_NOOP("explain", "Enter the whole address, such as https://dns.example/dns-query.")},
    Words{Fault::NotHttps, QT_TRANSLATE_NOOP("explain", "The address does not begin with https://"),
        QT_TRANSLATE_NOOP("explain",
            "With “%1” anybody on the way could pretend to be the authority; ACME is spoken over HTTPS only."),
        QT_TRANSLATE_NOOP("explain", "Enter the address with https:// in front.")},
    Words{Fault::BadMail, QT_TRANSLATE_NOOP("explain", "This is not a mail address"),
        QT_TRANSLATE_NOOP("explain", "“%1” is not of the form name@example.org."),
        QT_TRANSLATE_NOOP("explain", "Correct it, or leave the field empty.")},
    Words{Fault::TermsNotAgreed, QT_TRANSLATE_NOOP("explain", "The terms of service are not agreed to yet"),
        QT_TRANSLATE_NOOP("explain", "The authority opens an account only for those who agree to its terms."),
        QT_TRANSLATE_NOOP("explain", "Read the terms and agree to them to go on.")},
    Words{Fault::AccountCodesNeeded, QT_TRANSLATE_NOOP("explain", "This authority wants access codes"),
        QT_TRANSLATE_NOOP("explain",
            "It opens an ACME account only for customers who prove it with a key identifier and an HMAC key "
            "(external account binding)."),
        QT_TRANSLATE_NOOP("explain", "Get both codes from your customer account there and enter them.")},
    Words{Fault::KeyFileUnreadable, QT_TRANSLATE_NOOP("explain", "The key file cannot be read"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be opened: it is missing, or you may not read it."),
        QT_TRANSLATE_NOOP("explain", "Check the path and the permissions of the file.")},
    Words{Fault::KeyFileWithoutKey, QT_TRANSLATE_NOOP("explain", "There is no key in this file"),
        QT_TRANSLATE_NOOP("explain", "“%1” has no key statement with an algorithm and a secret."),
        QT_TRANSLATE_NOOP("explain",
            "Choose a file as tsig-keygen writes it: key \"name\" { algorithm hmac-sha256; secret \"…\"; };")},
    Words{Fault::KeyFileUnknownAlgorithm, QT_TRANSLATE_NOOP("explain", "The algorithm of the key is not known"),
        QT_TRANSLATE_NOOP(
            "explain", "The key in “%1” is for “%2”; Certwright signs with hmac-sha256, hmac-sha384 and hmac-sha512."),
        QT_TRANSLATE_NOOP(
            "explain", "Make a new key with tsig-keygen -a hmac-sha256 and give it to the name server too.")},
    Words{Fault::KeyFileMd5, QT_TRANSLATE_NOOP("explain", "The key is for HMAC-MD5, which is no longer safe"),
        QT_TRANSLATE_NOOP("explain",
            "The key “%1” is for “%2”, which must not be used any more (RFC 8945). Certwright does not sign with it."),
        QT_TRANSLATE_NOOP(
            "explain", "Make a new key with tsig-keygen -a hmac-sha256 and give it to the name server too.")},
    Words{Fault::KeyFileBadSecret, QT_TRANSLATE_NOOP("explain", "The secret of the key is damaged"),
        QT_TRANSLATE_NOOP("explain", "The secret in “%1” is not whole Base64 text."),
        QT_TRANSLATE_NOOP("explain", "Copy the file again from the name server, with every character of the secret.")},
    Words{Fault::RootFileUnreadable, QT_TRANSLATE_NOOP("explain", "The root certificate file cannot be read"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be opened: it is missing, or you may not read it."),
        QT_TRANSLATE_NOOP("explain", "Check the path and the permissions of the file.")},
    Words{Fault::RootFileWithoutCertificate, QT_TRANSLATE_NOOP("explain", "There is no certificate in this file"),
        QT_TRANSLATE_NOOP("explain", "“%1” has no PEM certificate in it."),
        QT_TRANSLATE_NOOP(
            "explain", "Choose the authority's root certificate; it begins with -----BEGIN CERTIFICATE-----.")},
    Words{Fault::BadPrivateKey, QT_TRANSLATE_NOOP("explain", "The private key cannot be read"),
        QT_TRANSLATE_NOOP("explain",
            "It is not a whole key of a kind that Certwright knows (EC P-256 or P-384, RSA 2048 to 4096), or its "
            "passphrase is another one."),
        QT_TRANSLATE_NOOP("explain", "Choose another key, or let Certwright make a new one.")},
    Words{Fault::BadAddress, QT_TRANSLATE_NOOP("explain", "This is not a server address"),
        QT_TRANSLATE_NOOP("explain", "“%1” is neither an IP address nor the name of a server."),
        QT_TRANSLATE_NOOP("explain", "Enter an address such as 192.0.2.53, [2001:db8::53] or ns1.example.org.")},
    Words{Fault::BadPort, QT_TRANSLATE_NOOP("explain", "This is not a port number"),
        QT_TRANSLATE_NOOP("explain", "“%1” is not a number from 1 to 65535."),
        QT_TRANSLATE_NOOP("explain", "Enter a port, or leave it out: DNS is spoken on port 53.")},
    Words{Fault::FolderMissing, QT_TRANSLATE_NOOP("explain", "The folder does not exist"),
        QT_TRANSLATE_NOOP("explain", "“%1” is not there, or it is no folder."),
        QT_TRANSLATE_NOOP("explain", "Create it, or choose another folder.")},
    Words{Fault::NotSafeToAsk, QT_TRANSLATE_NOOP("explain", "The authority should not be asked yet"),
        QT_TRANSLATE_NOOP("explain",
            "Not every name server has every value; the authority would probably fail and the order would be "
            "lost."),
        QT_TRANSLATE_NOOP(
            "explain", "Wait until all name servers have the values, or say explicitly that you want to ask now.")},
    Words{Fault::BadOption, QT_TRANSLATE_NOOP("explain", "An option is not understood"),
        QT_TRANSLATE_NOOP("explain", "“%1” is not an option or value that this command knows."),
        QT_TRANSLATE_NOOP("explain", "See the command's --help for what it takes.")},
    Words{Fault::MissingOption, QT_TRANSLATE_NOOP("explain", "Something is missing in the command"),
        QT_TRANSLATE_NOOP("explain", "Without “%2” the command does not know what to do."),
        QT_TRANSLATE_NOOP("explain", "Add it; the command's --help shows an example.")},
    Words{Fault::UnknownWay, QT_TRANSLATE_NOOP("explain", "This way to publish is not known"),
        QT_TRANSLATE_NOOP("explain", "“%1” is not one of the ways in which Certwright can put a record into DNS."),
        QT_TRANSLATE_NOOP(
            "explain", "Choose “manual” to enter the record yourself, or “rfc2136” for a dynamic update.")},
    Words{Fault::NothingToDo, QT_TRANSLATE_NOOP("explain", "There is nothing to do"),
        QT_TRANSLATE_NOOP("explain", "Everything that was asked for is done already."),
        QT_TRANSLATE_NOOP("explain", "You can go on.")},
    Words{Fault::AcmeDnsFileUnreadable, QT_TRANSLATE_NOOP("explain", "The file of acme-dns accounts cannot be read"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be opened: it is missing, or you may not read it."),
        QT_TRANSLATE_NOOP("explain", "Check the path and the permissions of the file.")},
    Words{Fault::AcmeDnsFileDamaged, QT_TRANSLATE_NOOP("explain", "The file of acme-dns accounts is damaged"),
        QT_TRANSLATE_NOOP("explain", "“%1” begins like JSON, but is not whole: %2."),
        QT_TRANSLATE_NOOP("explain", "Copy the file once more from the program that wrote it.")},
    Words{Fault::AcmeDnsFileWithoutAccount, QT_TRANSLATE_NOOP("explain", "There is no acme-dns account in this file"),
        QT_TRANSLATE_NOOP("explain", "“%1” is neither JSON nor has it the ACMEDNS_ settings of acme.sh."),
        QT_TRANSLATE_NOOP("explain",
            "Choose the JSON file of acme-dns-client, lego or certbot's acme-dns hook, the saved answer of /register, or "
            "the domain's .conf file of acme.sh.")},
    Words{Fault::AcmeDnsAccountIncomplete, QT_TRANSLATE_NOOP("explain", "An acme-dns account is not complete"),
        QT_TRANSLATE_NOOP("explain", "In “%1” this is missing, or it is not a text that an account can have: %2."),
        QT_TRANSLATE_NOOP("explain", "Copy the account once more from where it was registered, or register a new one.")},
    Words{Fault::AcmeDnsServerMissing, QT_TRANSLATE_NOOP("explain", "The acme-dns server is not known"),
        QT_TRANSLATE_NOOP("explain", "The account does not say at which server it was registered."),
        QT_TRANSLATE_NOOP("explain", "Enter the address of the server, such as https://auth.example.net.")},
    Words{Fault::AcmeDnsBadUrl, QT_TRANSLATE_NOOP("explain", "This is not the address of an acme-dns server"),
        QT_TRANSLATE_NOOP("explain", "“%1” is no https:// address, or one with a user name, “?” or “#” in it."),
        QT_TRANSLATE_NOOP("explain", "Enter the address of its API, such as https://auth.example.net.")},
    Words{Fault::AcmeDnsNotHttps,
        QT_TRANSLATE_NOOP("explain", "The address of the acme-dns server does not begin with https://"),
        QT_TRANSLATE_NOOP("explain",
            "With “%1” anybody on the way could read the password of the account and get certificates for your names."),
        QT_TRANSLATE_NOOP("explain",
            "Enter the address with https:// in front; http:// is only for a server on this computer. A root certificate "
            "of your own can be given.")},
    Words{Fault::AcmeDnsBadNetwork, QT_TRANSLATE_NOOP("explain", "This is not a network address"),
        QT_TRANSLATE_NOOP("explain", "“%1” is neither an IP address nor a network."),
        QT_TRANSLATE_NOOP("explain", "Enter a network such as 192.0.2.0/24 or 2001:db8::/48.")},
    Words{Fault::EabKeyIdMissing, QT_TRANSLATE_NOOP("explain", "The EAB key ID is missing"),
        QT_TRANSLATE_NOOP("explain", "The access codes are two: a key ID and an HMAC key."),
        QT_TRANSLATE_NOOP("explain", "Copy the key ID from your customer account at the authority.")},
    Words{Fault::EabMacUnreadable, QT_TRANSLATE_NOOP("explain", "The EAB HMAC key cannot be read"),
        QT_TRANSLATE_NOOP("explain", "It is neither base64url nor base64 text."),
        QT_TRANSLATE_NOOP("explain", "Copy the whole HMAC key once more from your customer account at the authority.")},
    Words{Fault::EabMacTooShort, QT_TRANSLATE_NOOP("explain", "The EAB HMAC key is too short"),
        QT_TRANSLATE_NOOP("explain", "It has %2 bytes; a part of it seems to be missing."),
        QT_TRANSLATE_NOOP("explain", "Copy the whole HMAC key once more from your customer account at the authority.")},
    Words{Fault::AccountFileUnreadable, QT_TRANSLATE_NOOP("explain", "The account cannot be read"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be opened: it is missing, or you may not read it."),
        QT_TRANSLATE_NOOP("explain", "Check the path and the permissions; certbot keeps its accounts readable for root only.")},
    Words{Fault::AccountFileWithoutAccount, QT_TRANSLATE_NOOP("explain", "There is no ACME account here"),
        QT_TRANSLATE_NOOP("explain", "“%1” is no account of certbot, acme.sh, lego or dehydrated, and no private key as PEM or JWK."),
        QT_TRANSLATE_NOOP("explain", "Choose the folder in which the other client keeps its accounts, or the key itself.")},
    Words{Fault::AccountFileAmbiguous, QT_TRANSLATE_NOOP("explain", "There is more than one account here"),
        QT_TRANSLATE_NOOP("explain", "“%1” has accounts at: %2."),
        QT_TRANSLATE_NOOP("explain", "Say which authority is meant.")},
    Words{Fault::AccountUnknownAtCa, QT_TRANSLATE_NOOP("explain", "The authority does not know this account"),
        QT_TRANSLATE_NOOP("explain", "There is no account for this key at %1."),
        QT_TRANSLATE_NOOP("explain", "Check that the key belongs to this authority, or open a new account.")},
    Words{Fault::AccountClosed, QT_TRANSLATE_NOOP("explain", "The account is closed"),
        QT_TRANSLATE_NOOP("explain", "The account %1 was deactivated; the authority takes nothing from it any more."),
        QT_TRANSLATE_NOOP("explain", "Choose another account, or open a new one.")},
    Words{Fault::UnknownAuthority, QT_TRANSLATE_NOOP("explain", "This authority is not known by name"),
        QT_TRANSLATE_NOOP("explain", "“%1” is none of: %2."),
        QT_TRANSLATE_NOOP("explain", "Give the address of its directory instead.")},
    Words{Fault::FingerprintDiffers, QT_TRANSLATE_NOOP("explain", "The root certificate is another one"),
        QT_TRANSLATE_NOOP("explain", "Its SHA-256 fingerprint is %2, not %1."),
        QT_TRANSLATE_NOOP("explain", "Get the root from the people who run the authority, and do not trust this one.")},
    Words{Fault::NotOfferedByCa, QT_TRANSLATE_NOOP("explain", "The authority does not offer this"),
        QT_TRANSLATE_NOOP("explain", "Its directory has no “%1”."),
        QT_TRANSLATE_NOOP("explain", "Ask the authority how it does this for its customers.")},
    Words{Fault::UnknownProfile, QT_TRANSLATE_NOOP("explain", "The authority does not offer this profile"),
        QT_TRANSLATE_NOOP("explain", "“%1” is none of: %2."), QT_TRANSLATE_NOOP("explain", "Choose one of these, or leave the choice to the authority.")},
    Words{Fault::ProfilesNotOffered, QT_TRANSLATE_NOOP("explain", "The authority offers no profiles"),
        QT_TRANSLATE_NOOP("explain", "Its directory names none, so “%1” cannot be asked for."),
        QT_TRANSLATE_NOOP("explain", "Leave the profile out.")},
    Words{Fault::ChallengeNotOffered, QT_TRANSLATE_NOOP("explain", "The authority does not offer this way to prove the name"),
        QT_TRANSLATE_NOOP("explain", "For “%1” it offers: %2."),
        QT_TRANSLATE_NOOP("explain", "Choose dns-01, which every authority with DNS validation offers.")},
    Words{Fault::RedundantName, QT_TRANSLATE_NOOP("explain", "The wildcard covers this name already"),
        QT_TRANSLATE_NOOP("explain", "“%1” is covered by “%2”; the authority refuses an order with both."),
        QT_TRANSLATE_NOOP("explain", "Remove one of the two.")},
    Words{Fault::BadTime, QT_TRANSLATE_NOOP("explain", "This is not a time to come"),
        QT_TRANSLATE_NOOP("explain", "“%1” is not a date and time in the future."),
        QT_TRANSLATE_NOOP("explain", "Write it as 2027-01-31T12:00:00Z.")},
    Words{Fault::PassphraseTooShort, QT_TRANSLATE_NOOP("explain", "The passphrase is too short"),
        QT_TRANSLATE_NOOP("explain", "It needs at least %2 characters."),
        QT_TRANSLATE_NOOP("explain", "Take several words, or let a password manager make one.")},
    Words{Fault::WrongKeyPassphrase, QT_TRANSLATE_NOOP("explain", "The passphrase does not open the key"),
        QT_TRANSLATE_NOOP("explain", "The passphrase is another one, or the key is damaged."),
        QT_TRANSLATE_NOOP("explain", "Enter the passphrase of this key.")},
    Words{Fault::CsrUnreadable, QT_TRANSLATE_NOOP("explain", "This is not a certificate signing request"),
        QT_TRANSLATE_NOOP("explain", "Neither PEM (-----BEGIN CERTIFICATE REQUEST-----) nor DER could be read."),
        QT_TRANSLATE_NOOP("explain", "Choose the file that was made for the request, often with the ending .csr.")},
    Words{Fault::CsrBadSignature, QT_TRANSLATE_NOOP("explain", "The request is not signed by its own key"),
        QT_TRANSLATE_NOOP("explain", "Its signature does not fit, so no authority takes it."),
        QT_TRANSLATE_NOOP("explain", "Make a new request; this one was damaged or changed.")},
    Words{Fault::CsrWithoutNames, QT_TRANSLATE_NOOP("explain", "The request has no names"),
        QT_TRANSLATE_NOOP("explain", "It has no subject alternative name (SAN), which is where an authority looks for the names."),
        QT_TRANSLATE_NOOP("explain", "Make the request anew with -addext \"subjectAltName = DNS:www.example.org\".")},
    Words{Fault::CsrForeignName, QT_TRANSLATE_NOOP("explain", "The request has a name that DNS cannot prove"),
        QT_TRANSLATE_NOOP("explain", "“%2” is an address, a mail address or another kind of name."),
        QT_TRANSLATE_NOOP("explain", "Make a request with DNS names only.")},
    Words{Fault::CsrForeignKey, QT_TRANSLATE_NOOP("explain", "Authorities do not take this kind of key"),
        QT_TRANSLATE_NOOP("explain", "The request is for a key of the kind %2."),
        QT_TRANSLATE_NOOP("explain", "Make a request with a key of ECDSA P-256, P-384 or RSA with 2048 bits or more.")},
    Words{Fault::CsrWeakKey, QT_TRANSLATE_NOOP("explain", "The key of the request is too weak"),
        QT_TRANSLATE_NOOP("explain", "It is %2; authorities want at least 2048 bits of RSA."),
        QT_TRANSLATE_NOOP("explain", "Make a new key and a new request.")},
    Words{Fault::CsrKeyIsAccountKey, QT_TRANSLATE_NOOP("explain", "The request uses the key of the account"),
        QT_TRANSLATE_NOOP("explain", "The key of a certificate must not be the one that signs for the account (RFC 8555 11.1)."),
        QT_TRANSLATE_NOOP("explain", "Make a request with a key of its own.")},
    Words{Fault::KeyDoesNotFit, QT_TRANSLATE_NOOP("explain", "The key is not that of the certificate"),
        QT_TRANSLATE_NOOP("explain", "The private key in “%1” belongs to another certificate."),
        QT_TRANSLATE_NOOP("explain", "Choose the key that was made for this certificate.")},
    Words{Fault::CertificateUnreadable, QT_TRANSLATE_NOOP("explain", "There is no certificate here"),
        QT_TRANSLATE_NOOP("explain", "“%1” could not be read, or has no certificate as PEM or DER."),
        QT_TRANSLATE_NOOP("explain", "Choose a file such as fullchain.pem or cert.pem.")},
    Words{Fault::UnknownFormat, QT_TRANSLATE_NOOP("explain", "This format is not known"),
        QT_TRANSLATE_NOOP("explain", "“%1” is none of: %2."), QT_TRANSLATE_NOOP("explain", "Choose one of these.")},
    Words{Fault::UnknownReason, QT_TRANSLATE_NOOP("explain", "This reason is not known"),
        QT_TRANSLATE_NOOP("explain", "“%1” is none of: %2."), QT_TRANSLATE_NOOP("explain", "Choose one of these.")},
    Words{Fault::OrderClosed, QT_TRANSLATE_NOOP("explain", "The order is closed"),
        QT_TRANSLATE_NOOP(
            "explain", "The order was finished, canceled or has expired; the authority does nothing more for it."),
        QT_TRANSLATE_NOOP("explain", "Start a new order for the same names.")},
};

static_assert(AllWords.size() == size_t(Fault::OrderClosed) + 1, "every fault has its words");

QString filled(const char *text, const BadInput &input)
{
    if (!text)
        return QString();
    const QString words = QCoreApplication::translate("explain", text);
    const QString part = input.detail.isEmpty() ? input.value : input.detail;
    const bool namesPart = words.contains(u"%2");
    if (words.contains(u"%1"))
        return namesPart ? words.arg(input.value, part) : words.arg(input.value);
    return namesPart ? words.arg(part) : words;
}

} // namespace

Explanation explainInput(const BadInput &failure)
{
    const auto words = std::find_if(
        AllWords.begin(), AllWords.end(), [&failure](const Words &w) { return w.fault == failure.fault; });
    Q_ASSERT(words != AllWords.end());
    // What kind of key it is ("RSA 1024"), or what OpenSSL says to it.
    const QString raw = failure.fault == Fault::BadPrivateKey ? failure.detail : QString();
    return {filled(words->title, failure), filled(words->text, failure), filled(words->nextStep, failure), raw};
}

} // namespace cw
