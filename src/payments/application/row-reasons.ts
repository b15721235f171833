import { Injectable } from '@nestjs/common';
import { KnownChoices, type Offered } from '../../choices/index.js';
import type { PaymentRow } from '../domain/receipt.js';

/** Why rows adjust, or move a part to the patient, stands in the lists of the settings. */
@Injectable()
export class RowReasons {
  constructor(private readonly choices: KnownChoices) {}

  /** Asks the lists only where a reason is given. */
  async check(rows: readonly PaymentRow[]): Promise<void> {
    if (rows.some((row) => row.adjustmentReasonCode !== '' || row.toPatientReasonCode !== '')) mustHaveReasons(await this.choices.now(), rows);
  }
}

export function mustHaveReasons(offered: Offered, rows: readonly PaymentRow[]): void {
  for (const [index, { adjustmentReasonCode, toPatientReasonCode }] of rows.entries()) {
    offered.mustBeReason('row-adjustment', adjustmentReasonCode, `rows[${index}][adjustmentReasonCode]`);
    offered.mustBeReason('row-transfer', toPatientReasonCode, `rows[${index}][toPatientReasonCode]`);
  }
}
