// SPDX-License-Identifier: MIT
#include "ui/pages/pagefactory.h"

#include "ui/pages/authoritypage.h"
#include "ui/pages/certificatepage.h"
#include "ui/pages/methodpage.h"
#include "ui/pages/namespage.h"
#include "ui/pages/preflightpage.h"
#include "ui/pages/publishpage.h"
#include "ui/pages/validatepage.h"

namespace cw::ui
{

using issuance::Step;

OrderPage *makePage(Step step, issuance::OrderController &controller, QWidget *parent)
{
    switch (step) {
    case Step::Authority:
        return new AuthorityPage(controller, parent);
    case Step::Names:
        return new NamesPage(controller, parent);
    case Step::Preflight:
        return new PreflightPage(controller, parent);
    case Step::Method:
        return new MethodPage(controller, parent);
    case Step::Publish:
        return new PublishPage(controller, parent);
    case Step::Validate:
        return new ValidatePage(controller, parent);
    case Step::Certificate:
        return new CertificatePage(controller, parent);
    }
    return nullptr;
}

} // namespace cw::ui
