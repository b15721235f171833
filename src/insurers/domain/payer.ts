import { Aggregate } from '../../shared/aggregate.js';
import { NotFound } from '../../shared/domain-error.js';
import { optionalLines, optionalText, plainWords, requiredText } from '../../shared/plain-text.js';
import { contactOf, type ContactDetails } from './contact.js';
import { ANSWER_DAYS, PAYER_KINDS, paysAs, type PayerContact, type PayerKind, type PayerRows, type PayerState } from './payer-state.js';
import { AnswerDaysUnknown, FilingLimitOutOfRange, PayerIsActive, PayerIsInactive, PayerIsMerged, PayerIsNotMerged, PayerKindUnknown, TermsOutOfRange } from './refusals.js';

export interface PayerDetails {
  name: string;
  kind: string;
  payerRef?: string;
  address?: string;
  phone?: string;
  termsDays?: number | null;
  claimGuidelines?: string;
  claimAddress?: string;
  filingLimitDays?: number | null;
  answerDays?: number | null;
  notes?: string;
}

type Facts = Omit<PayerState, 'id' | 'version' | 'state' | 'mergedInto' | 'mergedRoot'>;
const MOST_TERMS_DAYS = 365;
const MOST_FILING_DAYS = 1_825;

/** Whoever pays besides the patient: insurers, extended plans, direct-billing platforms, employers, other co-payers. */
export class Payer extends Aggregate<PayerRows> {
  readonly #contacts: PayerContact[];

  private constructor(private readonly rows: PayerRows) {
    super();
    this.#contacts = rows.contacts.map((contact) => ({ ...contact }));
  }

  static from(rows: PayerRows): Payer {
    return new Payer(rows);
  }

  static add(id: string, details: PayerDetails): Payer {
    return new Payer({ root: { id, version: 0, ...factsOf(details), state: 'active', mergedInto: null, mergedRoot: null }, contacts: [] });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): PayerRows {
    return { root: { ...this.rows.root }, contacts: this.#contacts.map((contact) => ({ ...contact })) };
  }

  get name(): string {
    return this.rows.root.name;
  }

  get mergedInto(): string | null {
    return this.rows.root.mergedInto;
  }

  get paysAs(): 'insurer' | 'other' {
    return paysAs(this.rows.root.kind);
  }

  edit(details: PayerDetails): void {
    this.#mustStand();
    Object.assign(this.rows.root, factsOf(details));
  }

  deactivate(): void {
    this.#mustStand();
    if (this.rows.root.state === 'inactive') throw new PayerIsInactive(this.rows.root.name);
    this.rows.root.state = 'inactive';
  }

  reactivate(): void {
    this.#mustStand();
    if (this.rows.root.state === 'active') throw new PayerIsActive(this.rows.root.name);
    this.rows.root.state = 'active';
  }

  mergeInto(root: Payer): void {
    this.#mustStand();
    root.#mustStand();
    Object.assign(this.rows.root, { mergedInto: root.id, mergedRoot: root.id });
  }

  standAlone(): void {
    if (this.rows.root.mergedInto === null) throw new PayerIsNotMerged(this.name);
    Object.assign(this.rows.root, { mergedInto: null, mergedRoot: null });
  }

  /** Stays merged into whom it was, who is somebody else by now. */
  follow(rootId: string): void {
    this.rows.root.mergedRoot = rootId;
  }

  addContact(id: string, details: ContactDetails): void {
    this.#mustStand();
    this.#contacts.push({ id, payerId: this.id, ...contactOf(details) });
  }

  editContact(id: string, details: ContactDetails): void {
    this.#mustStand();
    Object.assign(this.#contact(id), contactOf(details));
  }

  removeContact(id: string): void {
    this.#mustStand();
    this.#contacts.splice(this.#contacts.indexOf(this.#contact(id)), 1);
  }

  #contact(id: string): PayerContact {
    const contact = this.#contacts.find((one) => one.id === id);
    if (!contact) throw new NotFound();
    return contact;
  }

  #mustStand(): void {
    if (this.rows.root.mergedInto !== null) throw new PayerIsMerged(this.rows.root.name);
  }
}

function factsOf(details: PayerDetails): Facts {
  const name = requiredText(details.name, { label: 'Name', field: 'name', most: 120 });
  return {
    name,
    nameKey: (plainWords(name) || name.toLowerCase()).slice(0, 120),
    kind: kindOf(details.kind),
    payerRef: optionalText(details.payerRef, { label: 'Payer ID', field: 'payerRef', most: 40 }),
    address: optionalText(details.address, { label: 'Address', field: 'address', most: 300 }),
    phone: optionalText(details.phone, { label: 'Phone', field: 'phone', most: 40 }),
    termsDays: termsOf(details.termsDays),
    claimGuidelines: optionalLines(details.claimGuidelines, { label: 'Claim guidelines', field: 'claimGuidelines', most: 4000 }),
    claimAddress: optionalText(details.claimAddress, { label: 'Address for paper claims', field: 'claimAddress', most: 300 }),
    filingLimitDays: filingLimitOf(details.filingLimitDays), answerDays: answerDaysOf(details.answerDays),
    notes: optionalLines(details.notes, { label: 'Notes', field: 'notes', most: 2000 }),
  };
}

function kindOf(kind: string): PayerKind {
  const known = PAYER_KINDS.find((one) => one === kind);
  if (!known) throw new PayerKindUnknown();
  return known;
}

function termsOf(days: number | null | undefined): number | null {
  if (days === null || days === undefined) return null;
  if (!Number.isInteger(days) || days < 0 || days > MOST_TERMS_DAYS) throw new TermsOutOfRange();
  return days;
}

function answerDaysOf(days: number | null | undefined): number | null {
  if (days === undefined || days === null) return null;
  if (!ANSWER_DAYS.some((known) => known === days)) throw new AnswerDaysUnknown(ANSWER_DAYS);
  return days;
}

function filingLimitOf(days: number | null | undefined): number | null {
  if (days === null || days === undefined) return null;
  if (!Number.isInteger(days) || days < 1 || days > MOST_FILING_DAYS) throw new FilingLimitOutOfRange(MOST_FILING_DAYS);
  return days;
}
