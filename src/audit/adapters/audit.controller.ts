import { Controller, Get, Param, Query } from '@nestjs/common';
import { allActs } from '../../platform/act.js';
import { aggregateMaps } from '../../platform/aggregate-map.js';
import { firstIdAt } from '../../platform/ids.js';
import { addressOf, column, csvFile, instantColumn, wholeList, Me, Needs, Page, type SignedIn } from '../../platform/web/index.js';
import { startOfDay } from '../../platform/zones.js';
import { addDays } from '../../shared/calendar-date.js';
import { ActsQueries, type ActFilter, type ActListRow, type StoredChange } from './acts.queries.js';
import { ActsQuery, HistoryQuery } from './audit.forms.js';
import { linesOf, referencesIn, type ChangeLine } from './diff-view.js';
import { nounOf, RecordNames, type RecordName } from './record-names.queries.js';

const COLUMNS = [
  instantColumn<ActListRow>('Entered', (row) => row.enteredAt), column<ActListRow>('What', (row) => row.title), column<ActListRow>('Outcome', (row) => row.outcome), column<ActListRow>('Refusal', (row) => row.refusal),
  column<ActListRow>('Reason', (row) => row.reason), column<ActListRow>('Who', (row) => row.actorName), column<ActListRow>('Role', (row) => row.actorRole), column<ActListRow>('From', (row) => row.address),
  column<ActListRow>('Where', (row) => row.locations.join(', ')), column<ActListRow>('Records', (row) => row.records.map(({ type, count }) => `${count} ${nounOf(type)}`).join(', ')), column<ActListRow>('Act', (row) => row.id),
];

type HistoryRow = Pick<Awaited<ReturnType<ActsQueries['history']>>[number], 'version' | 'enteredAt' | 'title' | 'actorName' | 'actId'> & ChangeLine;
const said = (pieces: ChangeLine['before']): string => pieces.map(({ text }) => text).join('');
const HISTORY_COLUMNS = [
  column<HistoryRow>('Version', (row) => row.version), instantColumn<HistoryRow>('Entered', (row) => row.enteredAt), column<HistoryRow>('What', (row) => row.title), column<HistoryRow>('Who', (row) => row.actorName),
  column<HistoryRow>('Field', (row) => row.field), column<HistoryRow>('Before', (row) => said(row.before)), column<HistoryRow>('After', (row) => said(row.after)), column<HistoryRow>('Act', (row) => row.actId),
];

/** Who did what, when, where and why: every act and everything it changed. Reads only. */
@Controller('audit')
@Needs('audit.own')
export class AuditController {
  constructor(
    private readonly acts: ActsQueries,
    private readonly names: RecordNames,
  ) {}

  @Get()
  @Page('audit/index', { title: 'Audit trail', nav: 'audit', fragment: 'audit/_acts' })
  async list(@Query() query: ActsQuery, @Me() me: SignedIn) {
    const { rows, next } = await this.acts.list(await this.#filter(query, me.location.timeZone));
    return {
      rows: rows.map((row) => ({ ...row, records: row.records.map(({ type, count }) => ({ count, noun: nounOf(type) })) })),
      older: next && addressOf('/audit', { ...filled(query), before: next }), csvHref: addressOf('/audit/export', filled(query)),
      filter: filled(query),
      locations: me.locations.map(({ id, name }) => ({ value: id, label: name })),
      commands: [...allActs().values()].map(({ info }) => ({ value: info.name, label: info.title })).sort((a, b) => (a.label < b.label ? -1 : 1)),
      types: aggregateMaps().map(({ type }) => ({ value: type, label: nounOf(type) })),
    };
  }

  @Get('export')
  async export(@Query() { before: _, ...query }: ActsQuery, @Me() me: SignedIn) {
    const filter = await this.#filter(query, me.location.timeZone);
    return csvFile('audit-trail', COLUMNS, async (before) => {
      const { rows, next } = await this.acts.list({ ...filter, before });
      return { items: rows, next };
    });
  }

  @Get('acts/:id')
  @Page('audit/act', { title: 'Act', nav: 'audit' })
  async show(@Param('id') id: string) {
    const { act, locations, changes } = await this.acts.get(id);
    const own = changes.map(({ recordType, recordId }) => ({ type: recordType, id: recordId }));
    const names = await this.names.of([...own, ...changes.flatMap((change) => referencesIn(change.diff))]);
    const records = changes.map((change) => recordView(change, names));
    return { title: act.title, act, locations, records, fieldCount: records.reduce((sum, record) => sum + record.lines.length, 0) };
  }

  @Get('history')
  @Page('audit/history', { title: 'History', nav: 'audit', fragment: 'audit/_history' })
  async history(@Query() { type, id }: HistoryQuery) {
    const versions = await this.acts.history(type, id);
    const names = await this.names.of([{ type, id }, ...versions.flatMap((version) => referencesIn(version.diff))]);
    const record = names.get(id) ?? { name: `${nounOf(type)} ${id}`, href: undefined };
    return { record, csvHref: addressOf('/audit/history/export', { type, id }), versions: versions.map(({ diff, ...version }) => ({ ...version, lines: linesOf(id, diff, names) })) };
  }

  /** Of one record, a line for each field that a version changed. */
  @Get('history/export')
  async exportHistory(@Query() { type, id }: HistoryQuery) {
    const versions = await this.acts.history(type, id);
    const names = await this.names.of([{ type, id }, ...versions.flatMap((version) => referencesIn(version.diff))]);
    const rows = versions.flatMap((version) => linesOf(id, version.diff, names).map((line) => ({ ...version, ...line })));
    return csvFile('history', HISTORY_COLUMNS, wholeList(rows));
  }

  async #filter(query: ActsQuery, timeZone: string): Promise<ActFilter> {
    return {
      who: query.who,
      command: query.command,
      outcome: query.outcome,
      locationId: query.location,
      recordType: query.type,
      recordIds: query.record === undefined ? undefined : await this.names.find(query.record),
      fromId: query.from === undefined ? undefined : firstIdAt(startOfDay(timeZone, query.from)),
      toId: query.to === undefined ? undefined : firstIdAt(startOfDay(timeZone, addDays(query.to, 1))),
      before: query.before,
    };
  }
}

interface RecordView {
  name: string;
  href: string | undefined;
  version: number;
  newest: number;
  kind: string;
  history: string;
  lines: ChangeLine[];
}

function recordView({ recordType, recordId, version, newest, kind, diff }: StoredChange, names: ReadonlyMap<string, RecordName>): RecordView {
  const { name, href } = names.get(recordId) ?? { name: `${nounOf(recordType)} ${recordId}`, href: undefined };
  const history = `/audit/history?${new URLSearchParams({ type: recordType, id: recordId }).toString()}`;
  return { name, href, version, newest, kind, history, lines: linesOf(recordId, diff, names) };
}

const FILTERS = ['who', 'command', 'type', 'record', 'outcome', 'location', 'from', 'to'] as const;

function filled(query: ActsQuery): Record<(typeof FILTERS)[number], string> {
  return Object.fromEntries(FILTERS.map((name) => [name, query[name] ?? ''])) as Record<(typeof FILTERS)[number], string>;
}
