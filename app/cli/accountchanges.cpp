// SPDX-License-Identifier: MIT
// account register, update, rollover, deactivate: what the CA is told.
#include "accountcommand.h"

#include "issuance/accountflow.h"
#include "issuance/accountkey.h"
#include "secrets.h"

#include <QCoreApplication>

namespace cw::cli
{

namespace
{

int done(const Output &output, const QString &sentence, const store::AccountRecord &account)
{
    output.line(sentence);
    output.line(accountLine(account));
    output.event(QStringLiteral("done"), {{QStringLiteral("account"), accountToJson(account)}});
    return Done;
}

// Given again, the way to the CA replaces what the account has.
Result<Nothing> readWay(const Arguments &arguments, store::AccountRecord &account)
{
    if (!arguments.isSet("ca-root"))
        return Nothing();
    store::OrderRecord order = issuance::orderAt(account);
    if (const Result<Nothing> read = arguments.readCa(order); !read)
        return read;
    account.caRootPem = order.caRootPem;
    return Nothing();
}

using Work = std::function<Result<Nothing>(issuance::Tools &, store::AccountRecord &, CancelToken &)>;

// Opens the account, works on it, and says how it is afterwards.
int workOnAccount(const Invocation &invocation, Arguments &arguments, const Output &output, const QString &sentence, const Work &work)
{
    Result<store::AccountRecord> account = accountNamed(arguments, invocation.environment->home);
    if (!account)
        return output.fail(account.failure());
    for (const Result<Nothing> &ready : {readWay(arguments, *account), openSecrets(arguments, *invocation.environment)}) {
        if (!ready)
            return output.fail(ready.failure());
    }
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, issuance::orderAt(*account));
        if (const Result<Nothing> worked = work(tools, *account, token); !worked)
            return output.fail(worked.failure(), {{QStringLiteral("account"), accountToJson(*account)}});
        return done(output, sentence, *account);
    });
}

Output outputOf(const Arguments &arguments)
{
    return Output(arguments.isJson() ? Output::Form::Json : Output::Form::Text, AccountSchema);
}

} // namespace

int accountRegister(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("register"), QCoreApplication::translate("cli", "Opens a new account at a certificate authority."), {},
                        CaOptions | AccountOptions | StoreOptions);
    addAccountKeyType(arguments);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output = outputOf(arguments);
    if (!parsed)
        return output.fail(parsed.failure());
    store::OrderRecord order;
    for (const Result<Nothing> &read : {arguments.readCa(order), arguments.readAccount(order)}) {
        if (!read)
            return output.fail(read.failure());
    }
    const Result<crypto::KeyType> keyType = readAccountKeyType(arguments);
    if (!keyType)
        return output.fail(keyType.failure());
    const Result<std::optional<acme::ExternalAccount>> codes = arguments.readExternalAccount();
    if (!codes)
        return output.fail(codes.failure());
    if (const Result<QStringList> contacts = issuance::contactsOf(order.contact); !contacts)
        return output.fail(contacts.failure());
    if (const Result<Nothing> opened = openSecrets(arguments, *invocation.environment); !opened)
        return output.fail(opened.failure());
    return runCancelable([&](CancelToken &token) -> int {
        issuance::Tools tools(invocation.environment, order);
        tools.setExternalAccount(*codes);
        if (const Result<Nothing> made = issuance::makeNewAccount(tools, order, token, *keyType); !made)
            return output.fail(made.failure());
        const Result<store::AccountRecord> account = tools.accounts().load(order.accountId);
        if (!account)
            return output.fail(account.failure());
        return done(output, QCoreApplication::translate("cli", "The account is open."), *account);
    });
}

int accountUpdate(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("update"),
                        QCoreApplication::translate("cli", "Tells the authority another contact; --contact \"\" removes it."), QStringLiteral("ID"),
                        CaOptions | StoreOptions);
    arguments.parser().addOption({QStringLiteral("contact"), QCoreApplication::translate("cli", "E-mail address for the CA; several with commas."), QStringLiteral("mail")});
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output = outputOf(arguments);
    if (!parsed)
        return output.fail(parsed.failure());
    if (!arguments.isSet("contact"))
        return output.fail(BadInput {BadInput::Fault::MissingOption, {}, QStringLiteral("--contact")});
    return workOnAccount(invocation, arguments, output, QCoreApplication::translate("cli", "The authority has the new contact."),
                         [contact = arguments.value("contact")](issuance::Tools &tools, store::AccountRecord &account, CancelToken &token) {
                             return issuance::updateContact(tools, account, contact, token);
                         });
}

int accountRollover(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("rollover"), QCoreApplication::translate("cli", "Gives an account a new key; the old one is good for nothing afterwards."),
                        QStringLiteral("ID"), CaOptions | StoreOptions);
    addAccountKeyType(arguments);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output = outputOf(arguments);
    if (!parsed)
        return output.fail(parsed.failure());
    const Result<crypto::KeyType> keyType = readAccountKeyType(arguments);
    if (!keyType)
        return output.fail(keyType.failure());
    return workOnAccount(invocation, arguments, output, QCoreApplication::translate("cli", "The account has a new key."),
                         [type = *keyType](issuance::Tools &tools, store::AccountRecord &account, CancelToken &token) -> Result<Nothing> {
                             const Result<acme::Directory> directory = tools.directory(issuance::orderAt(account), token);
                             if (!directory)
                                 return directory.failure();
                             return issuance::changeKey(tools, *directory, account, type, token);
                         });
}

int accountDeactivate(const Invocation &invocation)
{
    Arguments arguments(QStringLiteral("deactivate"),
                        QCoreApplication::translate("cli", "Closes an account at its authority for good; its certificates stay valid."), QStringLiteral("ID"),
                        CaOptions | StoreOptions);
    const Result<Nothing> parsed = arguments.parse(invocation.arguments);
    const Output output = outputOf(arguments);
    if (!parsed)
        return output.fail(parsed.failure());
    return workOnAccount(invocation, arguments, output, QCoreApplication::translate("cli", "The account is closed."), issuance::deactivateAccount);
}

} // namespace cw::cli
