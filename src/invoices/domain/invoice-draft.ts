import { Aggregate } from '../../shared/aggregate.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { percentOfCents, sumCents } from '../../shared/money.js';
import * as refuse from './draft-refusals.js';
import type { DraftLineState, DraftShareState, InvoiceDraftRows } from './draft-state.js';
import { type CoverageRule, type LinePart, proposeSplit, type SplitPayer, type Spread, spreadOver } from './split.js';

const LINE_LIMIT = 200;
const QUANTITY_LIMIT = 9_999;
const CHARGE_LIMIT_CENTS = 9_999_999_999;

export interface PricedService {
  serviceId: string;
  code: string;
  description: string;
  priceCents: number;
  taxBasisPoints: number;
}

/** Who may owe parts of this draft: the coverages as of the first service date, and the guarantor who owes the rest. */
export interface SplitRules {
  guarantorId: string;
  coverages: readonly CoverageRule[];
  nextId(): string;
}

/** What the clerk applies to one payer: to a line, or to the whole draft by the chosen spread. */
export interface AppliedAmount extends SplitPayer {
  lineId?: string | undefined;
  amountCents: number;
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
    });
  }

  static start(facts: { id: string; locationId: string; patientId: string; startedOn: CalendarDate }): InvoiceDraft {
    return new InvoiceDraft({ root: { ...facts, version: 0, state: 'draft', split: 'proposed' }, lines: [], shares: [] });
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

  addLine(id: string, service: PricedService, quantity: number, serviceDate: CalendarDate): void {
    this.#refuseClosed();
    if (this.#rows.lines.length >= LINE_LIMIT) throw new refuse.TooManyLines(LINE_LIMIT);
    const { serviceId, code, description, taxBasisPoints } = service;
    const position = Math.max(0, ...this.#rows.lines.map((line) => line.position)) + 1;
    this.#rows.lines.push({
      id, draftId: this.id, position, serviceId, code, description, serviceDate, quantity, unitPriceCents: service.priceCents, taxBasisPoints,
      ...charged(quantity, service.priceCents, taxBasisPoints),
    });
    this.#refuseTooLarge();
  }

  changeLine(lineId: string, quantity: number, serviceDate: CalendarDate): void {
    this.#refuseClosed();
    const line = this.#line(lineId);
    Object.assign(line, { quantity, serviceDate, ...charged(quantity, line.unitPriceCents, line.taxBasisPoints) });
    this.#refuseTooLarge();
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
    else this.#assign(this.#fitted(), rules);
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
    this.#assign(this.#placed(amounts, spread), rules);
    this.#rows.root.split = 'typed';
  }

  discard(): void {
    this.#refuseClosed();
    this.#rows.root.state = 'discarded';
  }

  /** Closes the draft as the invoice it becomes; refused unless every cent of every line has somebody who owes it. */
  finalize(postingDate: CalendarDate): void {
    this.#refuseClosed();
    if (this.#rows.lines.length === 0) throw new refuse.DraftHasNoLines();
    if (this.chargeCents === 0) throw new refuse.DraftOwesNothing();
    for (const line of this.lines) {
      const sharesCents = sumCents(this.#sharesOf(line.id).map((share) => share.amountCents));
      if (sharesCents !== line.chargeCents) throw new refuse.SharesDiffer(this.#sharesCents(), this.chargeCents);
      if (line.serviceDate > postingDate) throw new refuse.ServiceAfterPosting(line.description, line.serviceDate, postingDate);
    }
    this.#rows.root.state = 'finalized';
  }

  /** Amounts per line first take their line; amounts for the whole draft then share the room that is left. */
  #placed(amounts: readonly AppliedAmount[], spread: Spread): LinePart[] {
    const lines = this.lines;
    const rooms = lines.map((line) => line.chargeCents);
    const parts: LinePart[] = [];
    for (const { lineId, amountCents, ...payer } of [...amounts].sort((a, b) => Number(!a.lineId) - Number(!b.lineId))) {
      const only = lineId === undefined ? lines : [this.#line(lineId)];
      const indexes = only.map((line) => lines.findIndex(({ id }) => id === line.id));
      const placed = spreadOver(amountCents, only, indexes.map((index) => rooms[index]!), spread);
      if (sumCents(placed) !== amountCents) this.#refuseAboveLine(amounts, lineId);
      placed.forEach((part, nth) => {
        rooms[indexes[nth]!] = rooms[indexes[nth]!]! - part;
        if (part > 0) parts.push({ ...payer, lineId: only[nth]!.id, amountCents: part });
      });
    }
    return merged(parts, amounts);
  }

  #refuseAboveLine(amounts: readonly AppliedAmount[], lineId: string | undefined): never {
    const appliedCents = sumCents(amounts.filter((amount) => amount.lineId === lineId).map((amount) => amount.amountCents));
    const chargeCents = lineId === undefined ? this.chargeCents : this.#line(lineId).chargeCents;
    throw new refuse.AppliedAboveCharge(appliedCents, chargeCents, lineId === undefined ? 'the draft' : `line ${this.#line(lineId).position}`);
  }

  /** What was typed, cut from the last payer backwards where a line has become smaller. */
  #fitted(): LinePart[] {
    return this.lines.flatMap((line) => {
      let room = line.chargeCents;
      return this.#payerSharesOf(line.id).flatMap((share) => {
        const amountCents = Math.min(share.amountCents, room);
        room -= amountCents;
        const { partyKind, partyKey, payerId, sequence } = share;
        return amountCents > 0 ? [{ partyKind, partyKey, payerId, sequence, lineId: line.id, amountCents } as LinePart] : [];
      });
    });
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

  #payerSharesOf(lineId: string): DraftShareState[] {
    return this.#sharesOf(lineId).filter(({ partyKind }) => partyKind !== 'patient').sort((a, b) => a.sequence - b.sequence);
  }

  #sharesOf(lineId: string): DraftShareState[] {
    return this.#rows.shares.filter((share) => share.lineId === lineId);
  }

  #sharesCents(): number {
    return sumCents(this.#rows.shares.map((share) => share.amountCents));
  }

  #line(id: string): DraftLineState {
    const line = this.#rows.lines.find((candidate) => candidate.id === id);
    if (!line) throw new refuse.LineNotInDraft();
    return line;
  }

  #refuseClosed(): void {
    if (this.#rows.root.state !== 'draft') throw new refuse.DraftIsClosed(this.#rows.root.state);
  }

  #refuseTooLarge(): void {
    if (this.chargeCents > CHARGE_LIMIT_CENTS) throw new refuse.ChargeTooLarge();
  }
}

