import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { Fragment, Needs, Page, Submission } from '../../platform/web/index.js';
import { AddClaim } from '../application/add-claim.js';
import { AddProviderLine } from '../application/add-provider-line.js';
import { POST } from '../application/draft-desk.js';
import { RemoveLine } from '../application/remove-line.js';
import { TypeLine } from '../application/type-line.js';
import { MeantClaim } from './meant-claim.js';
import { AddClaimForm, FindClaimQuery, ProviderRowForm, RemoveRowForm } from './remittance.forms.js';
import { RemittancePage } from './remittance-page.js';
import { RemittancesQueries } from './remittances.queries.js';

const SHOWN = { title: 'Insurance payment, several patients', nav: 'remittances' };

/** The rows of a remittance: found, typed, taken out. Every answer shows all sums anew; a typed row keeps its fields. */
@Controller('remittances/:id')
export class RemittanceRowsController {
  constructor(
    private readonly page: RemittancePage,
    private readonly remittances: RemittancesQueries,
    private readonly meant: MeantClaim,
    private readonly commands: Commands,
  ) {}

  @Get('found')
  @Needs(POST)
  @Fragment('remittances/_found')
  async found(@Param('id') id: string, @Query() { q = '' }: FindClaimQuery) {
    const draft = await this.remittances.head(id);
    return { draft, q, claims: await this.meant.find(q, draft) };
  }

  @Post('claims')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_added' })
  async add(@Param('id') draftId: string, @Body() { locationId, invoiceId, q = '' }: AddClaimForm, @Submission() submission: string) {
    const meant = invoiceId ?? (await this.meant.invoice(q, await this.remittances.head(draftId)));
    const { rowIds } = await this.commands.execute<{ rowIds: string[] }>(new AddClaim({ locationId, draftId, invoiceId: meant }), { submission });
    return this.page.of(draftId, { added: rowIds });
  }

  @Post('lines/:rowId')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_typed' })
  async type(@Param('id') draftId: string, @Param('rowId') rowId: string, @Body() form: TypeLine, @Submission() submission: string) {
    await this.commands.execute(Object.assign(form, { draftId, rowId }), { submission });
    return this.page.of(draftId, { rowId });
  }

  @Post('lines/:rowId/removal')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_changed' })
  removeLine(@Param('id') draftId: string, @Param('rowId') rowId: string, @Body() form: RemoveRowForm, @Submission() submission: string) {
    return this.#remove(new RemoveLine({ ...form, draftId, rowId, isProvider: false }), submission);
  }

  @Post('provider-rows')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_provider-changed' })
  async addProvider(@Param('id') draftId: string, @Body() { claim, ...row }: ProviderRowForm, @Submission() submission: string) {
    const about = claim === undefined || claim === '' ? {} : { about: await this.meant.line(claim, await this.remittances.head(draftId)) };
    await this.commands.execute(new AddProviderLine({ ...row, ...about, draftId }), { submission });
    return this.page.of(draftId);
  }

  @Post('provider-rows/:rowId/removal')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_provider-changed' })
  removeProvider(@Param('id') draftId: string, @Param('rowId') rowId: string, @Body() form: RemoveRowForm, @Submission() submission: string) {
    return this.#remove(new RemoveLine({ ...form, draftId, rowId, isProvider: true }), submission);
  }

  async #remove(command: RemoveLine, submission: string) {
    await this.commands.execute(command, { submission });
    return this.page.of(command.draftId);
  }
}
