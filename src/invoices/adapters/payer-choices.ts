import { Injectable } from '@nestjs/common';
import { PayersQueries } from '../../insurers/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { CoverageRules } from '../application/coverage-rules.js';
import { sequenceName } from './labels.js';

export interface PayerChoice {
  value: string;
  label: string;
  group: string;
}

/** Whom insurance may be applied to: the patient's own payers first, then all others. */
@Injectable()
export class PayerChoices {
  constructor(
    private readonly patients: PatientsQueries,
    private readonly payers: PayersQueries,
    private readonly rules: CoverageRules,
  ) {}

  async of(patientId: string, onDate: string): Promise<PayerChoice[]> {
    const payers = await this.payers.all();
    const coverages = this.rules.rulesOf(await this.patients.activeCoverages(patientId, onDate), payers);
    const names = new Map(payers.map((payer) => [payer.payerId, payer.name]));
    const own = coverages.filter(({ repay }) => repay === 'direct').map(({ partyKey, payerId, sequence }) => ({
      value: partyKey, label: `${names.get(payerId) ?? ''} · ${sequenceName(sequence)}`, group: 'The patient’s coverages',
    }));
    const others = payers.filter(({ payerId, state }) => state === 'active' && !coverages.some((rule) => rule.payerId === payerId));
    return [...own, ...others.map(({ payerId, name }) => ({ value: payerId, label: name, group: 'Other payers' }))];
  }
}
