import { Controller, Get, Param, Query } from '@nestjs/common';
import { ChoiceField, DateField, IdField } from '../../platform/form-fields.js';
import { addressOf, column, csvFile, moneyColumn, Needs, Page } from '../../platform/web/index.js';
import { sumCents } from '../../shared/money.js';
import { type LedgerPayment, PayerLedgerQueries } from './payer-ledger.queries.js';
import { PayersQueries } from './payers.queries.js';

export class PayerLedgerQuery {
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'Through', optional: true }) through?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @ChoiceField(['unapplied', 'applied', 'reversed'], { label: 'State', optional: true }) state?: string;
  @IdField({ label: 'Place', optional: true }) before?: string;
}

const COLUMNS = [
  column<LedgerPayment>('Payment', (row) => `PAY-${row.number}`), column<LedgerPayment>('Payment number', (row) => row.reference), column<LedgerPayment>('Posting date', (row) => row.postingDate),
  column<LedgerPayment>('Payment date', (row) => row.paymentDate), column<LedgerPayment>('Location', (row) => row.locationName), column<LedgerPayment>('State', (row) => row.state),
  moneyColumn<LedgerPayment>('Amount', (row) => row.amountCents), moneyColumn<LedgerPayment>('Applied', (row) => row.allocatedCents),
  moneyColumn<LedgerPayment>('Remaining', (row) => row.unappliedCents), moneyColumn<LedgerPayment>('Owed back', (row) => row.owedCents),
];

/** All of a payer's payments with what remains of them, and what is open at whom. */
@Controller('insurers/:payerId/ledger')
export class PayerLedgerController {
  constructor(
    private readonly payers: PayersQueries,
    private readonly ledger: PayerLedgerQueries,
  ) {}

  @Get()
  @Needs('ledger.read')
  @Page('insurers/ledger', { title: 'Ledger of a payer', nav: 'insurers', fragment: 'insurers/_ledger' })
  async index(@Param('payerId') payerId: string, @Query() query: PayerLedgerQuery) {
    const { payer, group } = await this.#payer(payerId);
    const { from = '', through = '', location = '', state = '', before } = query;
    const filter = { from, through, location, state };
    const { items, next } = await this.ledger.payments(group, { ...filter, before });
    const balances = await this.ledger.balances(group);
    const sum = (cents: (row: (typeof balances)[number]) => number): number => sumCents(balances.map(cents));
    const total = { openCents: sum((row) => row.openCents), unappliedCents: sum((row) => row.unappliedCents), owedCents: sum((row) => row.owedCents) };
    return {
      title: `Ledger of ${payer.name}`, payer, payments: items, filter, total, balances: balances.filter((row) => row.invoices > 0 || row.unappliedCents !== 0 || row.owedCents !== 0),
      open: await this.ledger.openInvoices(group, location), places: balances.map((row) => ({ value: row.locationId, label: row.locationName })),
      nextHref: next && addressOf(`/insurers/${payerId}/ledger`, { ...filter, before: next }), csvHref: addressOf(`/insurers/${payerId}/ledger/export`, filter),
    };
  }

  @Get('export')
  @Needs('ledger.read')
  async export(@Param('payerId') payerId: string, @Query() { before: _, ...filter }: PayerLedgerQuery) {
    const { payer, group } = await this.#payer(payerId);
    return csvFile(`payments-${payer.name.replace(/\W+/g, '-')}`, COLUMNS, (before) => this.ledger.payments(group, { ...filter, before }));
  }

  async #payer(payerId: string) {
    const payer = await this.payers.known(payerId);
    return { payer, group: payer.mergedInto === null ? await this.payers.group(payerId) : [payerId] };
  }
}
