import { AddPayer, PAYER_KINDS } from '../../insurers/index.js';
import { ChoiceField, TextField, WholeField } from '../../platform/form-fields.js';
import { plainWords } from '../../shared/plain-text.js';
import { type ImportList, problem } from './plan.js';

class PayerLine {
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @ChoiceField(PAYER_KINDS, { label: `Kind (${PAYER_KINDS.join(', ')})` }) kind!: string;
  @TextField({ label: 'Payer ID', most: 40, optional: true }) payer_ref?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @WholeField({ label: 'Payment terms in days', most: 365, optional: true }) terms_days?: number;
}

export const payers: ImportList<PayerLine> = {
  line: PayerLine,
  identity: ({ name = '' }) => plainWords(name),
  judge: ({ name, kind, payer_ref: payerRef, address, phone, terms_days: termsDays }, book) => {
    const present = book.payer(name);
    if (present?.kind === kind) return Promise.resolve('already there');
    if (present) return Promise.resolve(problem('kind', `${present.name} is there already as ${present.kind}; correct the line, or the payer under Insurers.`));
    return Promise.resolve({ command: AddPayer, fields: () => ({ name, kind, payerRef, address, phone, termsDays }) });
  },
};
