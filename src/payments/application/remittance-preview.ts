import { Injectable } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import type { PartyKind } from '../../invoices/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { PayingParties } from './paying-parties.js';
import { checkRemittance, type Remittance, remainderOf, RemittanceDesk } from './remittance-desk.js';

export interface PreviewedRemittance {
  /** Lines that would be refused, with the sentence; a refusal of a whole invoice names no line. */
  troubles: readonly { invoiceId: string; lineId: string | undefined; sentence: string }[];
  parties: readonly { partyKind: PartyKind; partyId: string; beforeCents: number; afterCents: number }[];
  /** For each provider-level row the account it goes to; 1160 waits for a person. */
  accounts: readonly string[];
  /** What of the amount is not distributed; below zero where the rows come to more. */
  remainderCents: number;
  /** Of the whole. */
  refusal?: string | undefined;
}

/** What posting a remittance would do: the posting itself, on records that were only looked at. */
@Injectable()
export class RemittancePreview {
  constructor(
    private readonly desk: RemittanceDesk,
    private readonly parties: PayingParties,
    private readonly days: Days,
  ) {}

  async look(remittance: Remittance & { payerId: string }): Promise<PreviewedRemittance> {
    const nothing = { troubles: [], parties: [], accounts: [], remainderCents: remittance.amountCents };
    try {
      checkRemittance(remittance);
      const party = await this.parties.payer('insurer', remittance.payerId);
      const openDay = await this.days.today(remittance.locationId);
      const open = await this.desk.open({ ...remittance, postingDate: undefined }, party, remittance.attachTo ?? 'preview', { isLocked: false, openDay });
      const { accounts } = open.remitting.perform(remittance.lines, remittance.providerRows, { goesOn: true });
      return { troubles: open.remitting.troubles, parties: open.stage.effect().parties, accounts, remainderCents: remainderOf(remittance.amountCents, open) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...nothing, refusal: error.sentence };
    }
  }
}
