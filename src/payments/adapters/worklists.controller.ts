import { Controller, Get, Query } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { PayersQueries } from '../../insurers/index.js';
import { column, csvFile, Me, moneyColumn, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { AGES } from './ages.js';
import { AwaitingQueries, type AwaitingRow } from './awaiting.queries.js';
import { definedOf } from './grid-rows.js';
import { HOLDING_NAMES } from './payment-words.js';
import { type HeldRow, UnappliedQueries } from './unapplied.queries.js';
import { AwaitingQuery, UnappliedQuery } from './worklist.forms.js';

const READ = 'payment.read';
/** What insurers owe is for those who post their payments or read the books, not for the front desk. */
const READ_INSURERS = 'ledger.read';

const HELD_COLUMNS = [
  column<HeldRow & { kindName: string }>('Held for', (row) => row.kindName), column<HeldRow>('Payment', (row) => `PAY-${row.number}`), column<HeldRow>('From', (row) => row.partyName),
  column<HeldRow>('Location', (row) => row.locationName), column<HeldRow>('Owner', (row) => row.ownerName), column<HeldRow>('Since', (row) => row.since), moneyColumn<HeldRow>('Amount', (row) => row.amountCents),
];
const AWAITING_COLUMNS = [
  column<AwaitingRow>('Invoice', (row) => row.number), column<AwaitingRow>('Patient', (row) => row.patientName), column<AwaitingRow>('Service date', (row) => row.serviceDate),
  column<AwaitingRow>('Posting date', (row) => row.postingDate), column<AwaitingRow>('Location', (row) => row.locationName), column<AwaitingRow>('Insurer', (row) => row.payerName),
  moneyColumn<AwaitingRow>('Charged', (row) => row.chargedCents), moneyColumn<AwaitingRow>('Paid', (row) => row.paidCents), moneyColumn<AwaitingRow>('Open', (row) => row.openCents),
  column<AwaitingRow>('Last payment', (row) => row.lastPaidOn),
];

/** What waits: money for a place, and invoices for an insurer. */
@Controller('payments')
export class WorklistsController {
  constructor(
    private readonly unapplied: UnappliedQueries,
    private readonly awaiting: AwaitingQueries,
    private readonly payers: PayersQueries,
    private readonly days: Days,
  ) {}

  @Get('unapplied')
  @Needs(READ)
  @Page('payments/unapplied', { title: 'Unapplied money', nav: 'unapplied', fragment: 'payments/_unapplied' })
  async unappliedMoney(@Query() { after, ...typed }: UnappliedQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    const filter = { kind: '', location: '', owner: '', age: '', ...definedOf(typed) };
    const address = addressOf(filter);
    const { items, totalCents, next } = await this.unapplied.list({ ...typed, after }, today);
    return {
      today, filter, items, totalCents, ages: AGES, sums: await this.unapplied.byAge(typed, today), owners: await this.unapplied.owners(),
      kinds: Object.entries(HOLDING_NAMES).map(([value, label]) => ({ value, label })), places: placesOf(me), address, nextHref: nextOf('/payments/unapplied', address, next),
    };
  }

  @Get('unapplied/export')
  @Needs(READ)
  async exportUnapplied(@Query() { after: _, ...typed }: UnappliedQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    return csvFile('unapplied-money', HELD_COLUMNS, (after) => this.unapplied.list({ ...typed, after }, today));
  }

  @Get('awaiting')
  @Needs(READ_INSURERS)
  @Page('payments/awaiting', { title: 'Awaiting insurance', nav: 'awaiting', fragment: 'payments/_awaiting' })
  async awaitingInsurance(@Query() { after, payer, ...typed }: AwaitingQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    const filter = { payer: payer ?? '', location: '', age: '', ...definedOf(typed) };
    const asked = { ...typed, payers: payer === undefined ? undefined : await this.payers.group(payer) };
    const address = addressOf(filter);
    const { items, totalCents, next } = await this.awaiting.list({ ...asked, after }, today);
    const payers = (await this.payers.all()).filter(({ kind }) => kind !== 'employer' && kind !== 'other').map(({ payerId, name }) => ({ value: payerId, label: name }));
    return { today, filter, items, totalCents, ages: AGES, sums: await this.awaiting.byPayer(asked, today), payers, places: placesOf(me), address, nextHref: nextOf('/payments/awaiting', address, next) };
  }

  @Get('awaiting/export')
  @Needs(READ_INSURERS)
  async exportAwaiting(@Query() { after: _, payer, ...typed }: AwaitingQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    const payers = payer === undefined ? undefined : await this.payers.group(payer);
    return csvFile('awaiting-insurance', AWAITING_COLUMNS, (after) => this.awaiting.list({ ...typed, payers, after }, today));
  }
}

function placesOf(me: SignedIn): { value: string; label: string }[] {
  return me.locations.map(({ id, name }) => ({ value: id, label: name }));
}

function addressOf(filter: Record<string, string>): string {
  return new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
}

function nextOf(path: string, address: string, next: string | undefined): string {
  return next === undefined ? '' : `${path}?${address}${address === '' ? '' : '&'}after=${encodeURIComponent(next)}`;
}
