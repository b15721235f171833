import { Body, Controller, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { SettleReimbursement } from '../application/settle-reimbursement.js';

@Controller('invoices/:id/reimbursements/:reimbursementId')
export class ReimbursementsController {
  constructor(private readonly commands: Commands) {}

  @Post()
  @Needs('patient.edit')
  async settle(@Param('id') invoiceId: string, @Param('reimbursementId') reimbursementId: string, @Body() command: SettleReimbursement, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { invoiceId, reimbursementId }), { submission });
    return seeOther(`/invoices/${invoiceId}`);
  }
}
