import { ChoiceField, TextField, WholeField } from '../../platform/form-fields.js';
import { PAYER_KINDS } from '../domain/payer-state.js';

/** What is known of a payer, as its form sends it. */
export abstract class PayerFields {
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @ChoiceField(PAYER_KINDS, { label: 'Kind' }) kind!: string;
  @TextField({ label: 'Payer ID', most: 40, optional: true }) payerRef?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @WholeField({ label: 'Payment terms', most: 365, optional: true }) termsDays?: number | null;
  @TextField({ label: 'Claim guidelines', most: 4000, optional: true }) claimGuidelines?: string;
  @TextField({ label: 'Address for paper claims', most: 300, optional: true }) claimAddress?: string;
  @WholeField({ label: 'Filing limit', least: 1, most: 1825, optional: true }) filingLimitDays?: number | null;
  @WholeField({ label: 'Usual days to answer', least: 1, most: 365, optional: true }) answerDays?: number | null;
  @TextField({ label: 'Notes', most: 2000, optional: true }) notes?: string;
}
