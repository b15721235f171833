import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { newId } from '../../platform/ids.js';
import { sumCents } from '../../shared/money.js';
import { InvoiceFinalized } from '../domain/events.js';
import { Invoices } from '../domain/invoices.js';
import { Reimbursement } from '../domain/reimbursement.js';
import { Reimbursements } from '../domain/reimbursements.js';
import { type CoverageRule, reimbursedParts } from '../domain/split.js';
import { CoverageRules } from './coverage-rules.js';

/** A coverage that repays the patient has no share; what it is expected to repay is written down. */
@EventsHandler(InvoiceFinalized)
export class ExpectReimbursementWhenInvoiceFinalized implements IEventHandler<InvoiceFinalized> {
  constructor(
    private readonly invoices: Invoices,
    private readonly coverages: CoverageRules,
    private readonly reimbursements: Reimbursements,
  ) {}

  async handle(event: InvoiceFinalized): Promise<void> {
    if (event.origin !== 'issued') return;
    const own = event.shares.filter(({ partyKind }) => partyKind === 'patient');
    if (own.length === 0) return;
    const [invoice] = await this.invoices.load([event.invoiceId]);
    const rules = (await this.coverages.reimbursing(event.patientId, invoice!.serviceDate)).sort((a, b) => a.sequence - b.sequence);
    let rest = own.map(({ chargedCents }) => chargedCents);
    for (const rule of rules) rest = this.#expect(event, rule, rest);
  }

  /** @returns what is left of each line for the next coverage */
  #expect({ locationId, invoiceId, patientId, postingDate }: InvoiceFinalized, rule: CoverageRule, rest: readonly number[]): number[] {
    const parts = reimbursedParts(rest, rule);
    const expectedCents = sumCents(parts);
    if (expectedCents > 0) {
      const { payerId, partyKey: coverageId } = rule;
      this.reimbursements.add(Reimbursement.expect({ id: newId(), locationId, invoiceId, patientId, coverageId, payerId, expectedCents, expectedOn: postingDate }));
    }
    return rest.map((cents, index) => cents - parts[index]!);
  }
}
