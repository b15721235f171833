import { ChoiceField, DateField, IdField, MoneyField, PercentField, TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import type { CoverageDetails } from '../domain/coverage.js';

/** The co-pay is one value in the record and two fields on the form, as a percent and an amount are typed differently. */
export class CoverageForm {
  @VersionField() version!: number;
  @IdField({ label: 'Payer' }) payerId!: string;
  @WholeField({ label: 'Sequence', least: 1, most: 3 }) sequence!: number;
  @ChoiceField(['direct', 'reimburse'], { label: 'Who the payer pays' }) repay!: string;
  /** Left empty in an edit it stays what it is: the form shows only its end. */
  @TextField({ label: 'Member ID', most: 60, optional: true }) memberId?: string;
  @TextField({ label: 'Group', most: 60, optional: true }) groupNumber?: string;
  @ChoiceField(['none', 'percent', 'amount'], { label: 'Co-pay' }) copayKind!: string;
  @PercentField({ label: 'Co-pay percent', optional: true }) copayPercent?: number;
  @MoneyField({ label: 'Co-pay amount', optional: true }) copayAmountCents?: number;
  @ChoiceField(['patient', 'insurer'], { label: 'Whose part' }) copayWhose!: string;
  @DateField({ label: 'Valid from' }) validFrom!: string;
  @DateField({ label: 'Valid to', optional: true }) validTo?: string;
}

export function coverageOf(form: CoverageForm): CoverageDetails & { version: number } {
  const { version, payerId, sequence, repay, memberId, groupNumber, copayKind, copayWhose, validFrom, validTo } = form;
  const copayValue = (copayKind === 'percent' ? form.copayPercent : form.copayAmountCents) ?? 0;
  return { version, payerId, sequence, repay, memberId: memberId ?? '', groupNumber: groupNumber ?? '', copayKind, copayValue, copayWhose, validFrom, validTo: validTo ?? null };
}
