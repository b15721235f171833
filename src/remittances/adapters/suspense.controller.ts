import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { SettleSuspense, type WayOut, waysOut } from '../../payments/index.js';
import { Commands } from '../../platform/commands.js';
import { formatCents } from '../../shared/money.js';
import { Me, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { POST } from '../application/draft-desk.js';
import { MeantClaim } from './meant-claim.js';
import { SettleSuspenseForm } from './remittance.forms.js';
import { SuspenseQueries } from './suspense.queries.js';

const WAYS: Readonly<Record<WayOut, string>> = { claim: 'To this claim', money: 'To its payment, which has the money again', kept: 'To what is kept for the insurer', loss: 'To nothing: a cost' };
const KEPT_NAMES: Readonly<Record<string, string>> = { 2150: 'owed to them', 2160: 'carried forward' };

/** Where money belongs that an insurer took without its claim. */
@Controller('remittances/suspense/:moveId')
export class SuspenseController {
  constructor(
    private readonly suspense: SuspenseQueries,
    private readonly meant: MeantClaim,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs('payment.read')
  @Page('remittances/suspense', { title: 'Takeback without its claim', nav: 'remittances' })
  async show(@Param('moveId') moveId: string, @Me() { actor }: SignedIn) {
    const taken = await this.suspense.one(moveId);
    const kept = (await this.suspense.kept(taken)).map(({ accountCode, reference, openCents }) => ({
      value: `${accountCode} ${reference}`, label: `${reference}: ${formatCents(openCents)} ${KEPT_NAMES[accountCode]!}`,
    }));
    const ways = waysOut(taken).filter((way) => way !== 'kept' || kept.length > 0);
    return { taken, kept, ways: ways.map((value) => ({ value, label: WAYS[value] })), maySettle: taken.openCents > 0 && actor.can(POST, taken.locationId) };
  }

  @Post()
  @Needs(POST)
  async settle(@Param('moveId') moveId: string, @Body() { claim = '', kept = '', ...form }: SettleSuspenseForm, @Submission() submission: string): Promise<SeeOther> {
    const { paymentId, payerId, locationId } = await this.suspense.one(moveId);
    const about = form.way === 'claim' && claim !== '' ? await this.meant.line(claim, { id: '', payerId, locationId }) : {};
    const [, keptAccount, keptReference] = /^(\d+) (.+)$/.exec(kept) ?? [];
    const named = form.way === 'kept' && keptReference !== undefined ? { keptAccount: keptAccount!, keptReference } : {};
    const { openCents } = await this.commands.execute<{ openCents: number }>(new SettleSuspense({ ...form, ...about, ...named, paymentId, moveId }), { submission });
    return seeOther(openCents > 0 ? `/remittances/suspense/${moveId}` : `/payments/${paymentId}`);
  }
}
