import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { sumCents } from '../../shared/money.js';
import { codesOf, joinedCodes, movedPointers, readDiagnoses, readPointers } from './diagnoses.js';
import * as refuse from './draft-refusals.js';
import type { DraftLineState, DraftPayerState, DraftShareState, InvoiceDraftRows } from './draft-state.js';
import { CHARGE_LIMIT_CENTS, type LineTerms, priced, type PricedService } from './line-terms.js';
import { type AppliedAmount, fittedParts, lineOf, placedParts } from './placing.js';
import { type CoverageRule, type LinePart, proposeSplit, type Spread } from './split.js';

const LINE_LIMIT = 200;

/** Who may owe parts of this draft: the coverages as of the first service date, and the guarantor who owes the rest. */
export interface SplitRules {
  guarantorId: string;
  coverages: readonly CoverageRule[];
  nextId(): string;
}

/** An invoice in the making. Its shares always add to its charge, so what is shown can be finalized as it stands. */
export class InvoiceDraft extends Aggregate<InvoiceDraftRows> {
  readonly #rows: InvoiceDraftRows;

  private constructor(rows: InvoiceDraftRows) {
    super();
    this.#rows = rows;
  }

  static from(rows: InvoiceDraftRows): InvoiceDraft {
    return new InvoiceDraft({
      root: { ...rows.root },
      lines: rows.lines.map((line) => ({ ...line })),
      shares: rows.shares.map((share) => ({ ...share })),
      payers: rows.payers.map((payer) => ({ ...payer })),
    });
  }

  static start(facts: { id: string; locationId: string; patientId: string; startedOn: CalendarDate }): InvoiceDraft {
    return new InvoiceDraft({ root: { ...facts, version: 0, state: 'draft', split: 'proposed', diagnoses: '', reviewedBy: '', reviewedAt: null, returnNote: '', payersFrom: '' }, lines: [], shares: [], payers: [] });
  }

  get id(): string {
    return this.#rows.root.id;
  }

  get locationId(): string {
    return this.#rows.root.locationId;
  }

  get patientId(): string {
    return this.#rows.root.patientId;
  }

  get isReviewed(): boolean {
    return this.#rows.root.state === 'reviewed';
  }

  get diagnoses(): string {
    return this.#rows.root.diagnoses;
  }

  /** As entered on this invoice; `undefined` while it follows the coverages. */
  get payers(): readonly Readonly<DraftPayerState>[] | undefined {
    return this.#rows.root.payersFrom === 'typed' ? this.#rows.payers : undefined;
  }

