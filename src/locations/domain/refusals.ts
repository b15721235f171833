import { DomainError } from '../../shared/domain-error.js';

export class OrganizationExists extends DomainError {
  constructor(name: string) {
    super('organization-exists', `This product already keeps the books of ${name}. A second organization needs its own database.`);
  }
}

export class OrganizationMissing extends DomainError {
  constructor() {
    super('organization-missing', 'Set up the organization first: its name and its currency.');
  }
}

export class CurrencyUnknown extends DomainError {
  constructor(typed: string) {
    super('currency-unknown', `“${typed}” is not a currency; write its three letters, for example USD.`, ['currency']);
  }
}

export class OtherCurrency extends DomainError {
  constructor(typed: string, own: string) {
    super('other-currency', `The books are kept in ${own}; an amount in ${typed} cannot be recorded. Convert it first and record it in ${own}.`, ['currency']);
  }
}

export class TimeZoneUnknown extends DomainError {
  constructor(typed: string) {
    super('time-zone-unknown', `“${typed}” is not a time zone; write it as America/Chicago.`, ['timeZone']);
  }
}

export class InvoicePrefixUnusable extends DomainError {
  constructor() {
    super('invoice-prefix', 'An invoice prefix has 1 to 10 letters and digits, for example MS.', ['invoicePrefix']);
  }
}

export class TermsOutOfRange extends DomainError {
  constructor() {
    super('terms-days', 'Payment terms are a whole number of days from 0 to 365.', ['termsDays']);
  }
}

export class LocationCodeTaken extends DomainError {
  constructor(code: string) {
    super('location-code-taken', `There is already a location with the code ${code}; use another code.`, ['code']);
  }
}

export class InvoicePrefixTaken extends DomainError {
  constructor(prefix: string) {
    super('invoice-prefix-taken', `Another location already numbers its invoices ${prefix}-…; use another prefix.`, ['invoicePrefix']);
  }
}

export class AllocationRuleUnknown extends DomainError {
  constructor() {
    super('allocation-rule', 'Choose one of the rules of the list.', ['allocationRule']);
  }
}

export class LimitsOutOfOrder extends DomainError {
  constructor() {
    super('write-off-limits', 'A supervisor’s limit (B) is not below a clerk’s limit (A), and neither is negative. Leave a limit empty for none.', ['writeOffLimitBCents']);
  }
}

export class PaperColorUnusable extends DomainError {
  constructor() {
    super('paper-color', 'Write the color as # and six digits, for example #0f5c63, or leave it empty for the usual one.', ['paperColor']);
  }
}

export class PaperColorTooLight extends DomainError {
  constructor() {
    super('paper-color-light', 'This color is too light to be read on white paper. Choose a darker one.', ['paperColor']);
  }
}

export class LogoUnusable extends DomainError {
  constructor() {
    super('logo', 'This is no whole PNG or JPEG picture, whatever its name says. Save the logo anew as PNG and choose it again.', ['file']);
  }
}

export class LogoTooLarge extends DomainError {
  constructor() {
    super('logo-size', 'The logo is larger than 1 MB or than 2,000 pixels a side. Save it smaller: on paper it is 6 cm wide at most.', ['file']);
  }
}

export class LocationRetired extends DomainError {
  constructor(name: string) {
    super('location-retired', `${name} is deactivated: nothing is posted or changed there. Activate it first.`);
  }
}

export class ZoneIsSettled extends DomainError {
  constructor() {
    super('time-zone-settled', 'The time zone stays: days have been posted on at this location, and each began and ended in that zone.', ['timeZone']);
  }
}

/** What would be left behind; amounts are not named, the person may not read them. */
export class LocationInUse extends DomainError {
  constructor(left: readonly string[]) {
    super('location-in-use', `There are still ${left.join(' and ')} at this location. Settle them first; then it can be deactivated.`);
  }
}

export class LastLocation extends DomainError {
  constructor() {
    super('last-location', 'This is the only active location. Add or activate another before deactivating it.');
  }
}

export class InvoicePrefixOfImports extends DomainError {
  constructor(prefix: string) {
    super('invoice-prefix-of-imports', `Imported invoices of this location are already numbered ${prefix}-…; use another prefix.`, ['invoicePrefix']);
  }
}
