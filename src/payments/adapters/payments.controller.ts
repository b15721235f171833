import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { ChoicesQueries } from '../../choices/index.js';
import { PayersQueries } from '../../insurers/index.js';
import { PatientsQueries } from '../../patients/index.js';
import { currentActor, scopeFor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, Me, moneyColumn, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { AllocatePayment } from '../application/allocate-payment.js';
import { rightToUse } from '../application/credits.js';
import { ReversePayment } from '../application/reverse-payment.js';
import { HoldingOwners } from '../domain/holding-owners.js';
import type { PaymentState } from '../domain/payment-state.js';
import { hasSomething } from '../domain/receipt.js';
import { type GridInvoice, GridQueries } from './grid.queries.js';
import { definedOf, gridRow } from './grid-rows.js';
import { HeldQueries } from './held.queries.js';
import { mayBeReversed } from './may-reverse.js';
import { AllocateForm, ListQuery, ReverseForm, rowsOf } from './payment.forms.js';
import { type PaymentItem, PaymentListQueries } from './payment-list.queries.js';
import { formKindOf, permissionFor } from './payment-words.js';
import { PaymentsQueries } from './payments.queries.js';
import { ReachedQueries } from './reached.queries.js';
import { TakebacksQueries } from './takebacks.queries.js';

const READ = 'payment.read';

const blankFilter = { kind: '', state: '', payer: '', number: '', method: '', location: '', deposit: '', patient: '', date: 'posting', from: '', to: '' };

type Listed = PaymentItem & { kindName: string; methodName: string };
const COLUMNS = [
  column<Listed>('Payment', (row) => `PAY-${row.number}`), column<Listed>('Location', (row) => row.locationName), column<Listed>('From', (row) => row.partyName),
  column<Listed>('Kind', (row) => row.kindName), column<Listed>('Method', (row) => row.methodName), column<Listed>('Payment number', (row) => row.reference),
  column<Listed>('Payment date', (row) => row.paymentDate), column<Listed>('Posting date', (row) => row.postingDate), column<Listed>('Deposit date', (row) => row.depositDate),
  column<Listed>('Bank’s date', (row) => row.bankDate), moneyColumn<Listed>('Amount', (row) => row.amountCents), moneyColumn<Listed>('Applied', (row) => row.allocatedCents),
  moneyColumn<Listed>('Refunded', (row) => row.refundedCents), moneyColumn<Listed>('Remaining', (row) => row.unappliedCents), column<Listed>('State', (row) => row.state),
];

/** The list of payments, and one payment with what can be done with it. */
@Controller('payments')
export class PaymentsController {
  constructor(
    private readonly payments: PaymentsQueries,
    private readonly lists: PaymentListQueries,
    private readonly held: HeldQueries,
    private readonly reached: ReachedQueries,
    private readonly takebacks: TakebacksQueries,
    private readonly owners: HoldingOwners,
    private readonly grid: GridQueries,
    private readonly payers: PayersQueries,
    private readonly patients: PatientsQueries,
    private readonly days: Days,
    private readonly choices: ChoicesQueries,
    private readonly commands: Commands,
  ) {}

  @Get()
  @Needs(READ)
  @Page('payments/index', { title: 'Payments', nav: 'payments', fragment: 'payments/_list' })
  async index(@Query() query: ListQuery, @Me() me: SignedIn) {
    const { before, ...typed } = query;
    const filter = { ...blankFilter, ...definedOf(typed) };
    const { items, totals, next } = await this.lists.list({ ...typed, payers: await this.#group(typed.payer), before });
    const address = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString();
    const payers = (await this.payers.all()).map(({ payerId, name }) => ({ value: payerId, label: name }));
    const places = me.locations.map(({ id, name }) => ({ value: id, label: name }));
    return { items, totals, filter, payers, places, methods: await this.choices.methods(), address, nextHref: next ? `/payments?${address}${address === '' ? '' : '&'}before=${next}` : '' };
  }

  @Get('export')
  @Needs(READ)
  async export(@Query() { before: _, ...typed }: ListQuery) {
    const payers = await this.#group(typed.payer);
    return csvFile('payments', COLUMNS, (before) => this.lists.list({ ...typed, payers, before }));
  }

  @Get(':id')
  @Needs(READ)
  @Page('payments/show', { title: 'Payment', nav: 'payments' })
  async show(@Param('id') id: string) {
    const shown = await this.payments.find(id);
    if (!shown) return this.#insteadOf(id);
    const { payment } = shown;
    const held = await this.held.of(payment, await this.days.today(payment.locationId));
    const takebacks = payment.kind === 'insurer' ? await this.takebacks.of(id) : [];
    const isTaking = takebacks.some(({ way }) => way === 'from');
    const may = await this.#mayDo({ ...payment, isTaking });
    const owners = may.mayRename && held.holdings.length > 0 ? await this.owners.at(payment.locationId) : [];
    return { title: payment.name, ...shown, ...held, ...may, takebacks, isTaking, owners, rows: await this.#rows(payment) };
  }

  /** Missing, unless part of it reached a location that one sees. */
  async #insteadOf(id: string): Promise<SeeOther> {
    await this.reached.show(id);
    return seeOther(`/payments/${id}/reached`);
  }

  /** For those who do not see the location that received it. */
  @Get(':id/reached')
  @Needs(READ)
  @Page('payments/reached', { title: 'Payment', nav: 'payments' })
  async showReached(@Param('id') id: string) {
    const shown = await this.reached.show(id);
    return { title: shown.payment.name, ...shown };
  }

  @Post(':id/allocations')
  @Needs('payment.allocate')
  async allocate(@Param('id') paymentId: string, @Body() form: AllocateForm, @Submission() submission: string): Promise<SeeOther> {
    const rows = rowsOf(form.rows).filter(hasSomething);
    await this.commands.execute(new AllocatePayment({ ...form, paymentId, rows }), { submission });
    return seeOther(`/payments/${paymentId}`);
  }

  @Post(':id/reversal')
  @Needs(READ)
  async reverse(@Param('id') paymentId: string, @Body() form: ReverseForm, @Submission() submission: string): Promise<SeeOther> {
    const { locationId, version, reason = '', cause } = form;
    await this.commands.execute(new ReversePayment({ locationId, version, reason, paymentId, ...(cause === 'bounce' ? { isBounce: true } : {}) }), { submission });
    return seeOther(`/payments/${paymentId}`);
  }

  async #group(payer: string | undefined): Promise<string[] | undefined> {
    return payer === undefined ? undefined : this.payers.group(payer);
  }

  /** Which buttons are worth showing; the commands decide again. */
  async #mayDo(payment: PaymentState & { isDecided: boolean; isTaking: boolean }) {
    const { locationId, state, kind, unappliedCents, isDecided, isTaking } = payment;
    const actor = currentActor();
    const mayReverse = !isTaking && mayBeReversed(payment, actor, await this.days.accountingDay(locationId));
    const isPosted = state === 'posted';
    const mayRelease = isPosted && actor.can('payment.allocate', locationId);
    return {
      mayReverse, mayCorrect: mayReverse && !isDecided && actor.can(permissionFor(formKindOf(kind)), locationId), mayRelease, mayAllocate: mayRelease && unappliedCents > 0,
      mayRename: isPosted && actor.can(rightToUse(kind), locationId), mayOwe: mayRelease && kind === 'insurer',
      mayRepeatEob: state === 'reversed' && kind === 'insurer' && isDecided && actor.can('payment.post-insurer', locationId),
      mayAttachEob: isPosted && kind === 'insurer' && (!isDecided || unappliedCents > 0) && actor.can('payment.post-insurer', locationId),
    };
  }

  /** Open invoices of the party for the allocation form. */
  async #rows({ kind, partyRoot, locationId, unappliedCents }: PaymentState) {
    if (unappliedCents === 0) return [];
    const group = await (kind === 'patient' ? this.patients : this.payers).group(partyRoot);
    const party = { kind, root: partyRoot, group };
    const open: GridInvoice[] = await this.grid.openOf(party, scopeFor('payment.allocate'));
    return open.map((invoice, index) => gridRow(invoice, index, { kind, locationId, mayAt: () => true }));
  }
}
