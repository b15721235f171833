import { Controller, Get, Param, Query } from '@nestjs/common';
import { Clock } from '../../platform/clock.js';
import { scopeFor } from '../../platform/scope.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { NotFound } from '../../shared/domain-error.js';
import { CHART } from '../domain/chart.js';
import { ExplanationQueries, type Explanation } from './explanation.queries.js';
import { journalTable, sourceLink } from './journal-table.js';
import { JournalsQueries } from './journals.queries.js';
import { ExplainQuery, JournalsQuery, TrialBalanceQuery } from './ledger.forms.js';
import { TrialBalanceQueries } from './trial-balance.queries.js';

@Controller('ledger')
@Needs('ledger.read')
export class LedgerController {
  constructor(
    private readonly explanations: ExplanationQueries,
    private readonly journals: JournalsQueries,
    private readonly balances: TrialBalanceQueries,
    private readonly clock: Clock,
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
    const { rows, next } = await this.journals.list(scopeFor('ledger.read'), { ...rest, locationId: location });
    return { rows, older: next === undefined ? undefined : olderLink(query, next), filter: filterOf(query), locations: me.locations, accounts: CHART };
  }

  @Get('journals/:id')
  @Page('ledger/journal', { title: 'Journal', nav: 'journals' })
  async show(@Param('id') id: string) {
    const journal = await this.journals.get(scopeFor('ledger.read'), id);
    return { title: `Journal J-${journal.number}`, journal, table: journalTable(journal), source: sourceLink(journal) };
  }

  @Get('trial-balance')
  @Page('ledger/trial-balance', { title: 'Trial balance', nav: 'trial-balance', fragment: 'ledger/_trial-balance' })
  async trialBalance(@Query() query: TrialBalanceQuery, @Me() me: SignedIn) {
    const asOf = query.asOf ?? dayIn(me.location.timeZone, this.clock.epochMs());
    const tables = await this.balances.asOf(scopeFor('ledger.read'), asOf, query.location);
    return { asOf, tables, location: query.location ?? '', locations: me.locations };
  }
}

function filterOf({ location, account, from, to }: JournalsQuery): Record<string, string> {
  return { location: location ?? '', account: account ?? '', from: from ?? '', to: to ?? '' };
}

function olderLink(query: JournalsQuery, before: string): string {
  const filter = Object.entries({ ...filterOf(query), before }).filter(([, value]) => value !== '');
  return `/ledger/journals?${new URLSearchParams(filter).toString()}`;
}
