import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Needs, Page, seeOther, Submission, type SeeOther } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddPayerContact } from '../application/add-payer-contact.js';
import { EditPayerContact } from '../application/edit-payer-contact.js';
import { RemovePayerContact } from '../application/remove-payer-contact.js';
import { PayersQueries } from './payers.queries.js';

const EDIT = 'payer.edit';

@Controller('insurers/:payerId/contacts')
export class PayerContactsController {
  constructor(
    private readonly commands: Commands,
    private readonly payers: PayersQueries,
  ) {}

  @Get('new')
  @Needs(EDIT)
  @Page('insurers/contact', { title: 'Add a contact', nav: 'insurers' })
  async new(@Param('payerId') payerId: string) {
    return { payer: await this.payers.known(payerId), contact: null };
  }

  @Post()
  @Needs(EDIT)
  async add(@Param('payerId') payerId: string, @Body() command: AddPayerContact, @Submission() submission: string): Promise<SeeOther> {
    return this.#done(payerId, Object.assign(command, { payerId }), submission);
  }

  @Get(':contactId/edit')
  @Needs(EDIT)
  @Page('insurers/contact', { title: 'Edit a contact', nav: 'insurers' })
  async edit(@Param('payerId') payerId: string, @Param('contactId') contactId: string) {
    const payer = await this.payers.known(payerId);
    const contact = (await this.payers.contacts(payerId)).find((one) => one.contactId === contactId);
    if (!contact) throw new NotFound();
    return { payer, contact };
  }

  @Post(':contactId')
  @Needs(EDIT)
  async change(@Param('payerId') payerId: string, @Param('contactId') contactId: string, @Body() command: EditPayerContact, @Submission() submission: string): Promise<SeeOther> {
    return this.#done(payerId, Object.assign(command, { payerId, contactId }), submission);
  }

  @Post(':contactId/removal')
  @Needs(EDIT)
  async remove(@Param('payerId') payerId: string, @Param('contactId') contactId: string, @Body() command: RemovePayerContact, @Submission() submission: string): Promise<SeeOther> {
    return this.#done(payerId, Object.assign(command, { payerId, contactId }), submission);
  }

  async #done(payerId: string, command: object, submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(`/insurers/${payerId}`);
  }
}
