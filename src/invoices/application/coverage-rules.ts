import { Injectable } from '@nestjs/common';
import { paysAs, type PayerSummary, PayersQueries } from '../../insurers/index.js';
import { type ActiveCoverage, PatientsQueries } from '../../patients/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';
import type { Invoice } from '../domain/invoice.js';
import type { CoverageRule, SplitPayer } from '../domain/split.js';

/** Who may take a part of a patient's invoice: the coverages of the day, and any payer chosen by hand. */
@Injectable()
export class CoverageRules {
  constructor(
    private readonly patients: PatientsQueries,
    private readonly payers: PayersQueries,
  ) {}

  async coverages(patientId: string, onDate: string): Promise<CoverageRule[]> {
    const coverages = await this.patients.activeCoverages(patientId, onDate);
    return coverages.length === 0 ? [] : this.rulesOf(coverages, await this.payers.all());
  }

  /** Those that repay the patient: they take no share of an invoice. The party key is the coverage. */
  async reimbursing(patientId: string, onDate: string): Promise<CoverageRule[]> {
    const coverages = (await this.patients.activeCoverages(patientId, onDate)).filter(({ repay }) => repay === 'reimburse');
    return coverages.map(({ coverageId, payerId, sequence, repay, copayKind, copayValue, copayWhose }) => ({ partyKind: 'insurer', partyKey: coverageId, payerId, sequence, repay, copayKind, copayValue, copayWhose }));
  }

  /** An employer's or another payer's coverage gives it an other payer's share, keyed by the payer. */
  rulesOf(coverages: readonly ActiveCoverage[], payers: readonly PayerSummary[]): CoverageRule[] {
    const kinds = new Map(payers.map((payer) => [payer.payerId, payer.kind]));
    const rules = coverages.map((coverage): CoverageRule => {
      const { coverageId, payerId, sequence, repay, copayKind, copayValue, copayWhose } = coverage;
      const isOther = paysAs(kinds.get(payerId) ?? '') === 'other';
      return { partyKind: isOther ? 'other' : 'insurer', partyKey: isOther ? payerId : coverageId, payerId, sequence, repay, copayKind, copayValue, copayWhose };
    });
    // Two coverages by what became one employer are one party.
    return rules.filter((rule, index) => rule.partyKind !== 'other' || rules.findIndex(({ partyKey }) => partyKey === rule.partyKey) === index);
  }

  /** Days a payer has to pay; `null` where it has no terms of its own. */
  async termsOf(payerId: string): Promise<number | null> {
    return (await this.payers.get(payerId))?.termsDays ?? null;
  }

  /** For an act on a finalized invoice: a payer that has a part there may take more of it, whatever became of the coverage since. */
  async partyOn(invoice: Invoice, partyKey: string): Promise<SplitPayer> {
    const share = invoice.state().shares.find((one) => one.partyKey === partyKey);
    if (!share || share.payerId === null || share.partyKind === 'patient') return this.party(partyKey, await this.coverages(invoice.patientId, invoice.serviceDate));
    const { partyKind, payerId, sequence } = share;
    return { partyKind, partyKey, payerId, sequence };
  }

  /** A party named by a form: a coverage of the patient, the payer of one, or any other payer by its id. */
  async party(partyKey: string, coverages: readonly CoverageRule[]): Promise<SplitPayer> {
    const coverage = coverages.find((rule) => rule.partyKey === partyKey) ?? coverages.find((rule) => rule.payerId === partyKey && rule.repay === 'direct');
    if (coverage?.repay === 'reimburse') throw new ReimbursingCoverage();
    if (coverage) return { partyKind: coverage.partyKind, partyKey: coverage.partyKey, payerId: coverage.payerId, sequence: coverage.sequence };
    const payer = (await this.payers.all()).find(({ payerId, state }) => payerId === partyKey && state === 'active');
    if (!payer) throw new UnknownPayer();
    return { partyKind: paysAs(payer.kind), partyKey, payerId: partyKey, sequence: coverages.length + 1 };
  }
}

export class ReimbursingCoverage extends DomainError {
  constructor() {
    super('coverage-reimburses', `This coverage reimburses the patient, so the patient owes all of it; leave its part at ${formatCents(0)}.`, ['partyKey']);
  }
}

export class UnknownPayer extends DomainError {
  constructor() {
    super('payer-unknown', 'Choose a payer from the list.', ['partyKey']);
  }
}
