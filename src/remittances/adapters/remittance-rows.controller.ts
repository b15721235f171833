import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { Commands } from '../../platform/commands.js';
import { Fragment, Needs, Page, Submission } from '../../platform/web/index.js';
import { AddClaim } from '../application/add-claim.js';
import { AddProviderLine } from '../application/add-provider-line.js';
import { POST } from '../application/draft-desk.js';
import { RemoveLine } from '../application/remove-line.js';
import { TypeLine } from '../application/type-line.js';
import { LineOfSeveral, NoSuchClaim, SeveralClaims } from '../domain/refusals.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { ClaimFinder } from './claim-finder.queries.js';
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
    private readonly finder: ClaimFinder,
    private readonly drafts: RemittanceDrafts,
    private readonly days: Days,
    private readonly commands: Commands,
  ) {}

  @Get('found')
  @Needs(POST)
  @Fragment('remittances/_found')
  async found(@Param('id') id: string, @Query() { q = '' }: FindClaimQuery) {
    const draft = await this.remittances.head(id);
    return { draft, q, claims: await this.#find(q, draft) };
  }

  @Post('claims')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_added' })
  async add(@Param('id') draftId: string, @Body() { locationId, invoiceId, q = '' }: AddClaimForm, @Submission() submission: string) {
    const meant = invoiceId ?? (await this.#meant(draftId, q));
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
    const about = claim === undefined || claim === '' ? {} : { about: await this.#line(draftId, claim) };
    await this.commands.execute(new AddProviderLine({ ...row, ...about, draftId }), { submission });
    return this.page.of(draftId);
  }

  @Post('provider-rows/:rowId/removal')
  @Needs(POST)
  @Page('remittances/show', { ...SHOWN, fragment: 'remittances/_provider-changed' })
  removeProvider(@Param('id') draftId: string, @Param('rowId') rowId: string, @Body() form: RemoveRowForm, @Submission() submission: string) {
    return this.#remove(new RemoveLine({ ...form, draftId, rowId, isProvider: true }), submission);
  }

  /** The line that “MS-10001/2” names; without a slash the only one of the claim. */
  async #line(draftId: string, claim: string): Promise<{ invoiceId: string; lineId: string }> {
    const [, number, position] = /^(.*?)(?:\s*\/\s*(\d+))?$/.exec(claim.trim())!;
    const invoiceId = await this.#meant(draftId, number!);
    const lines = await this.drafts.invoiceLines(invoiceId);
    const lineId = lines.length === 1 && position === undefined ? lines[0] : lines[Number(position) - 1];
    if (lineId === undefined) throw new LineOfSeveral(lines.length);
    return { invoiceId, lineId };
  }

  async #remove(command: RemoveLine, submission: string) {
    await this.commands.execute(command, { submission });
    return this.page.of(command.draftId);
  }

  async #find(q: string, draft: { id: string; payerId: string; locationId: string }) {
    return this.finder.find(q, draft, await this.days.today(draft.locationId));
  }

  /** The only claim that fits, or the only one of exactly this number, or the only one not in the draft that this insurer still owes. */
  async #meant(draftId: string, q: string): Promise<string> {
    const found = await this.#find(q, await this.remittances.head(draftId));
    const exact = found.filter(({ number }) => number === q.trim().toUpperCase() || number.endsWith(`-${q.trim()}`));
    const owed = found.filter(({ openCents, isInDraft }) => openCents > 0 && !isInDraft);
    const meant = [found, exact, owed].find((claims) => claims.length === 1)?.[0];
    if (meant) return meant.invoiceId;
    throw found.length === 0 ? new NoSuchClaim(q) : new SeveralClaims(q);
  }
}
