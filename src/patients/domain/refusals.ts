import { DomainError } from '../../shared/domain-error.js';
import { formatDate, type CalendarDate } from '../../shared/calendar-date.js';

export class PatientNumberTaken extends DomainError {
  constructor(number: string) {
    super('patient-number-taken', `Patient number ${number} is taken. Find the patient by that number, or leave the field empty to get the next free number.`, ['number']);
  }
}

export class PatientNumberUnreadable extends DomainError {
  constructor() {
    super('patient-number-unreadable', 'A patient number has letters, digits and dashes, at most 20. Type it again, or leave it empty to get the next free number.', ['number']);
  }
}

export class BirthDateInFuture extends DomainError {
  constructor(birthDate: CalendarDate) {
    super('birth-date-in-future', `The birth date ${formatDate(birthDate)} is in the future; check the year.`, ['birthDate']);
  }
}

export class UnknownGuarantor extends DomainError {
  constructor(number: string) {
    super('unknown-guarantor', `No patient with the number ${number} is at one of your locations. Register the guarantor first, or leave the field empty when the patient pays.`, ['guarantorNumber']);
  }
}

export class RegisteredAlready extends DomainError {
  constructor(name: string, number: string, isByNumber: boolean) {
    const what = isByNumber ? `Patient number ${number} belongs to ${name}` : `${name}, born on the same day, is registered already as patient no. ${number}`;
    const then = isByNumber ? 'Open that patient, or leave the number empty to get the next free one.' : 'Open that patient; or, if this is somebody else, say why below and register again.';
    super('registered-already', `${what}. ${then}`, [isByNumber ? 'number' : 'lastName']);
  }
}

/** Says no more of the record than that it exists. */
export class RegisteredElsewhere extends DomainError {
  constructor(isByNumber: boolean, field?: string) {
    const what = isByNumber ? 'This patient number is in use' : 'A patient with this name and birth date is registered';
    const then = isByNumber ? 'Request access below if it is this patient, or leave the number empty.' : 'Request access below instead of registering twice; or, if this is somebody else, say why and register again.';
    super('registered-elsewhere', `${what} at another location. ${then}`, [field ?? (isByNumber ? 'number' : 'lastName')]);
  }
}

export class GuarantorRegisteredAlready extends DomainError {
  constructor(name: string, number: string) {
    super('guarantor-registered', `${name} is registered already: type ${number} as the guarantor’s patient number instead.`, ['newGuarantorLastName']);
  }
}

export class GuarantorIncomplete extends DomainError {
  constructor(field: string, what: string) {
    super('guarantor-incomplete', `The new guarantor’s ${what} is missing; type it, or clear the other fields of the new guarantor.`, [field]);
  }
}

export class TwoGuarantors extends DomainError {
  constructor() {
    super('two-guarantors', 'Either choose a guarantor by number or register a new one, not both.', ['guarantorNumber', 'newGuarantorLastName']);
  }
}

export class UnknownPatientNumber extends DomainError {
  constructor(number: string) {
    super('unknown-patient-number', `No patient with the number ${number} is at one of your locations. Type the number of the record that stays.`, ['intoNumber']);
  }
}

export class MergedIntoItself extends DomainError {
  constructor() {
    super('merged-into-itself', 'This is the number of this record. Type the number of the record that stays.', ['intoNumber']);
  }
}

export class PatientIsMerged extends DomainError {
  constructor() {
    super('patient-is-merged', 'This record was merged into another one. Open the patient again and work on that record, or undo the merge first.');
  }
}

export class OthersMergedHere extends DomainError {
  constructor() {
    super('others-merged-here', 'Other records were merged into this one. Undo those merges first, then merge each into the record that stays.', ['intoNumber']);
  }
}

export class NotMerged extends DomainError {
  constructor() {
    super('not-merged', 'This record is not merged into another one, so there is nothing to undo.');
  }
}

export class UnknownCoverage extends DomainError {
  constructor() {
    super('unknown-coverage', 'This patient has no such coverage. Open the patient again.', ['coverageId']);
  }
}

export class UnknownPayer extends DomainError {
  constructor() {
    super('unknown-payer', 'Choose a payer from the list; if it is not there, add it under Insurers first.', ['payerId']);
  }
}

export class PayerWasMerged extends DomainError {
  constructor(name: string, root: string) {
    super('payer-merged', `${name} was merged into ${root}; choose ${root}.`, ['payerId']);
  }
}

export class PayerIsInactive extends DomainError {
  constructor(name: string) {
    super('payer-inactive', `${name} is inactive; choose another payer, or have it reactivated under Insurers.`, ['payerId']);
  }
}

export class CoverageOverlap extends DomainError {
  constructor(sequence: string, from: CalendarDate, to: CalendarDate | null) {
    const until = to === null ? 'with no end' : `until ${formatDate(to)}`;
    super('coverage-overlap', `There is already a ${sequence} coverage from ${formatDate(from)} ${until}. End that one before this one begins, or choose another sequence.`, ['sequence', 'validFrom', 'validTo']);
  }
}

export class CoverageEndsBeforeItBegins extends DomainError {
  constructor(from: CalendarDate) {
    super('coverage-ends-early', `The coverage begins on ${formatDate(from)}; its end may not be earlier.`, ['validTo']);
  }
}

export class CoverageIsOpen extends DomainError {
  constructor() {
    super('coverage-is-open', 'This coverage has no end, so there is nothing to re-open. Open the patient again.');
  }
}

export class CopayOutOfRange extends DomainError {
  constructor(sentence: string) {
    super('copay-out-of-range', sentence, ['copayValue']);
  }
}

export class CoverageChoiceUnknown extends DomainError {
  constructor(field: string, choices: string) {
    super('coverage-choice-unknown', `Choose one of: ${choices}.`, [field]);
  }
}
