import { Controller, Get, Param, Query } from '@nestjs/common';
import { ChoiceField, DateField, IdField } from '../../platform/form-fields.js';
import { Needs, Page } from '../../platform/web/index.js';
import { sumCents } from '../../shared/money.js';
import { PayerLedgerQueries } from './payer-ledger.queries.js';
import { PayersQueries } from './payers.queries.js';

export class PayerLedgerQuery {
  @DateField({ label: 'From', optional: true }) from?: string;
  @DateField({ label: 'Through', optional: true }) through?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
  @ChoiceField(['unapplied', 'applied', 'reversed'], { label: 'State', optional: true }) state?: string;
  @IdField({ label: 'Place', optional: true }) before?: string;
}

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
    const payer = await this.payers.known(payerId);
    const group = payer.mergedInto === null ? await this.payers.group(payerId) : [payerId];
    const { from = '', through = '', location = '', state = '', before } = query;
    const filter = { from, through, location, state };
    const { items, next } = await this.ledger.payments(group, { ...filter, before });
    const balances = await this.ledger.balances(group);
    const sum = (cents: (row: (typeof balances)[number]) => number): number => sumCents(balances.map(cents));
    const total = { openCents: sum((row) => row.openCents), unappliedCents: sum((row) => row.unappliedCents), owedCents: sum((row) => row.owedCents) };
    return {
      title: `Ledger of ${payer.name}`, payer, payments: items, filter, total, balances: balances.filter((row) => row.invoices > 0 || row.unappliedCents !== 0 || row.owedCents !== 0),
      open: await this.ledger.openInvoices(group, location), places: balances.map((row) => ({ value: row.locationId, label: row.locationName })),
      nextHref: next && `/insurers/${payerId}/ledger?${new URLSearchParams({ ...filter, before: next }).toString()}`,
    };
  }
}
