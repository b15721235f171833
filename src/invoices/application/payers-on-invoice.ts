import { Injectable } from '@nestjs/common';
import { paysAs, type PayerSummary, PayersQueries } from '../../insurers/index.js';
import { type CoverageItem, PatientsQueries } from '../../patients/index.js';
import type { DraftPayerState } from '../domain/draft-state.js';
import type { InvoiceDraft } from '../domain/invoice-draft.js';
import type { PrintedPayer } from '../domain/issue.js';
import type { CoverageRule } from '../domain/split.js';
import { CoverageRules, UnknownPayer } from './coverage-rules.js';

export interface EnteredPayer {
  sequence: number;
  payerId?: string;
  memberId?: string;
  groupNumber?: string;
}

type DraftPayer = Omit<DraftPayerState, 'id' | 'draftId'>;

/** The payers entered on a draft: prefilled from the patient's coverages, and changed without changing those. */
@Injectable()
export class PayersOnInvoice {
  constructor(
    private readonly patients: PatientsQueries,
    private readonly payers: PayersQueries,
    private readonly rules: CoverageRules,
  ) {}

  async entered(draft: InvoiceDraft, typed: readonly EnteredPayer[]): Promise<DraftPayer[]> {
    const payers = await this.payers.all();
    const coverages = await this.#coverages(draft);
    return typed.flatMap(({ sequence, payerId, memberId, groupNumber }) => {
      if (!payerId) return [];
      const payer = payers.find((each) => each.payerId === payerId);
      if (!payer) throw new UnknownPayer();
      const coverage = coverages.find((each) => each.payerId === payerId);
      const standing = draft.payers?.find((each) => each.payerId === payerId);
      const partyKind = paysAs(payer.kind);
      const partyKey = partyKind === 'insurer' && coverage ? coverage.coverageId : payerId;
      return { partyKind, partyKey, payerId, sequence, memberId: memberId || (standing ?? coverage)?.memberId || '', groupNumber: groupNumber || (standing ?? coverage)?.groupNumber || '' };
    });
  }

  /** Who is asked and by which rule: as entered on the draft, or as the coverages of the day say. */
  async rulesFor(draft: Pick<InvoiceDraft, 'patientId' | 'coveredOn' | 'payers'>): Promise<CoverageRule[]> {
    const coverages = await this.rules.coverages(draft.patientId, draft.coveredOn);
    return ruledBy(draft.payers, coverages);
  }

  /** As they are printed on the invoice from now on. */
  async printed(draft: InvoiceDraft, payers: readonly PayerSummary[]): Promise<PrintedPayer[]> {
    const names = new Map(payers.map(({ payerId, name }) => [payerId, name]));
    const entered = draft.payers ?? (await this.#fromCoverages(draft, payers));
    return entered.map(({ partyKind, partyKey, payerId, sequence, memberId, groupNumber }) => ({
      partyKind, partyKey, payerId, name: names.get(payerId) ?? '', sequence, memberId, groupNumber,
    }));
  }

  /** The first coverage of each place; a place is asked once. */
  async #fromCoverages(draft: InvoiceDraft, payers: readonly PayerSummary[]): Promise<DraftPayer[]> {
    const coverages = await this.#coverages(draft);
    const kinds = new Map(payers.map(({ payerId, kind }) => [payerId, kind]));
    return coverages.map(({ coverageId, payerId, memberId, groupNumber }, index) => {
      const partyKind = paysAs(kinds.get(payerId) ?? '');
      return { partyKind, partyKey: partyKind === 'insurer' ? coverageId : payerId, payerId, sequence: index + 1, memberId, groupNumber };
    });
  }

  async #coverages(draft: InvoiceDraft): Promise<CoverageItem[]> {
    const all = await this.patients.coverages(draft.patientId);
    return all.filter(({ validFrom, validTo }) => validFrom <= draft.coveredOn && (validTo === null || validTo >= draft.coveredOn));
  }
}

/** An entered payer keeps the co-pay rule of its coverage; one without a coverage is asked for all that is left. */
export function ruledBy(entered: readonly DraftPayer[] | undefined, coverages: readonly CoverageRule[]): CoverageRule[] {
  if (!entered) return [...coverages];
  return entered.map(({ partyKind, partyKey, payerId, sequence }) => {
    const coverage = coverages.find((each) => each.partyKey === partyKey);
    return coverage ? { ...coverage, sequence } : { partyKind, partyKey, payerId, sequence, repay: 'direct', copayKind: 'none', copayValue: 0, copayWhose: 'patient' };
  });
}
