import { Controller, Get, Query } from '@nestjs/common';
import { RollForwardQueries, type RollForward } from '../../ledger/index.js';
import { Clock } from '../../platform/clock.js';
import { DateField, IdField } from '../../platform/form-fields.js';
import { scopeFor } from '../../platform/scope.js';
import { Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { dayIn } from '../../platform/zones.js';
import { addDays } from '../../shared/calendar-date.js';
import { dailyFigures, locationsOfDay } from './daily-figures.js';
import { DailyReportQueries, type ReceivedBy } from './daily-report.queries.js';

class DailyReportQuery {
  @DateField({ label: 'Day', optional: true }) day?: string;
  @IdField({ label: 'Location', optional: true }) location?: string;
}

const KINDS: Record<string, string> = { insurer: 'Insurers', patient: 'Patients', other: 'Other payers' };

@Controller('reports')
@Needs('ledger.read')
export class DailyReportController {
  constructor(
    private readonly queries: DailyReportQueries,
    private readonly rolling: RollForwardQueries,
    private readonly clock: Clock,
  ) {}

  @Get('daily')
  @Page('reports/daily', { title: 'Daily report', nav: 'daily', fragment: 'reports/_daily' })
  async daily(@Query() query: DailyReportQuery, @Me() me: SignedIn) {
    const today = dayIn(me.location.timeZone, this.clock.epochMs());
    const day = query.day ?? today;
    const scope = scopeFor('ledger.read');
    const moves = await this.queries.moves(scope, day, query.location);
    const [owed] = await this.rolling.over(scope, day, day, query.location);
    const received = await this.queries.received(scope, day, query.location);
    return {
      day, before: addDays(day, -1), after: day < today ? addDays(day, 1) : '', location: query.location ?? '',
      locations: me.locations.map(({ id, name }) => ({ value: id, label: name })),
      figures: dailyFigures(moves, 0 - paymentsIn(owed)), byLocation: query.location === undefined ? locationsOfDay(moves) : [], owed,
      received: received.map((row) => ({ ...row, ...wordsOf(row), netCents: row.inCents + row.outCents })),
      payments: await this.queries.payments(scope, day, query.location), isQuiet: moves.length === 0,
    };
  }
}

function wordsOf({ kind, methodName }: ReceivedBy): { from: string; way: string } {
  return { from: KINDS[kind] ?? kind, way: methodName };
}

/** What payments did to all receivables together: negative when they were paid. */
function paymentsIn(owed: RollForward | undefined): number {
  return owed?.rows.at(-1)?.moved.payments ?? 0;
}
