import { Controller, Get, Param, Query } from '@nestjs/common';
import { scopeFor } from '../../platform/scope.js';
import { addressOf, Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';
import { CAUSE_GROUPS, CAUSES, MOVEMENTS } from '../domain/causes.js';
import { ChartQueries } from './chart.queries.js';
import { ExplanationQueries, type Explanation } from './explanation.queries.js';
import { ACCOUNT_GROUPS, type JournalFilter } from './journal-filter.js';
import { journalTable, sourceLink } from './journal-table.js';
import { JournalsQueries } from './journals.queries.js';
import { ExplainQuery, JournalsQuery } from './ledger.forms.js';

@Controller('ledger')
@Needs('ledger.read')
export class LedgerController {
  constructor(
    private readonly explanations: ExplanationQueries,
    private readonly journals: JournalsQueries,
    private readonly chart: ChartQueries,
  ) {}

  @Get('explain')
  @Page('ledger/explain', { title: 'Explain', nav: 'journals', fragment: 'ledger/_explain' })
  async explain(@Query() query: ExplainQuery): Promise<{ explanation: Explanation }> {
    const scope = scopeFor('ledger.read');
    if (query.journal !== undefined) {
      return { explanation: await this.explanations.ofJournal(scope, query.journal, { invoiceId: query.invoice, patientId: query.patient }) };
    }
    if (query.payment !== undefined) return { explanation: await this.explanations.ofPayment(scope, query.payment) };
    if (query.invoice !== undefined) return { explanation: await this.explanations.ofOwed(scope, query.invoice, query.share) };
    throw new NotFound('Open an amount on a ledger, an invoice or a payment to have it explained.');
  }

  @Get('journals')
  @Page('ledger/journals', { title: 'Journals', nav: 'journals', fragment: 'ledger/_journals' })
  async list(@Query() query: JournalsQuery, @Me() me: SignedIn) {
    const { location, ...rest } = query;
    const filter: JournalFilter = { ...rest, locationId: location };
    const scope = scopeFor('ledger.read');
    const { rows, next } = await this.journals.list(scope, filter);
    const shown = filterOf(query, me.exponent);
    const names = new Map((await this.chart.all()).map(({ code, name }) => [code, `${code} ${name}`]));
    return {
      rows, filter: shown,
      older: next && addressOf('/ledger/journals', { ...shown, before: next }), csvHref: addressOf('/ledger/journals/export', { ...shown }),
      total: query.account === undefined ? undefined : { account: ACCOUNT_GROUPS[query.account]?.title ?? names.get(query.account) ?? query.account, cents: await this.journals.total(scope, filter) },
      locations: choices(me.locations.map(({ id, name }) => [id, name])),
      accounts: choices([...titlesOf(ACCOUNT_GROUPS), ...names]),
      causes: choices([...titlesOf(CAUSE_GROUPS), ...Object.entries(CAUSES)]),
      movements: choices(Object.entries(MOVEMENTS)),
    };
  }

  @Get('journals/:id')
  @Page('ledger/journal', { title: 'Journal', nav: 'journals' })
  async show(@Param('id') id: string) {
    const journal = await this.journals.get(scopeFor('ledger.read'), id);
    return { title: `Journal J-${journal.number}`, journal, table: journalTable(journal), source: sourceLink(journal) };
  }
}

function choices(pairs: readonly (readonly [string, string])[]): { value: string; label: string }[] {
  return pairs.map(([value, label]) => ({ value, label }));
}

function titlesOf(groups: Readonly<Record<string, { title: string }>>): [string, string][] {
  return Object.entries(groups).map(([name, { title }]) => [name, title]);
}

type Shown = Record<Exclude<keyof JournalsQuery, 'before' | 'amountCents'> | 'amountCents', string>;

/** As it stands in the fields and in the address of the next page. */
function filterOf({ location, account, side, movement, cause, paidBy, payer, from, to, amountCents, who, patient, payment, invoice, number }: JournalsQuery, exponent: number): Shown {
  const texts = { location, account, side, movement, cause, paidBy, payer, from, to, who, patient, payment, invoice, number };
  const amount = amountCents === undefined ? '' : formatCents(amountCents, exponent).replaceAll(',', '');
  return { ...(Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, value ?? ''])) as Omit<Shown, 'amountCents'>), amountCents: amount };
}