/** net = quantity × price; tax rounded once per line, half away from zero; charge = net + tax. */
function charged(quantity: number, unitPriceCents: number, taxBasisPoints: number) {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > QUANTITY_LIMIT) throw new refuse.QuantityOutOfRange();
  const netCents = quantity * unitPriceCents;
  if (netCents > CHARGE_LIMIT_CENTS) throw new refuse.ChargeTooLarge();
  const taxCents = percentOfCents(netCents, taxBasisPoints);
  return { netCents, taxCents, chargeCents: netCents + taxCents };
}

/** One part per line and party; a payer named twice for the same line (or twice for the draft) is a slip of the pen. */
function merged(parts: readonly LinePart[], amounts: readonly AppliedAmount[]): LinePart[] {
  const named = new Set<string>();
  for (const { partyKind, partyKey, lineId } of amounts) {
    const key = `${partyKind} ${partyKey} ${lineId ?? ''}`;
    if (named.has(key)) throw new refuse.SamePayerTwice();
    named.add(key);
  }
  const byParty = new Map<string, LinePart>();
  for (const part of parts) {
    const key = `${part.lineId} ${part.partyKind} ${part.partyKey}`;
    const standing = byParty.get(key);
    byParty.set(key, standing ? { ...standing, amountCents: standing.amountCents + part.amountCents } : part);
  }
  return [...byParty.values()];
}
