import { Body, Controller, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, type SeeOther, seeOther, Submission } from '../../platform/web/index.js';
import { OweToInsurer } from '../application/owe-to-insurer.js';
import { RenameHolding } from '../application/rename-holding.js';
import { TakeBackOwed } from '../application/take-back-owed.js';
import { HoldingForm, OweForm, TakeBackForm } from './holding.forms.js';

/** Who follows up the money that a payment holds, what it is held for, and what of it is owed back. */
@Controller('payments/:id')
export class HoldingsController {
  constructor(private readonly commands: Commands) {}

  /** Whose money it is decides who may; the command asks. */
  @Post('holdings/:holdingId')
  @Needs('payment.read')
  async change(@Param('id') paymentId: string, @Param('holdingId') holdingId: string, @Body() form: HoldingForm, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(new RenameHolding({ ...form, paymentId, holdingId }), submission);
  }

  @Post('owed')
  @Needs('payment.allocate')
  async owe(@Param('id') paymentId: string, @Body() form: OweForm, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(new OweToInsurer({ ...form, amountCents: form.amountCents ?? 0, reason: form.reason ?? '', paymentId }), submission);
  }

  @Post('owed/:moveId/taking-back')
  @Needs('payment.allocate')
  async takeBack(@Param('id') paymentId: string, @Param('moveId') moveId: string, @Body() form: TakeBackForm, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(new TakeBackOwed({ ...form, reason: form.reason ?? '', paymentId, moveId }), submission);
  }

  async #act(command: RenameHolding | OweToInsurer | TakeBackOwed, submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(`/payments/${command.paymentId}`);
  }
}
