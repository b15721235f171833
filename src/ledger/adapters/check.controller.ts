import { Controller, Get, Post } from '@nestjs/common';
import { currentActor, mustBeAllowedSomewhere } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { scopeFor } from '../../platform/scope.js';
import { column, csvFile, Fragment, Needs, Page, seeOther, Submission, type SeeOther, wholeList } from '../../platform/web/index.js';
import { RunLedgerCheck } from '../application/run-ledger-check.js';
import { Checker } from '../check/checker.js';
import { CheckQueries } from './check.queries.js';

type FindingRow = Awaited<ReturnType<CheckQueries['findings']>>['findings'][number];
const COLUMNS = [
  column<FindingRow>('Record', (row) => row.record), column<FindingRow>('Invariant', (row) => row.sentence), column<FindingRow>('Expected', (row) => row.expected), column<FindingRow>('Found', (row) => row.actual),
];

/** Whether the books hold, when that was last proved, and what does not. */
@Controller('ledger/check')
export class CheckController {
  constructor(
    private readonly commands: Commands,
    private readonly checks: CheckQueries,
    private readonly checker: Checker,
  ) {}

  @Get()
  @Needs('ledger.read')
  @Page('ledger/check', { title: 'Ledger check', nav: 'ledger-check' })
  async show() {
    const runs = await this.checks.runs();
    const last = runs.find(({ state }) => state === 'held' || state === 'violated');
    const nothing = { findings: [], parked: [], hidden: 0 };
    return {
      runs, last, hasEnded: false,
      running: runs.find(({ state }) => state === 'running'),
      promises: await this.checks.promises(runs),
      ...(last?.state === 'violated' ? await this.checks.findings(scopeFor('ledger.read'), last.id) : nothing),
    };
  }

  /** What the last check found, as far as the reader's locations go. */
  @Get('export')
  @Needs('ledger.read')
  async export() {
    const last = (await this.checks.runs()).find(({ state }) => state === 'held' || state === 'violated');
    const findings = last?.state === 'violated' ? (await this.checks.findings(scopeFor('ledger.read'), last.id)).findings : [];
    return csvFile('ledger-check', COLUMNS, wholeList(findings));
  }

  @Get('progress')
  @Needs('ledger.read')
  @Fragment('ledger/_check-progress')
  async progress() {
    const running = (await this.checks.runs()).find(({ state }) => state === 'running');
    return { running, hasEnded: running === undefined };
  }

  @Post()
  @Needs('audit.verify')
  async run(@Submission() submission: string): Promise<SeeOther> {
    mustBeAllowedSomewhere('audit.verify');
    const { runId } = await this.commands.execute<{ runId: string }>(new RunLedgerCheck(), { submission });
    const { id, name } = currentActor();
    await this.checker.start(runId, { id, name });
    return seeOther('/ledger/check');
  }
}