  get lines(): readonly Readonly<DraftLineState>[] {
    return [...this.#rows.lines].sort((a, b) => a.position - b.position);
  }

  get shares(): readonly Readonly<DraftShareState>[] {
    return this.#rows.shares;
  }

  get chargeCents(): number {
    return sumCents(this.#rows.lines.map((line) => line.chargeCents));
  }

  /** The day whose coverages count: of the earliest service, or of the start while there are no lines. */
  get coveredOn(): CalendarDate {
    return this.#rows.lines.reduce((first, line) => (line.serviceDate < first ? line.serviceDate : first), this.#rows.lines[0]?.serviceDate ?? this.#rows.root.startedOn);
  }

  state(): InvoiceDraftRows {
    return this.#rows;
  }

  addLine(id: string, service: PricedService, terms: LineTerms): void {
    this.#refuseClosed();
    if (this.#rows.lines.length >= LINE_LIMIT) throw new refuse.TooManyLines(LINE_LIMIT);
    const { serviceId, code, description, taxBasisPoints, priceCents } = service;
    const position = Math.max(0, ...this.#rows.lines.map((line) => line.position)) + 1;
    const pointers = this.#pointers(terms);
    this.#rows.lines.push({
      id, draftId: this.id, position, serviceId, code, description, taxBasisPoints, listPriceCents: priceCents, pointers, ...priced(priceCents, taxBasisPoints, terms),
    });
    this.#refuseTooLarge();
  }

  changeLine(lineId: string, terms: LineTerms): void {
    this.#refuseClosed();
    const line = this.#line(lineId);
    Object.assign(line, { pointers: this.#pointers(terms), ...priced(line.listPriceCents, line.taxBasisPoints, terms) });
    this.#refuseTooLarge();
  }

  /** The codes as typed at A to L; gaps close, and the lines go on pointing at the same diagnoses. */
  setDiagnoses(typed: readonly string[]): void {
    this.#refuseClosed();
    const { codes, letters } = readDiagnoses(typed);
    this.#rows.root.diagnoses = joinedCodes(codes);
    for (const line of this.#rows.lines) line.pointers = movedPointers(line.pointers, letters);
  }

  /** The payers as entered on this invoice; what one that is left out had goes back to the others. `null`: as the coverages say. */
  setPayers(payers: readonly Omit<DraftPayerState, 'id' | 'draftId'>[] | null, before: readonly CoverageRule[], nextId: () => string): void {
    this.#refuseClosed();
    const keys = (payers ?? []).map(({ partyKey }) => partyKey);
    if (new Set(keys).size < keys.length) throw new refuse.PayerEnteredTwice();
    this.#rows.root.payersFrom = payers ? 'typed' : '';
    this.#rows.payers = (payers ?? []).map((payer) => {
      const standing = this.#rows.payers.find(({ sequence }) => sequence === payer.sequence);
      return { ...payer, id: standing?.id ?? nextId(), draftId: this.id };
    });
    const gone = payers ? before.filter(({ partyKey }) => !keys.includes(partyKey)) : [];
    this.#rows.shares = this.#rows.shares.filter((share) => !gone.some(({ partyKey }) => partyKey === share.partyKey));
  }

  removeLine(lineId: string): void {
    this.#refuseClosed();
    const line = this.#line(lineId);
    this.#rows.lines = this.#rows.lines.filter((other) => other !== line);
    this.#rows.shares = this.#rows.shares.filter((share) => share.lineId !== lineId);
  }

  /** Brings the split back to the lines' charges after they changed. */
  resplit(rules: SplitRules): void {
    this.#refuseClosed();
    if (this.#rows.root.split === 'proposed') this.#assign(proposeSplit(this.lines, rules.coverages), rules);
    else this.#assign(fittedParts(this.lines, this.#rows.shares), rules);
  }

  /** Back to what the coverage proposes. */
  applyProposal(rules: SplitRules): void {
    this.#refuseClosed();
    this.#rows.root.split = 'proposed';
    this.#assign(proposeSplit(this.lines, rules.coverages), rules);
  }

  /** Apply insurance: the payers' parts as typed; the patient owes the rest. */
  applyInsurance(amounts: readonly AppliedAmount[], spread: Spread, rules: SplitRules): void {
    this.#refuseClosed();
    if (amounts.some(({ amountCents }) => amountCents < 0)) throw new refuse.AppliedBelowZero();
    const appliedCents = sumCents(amounts.map(({ amountCents }) => amountCents));
    if (appliedCents > this.chargeCents) throw new refuse.AppliedAboveCharge(appliedCents, this.chargeCents, 'the draft');
    this.#assign(placedParts(this.lines, amounts, spread), rules);
    this.#rows.root.split = 'typed';
  }

  discard(): void {
    this.#refuseClosed();
    this.#rows.root.state = 'discarded';
  }

  /** Somebody looked at it and found it right; from here on it is read. */
  review(by: string, at: string): void {
    this.#refuseClosed();
    this.#refuseUnready();
    Object.assign(this.#rows.root, { state: 'reviewed', reviewedBy: by, reviewedAt: at, returnNote: '' });
  }

  sendBack(note: string): void {
    if (this.#rows.root.state !== 'reviewed') throw new refuse.DraftNotReviewed();
    if (note.trim() === '') throw new refuse.ReturnUnexplained();
    Object.assign(this.#rows.root, { state: 'draft', reviewedBy: '', reviewedAt: null, returnNote: note.trim() });
  }

  /** Closes the draft as the invoice it becomes; whether an unreviewed one may is a question of rights. */
  finalize(postingDate: CalendarDate): void {
    if (!this.isReviewed) this.#refuseClosed();
    this.#refuseUnready();
    const late = this.lines.find((line) => line.serviceDate > postingDate);
    if (late) throw new refuse.ServiceAfterPosting(late.description, late.serviceDate, postingDate);
    this.#rows.root.state = 'finalized';
  }

  /** Refused unless every cent of every line has somebody who owes it. */
  #refuseUnready(): void {
    if (this.#rows.lines.length === 0) throw new refuse.DraftHasNoLines();
    if (this.chargeCents === 0) throw new refuse.DraftOwesNothing();
    for (const line of this.lines) {
      const sharesCents = sumCents(this.#sharesOf(line.id).map((share) => share.amountCents));
      if (sharesCents !== line.chargeCents) throw new refuse.SharesDiffer(this.#sharesCents(), this.chargeCents);
    }
  }

  /** Sets the payers' parts and gives the patient the rest of each line, keeping the rows that already stand. */
  #assign(parts: readonly LinePart[], rules: SplitRules): void {
    const wanted = this.lines.flatMap((line) => {
      const payers: Omit<DraftShareState, 'id' | 'draftId'>[] = parts.filter((part) => part.lineId === line.id);
      const restCents = line.chargeCents - sumCents(payers.map((part) => part.amountCents));
      const patient = { lineId: line.id, partyKind: 'patient' as const, partyKey: rules.guarantorId, payerId: null, sequence: 0, amountCents: restCents };
      return restCents > 0 ? [...payers, patient] : payers;
    });
    this.#rows.shares = wanted.map((share) => {
      const standing = this.#rows.shares.find((old) => old.lineId === share.lineId && old.partyKind === share.partyKind && old.partyKey === share.partyKey);
      return { ...share, id: standing?.id ?? rules.nextId(), draftId: this.id };
    });
  }

  #sharesOf(lineId: string): DraftShareState[] {
    return this.#rows.shares.filter((share) => share.lineId === lineId);
  }

  #sharesCents(): number {
    return sumCents(this.#rows.shares.map((share) => share.amountCents));
  }

  #line(id: string): DraftLineState {
    return lineOf(this.#rows.lines, id);
  }

  #pointers({ pointers = '' }: LineTerms): string {
    return readPointers(pointers, codesOf(this.#rows.root.diagnoses).length);
  }

  #refuseClosed(): void {
    const { state } = this.#rows.root;
    if (state === 'reviewed') throw new refuse.DraftIsReviewed();
    if (state !== 'draft') throw new refuse.DraftIsClosed(state);
  }

  #refuseTooLarge(): void {
    if (this.chargeCents > CHARGE_LIMIT_CENTS) throw new refuse.ChargeTooLarge();
  }
}
