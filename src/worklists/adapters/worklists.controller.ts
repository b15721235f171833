import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Days } from '../../calendar/index.js';
import { currentActor } from '../../platform/actor.js';
import { Commands } from '../../platform/commands.js';
import { ChoiceField, IdField, TextField } from '../../platform/form-fields.js';
import { addressOf, column, csvFile, Me, moneyColumn, Needs, Page, type SeeOther, seeOther, type SignedIn, Submission } from '../../platform/web/index.js';
import { AssignWorkItem, WORK } from '../application/assign-work-item.js';
import { FinishWorkItem } from '../application/finish-work-item.js';
import { BY_HAND, WORK_KINDS, type WorkKind } from '../domain/work-item-state.js';
import { WorkItems } from '../domain/work-items.js';
import { pageOf, WORK_WORDS } from './work-words.js';
import { READ, WorklistsQueries, type WorkRow } from './worklists.queries.js';

class WorklistQuery {
  @ChoiceField(WORK_KINDS, { label: 'Worklist', optional: true }) kind?: WorkKind;
  @ChoiceField(['today', 'mine', 'nobody', 'all'], { label: 'Whose', optional: true }) whose?: 'today' | 'mine' | 'nobody' | 'all';
  @ChoiceField(['due', 'all'], { label: 'When', optional: true }) when?: 'due' | 'all';
  @IdField({ label: 'Location', optional: true }) location?: string;
  @TextField({ label: 'After', most: 100, optional: true }) after?: string;
}

class WorkItemQuery {
  @ChoiceField(WORK_KINDS, { label: 'Worklist' }) kind!: WorkKind;
  @TextField({ label: 'Item', most: 60 }) subject!: string;
}

const ON_HOME = 8;

type Shown = WorkRow & { reasons: string; ageDays: number };
const COLUMNS = [
  column<Shown>('Why', (row) => WORK_WORDS[row.kind].title), column<Shown>('Reason', (row) => row.reasons), column<Shown>('Record', (row) => row.refName),
  column<Shown>('Patient', (row) => row.patientName), column<Shown>('Payer', (row) => row.payerName), column<Shown>('Location', (row) => row.locationName), column<Shown>('Since', (row) => row.since),
  moneyColumn<Shown>('At stake', (row) => row.cents), column<Shown>('Owner', (row) => row.ownerName), column<Shown>('Next date', (row) => row.nextOn), column<Shown>('Note', (row) => row.note),
  column<Shown>('Last contact', (row) => row.lastContactOn),
];

/** Lists that fill and empty themselves; people say who and when. */
@Controller('worklists')
@Needs(READ)
export class WorklistsController {
  constructor(
    private readonly lists: WorklistsQueries,
    private readonly items: WorkItems,
    private readonly commands: Commands,
    private readonly days: Days,
  ) {}

  @Get()
  @Page('worklists/index', { title: 'Worklists', nav: 'worklists', fragment: 'worklists/_list' })
  async index(@Query() { after, ...filter }: WorklistQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    const { items, totalCents, next } = await this.lists.list({ ...filter, after }, today);
    const counts = await this.lists.counts(filter, today);
    const chosen = { kind: filter.kind ?? '', location: filter.location ?? '', whose: filter.whose ?? 'today', when: filter.when ?? 'due' };
    const { kind: _, ...others } = chosen;
    return {
      today, filter: chosen, items: items.map(withWords), totalCents, counts: counts.map((one) => ({ ...one, title: WORK_WORDS[one.kind].title, href: addressOf('/worklists', { kind: one.kind, ...others }) })),
      allHref: addressOf('/worklists', others), count: counts.reduce((sum, { count }) => sum + count, 0), atStakeCents: counts.reduce((sum, { cents }) => sum + cents, 0),
      places: me.locations.map(({ id, name }) => ({ value: id, label: name })),
      nextHref: next === undefined ? '' : addressOf('/worklists', { ...chosen, after: next }), csvHref: addressOf('/worklists/export', chosen),
    };
  }

  /** The first of what needs the reader today, for Home. */
  @Get('today')
  @Page('worklists/today', { title: 'What needs you today', nav: 'home', fragment: 'worklists/_today' })
  async mine(@Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    const { items } = await this.lists.list({}, today, ON_HOME);
    const counts = await this.lists.counts({}, today);
    return {
      items: items.map(withWords), counts: counts.map((one) => ({ ...one, title: WORK_WORDS[one.kind].title, href: addressOf('/worklists', { kind: one.kind }) })),
      count: counts.reduce((sum, { count }) => sum + count, 0), atStakeCents: counts.reduce((sum, { cents }) => sum + cents, 0),
    };
  }

  @Get('export')
  async export(@Query() { after: _, ...filter }: WorklistQuery, @Me() me: SignedIn) {
    const today = await this.days.today(me.location.id);
    return csvFile('worklist', COLUMNS, (after) => this.lists.list({ ...filter, after }, today));
  }

  /** What it is, and who looks at it when. */
  @Get('item')
  @Page('worklists/item', { title: 'Item of a worklist', nav: 'worklists', fragment: 'worklists/_item' })
  async item(@Query() { kind, subject }: WorkItemQuery, @Me() me: SignedIn) {
    const item = withWords(await this.lists.one(kind, subject, await this.days.today(me.location.id)));
    const owners = (await this.items.owners(item.locationId)).map(({ id, name }) => ({ value: id, label: name }));
    return { item, owners, mayWork: currentActor().can(WORK, item.locationId), isByHand: BY_HAND.includes(item.kind), next: WORK_WORDS[item.kind].next };
  }

  @Post('item')
  @Needs(WORK)
  async assign(@Body() command: AssignWorkItem, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(addressOf('/worklists', { kind: command.kind }));
  }

  @Post('item/done')
  @Needs(WORK)
  async finish(@Body() command: FinishWorkItem, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(addressOf('/worklists', { kind: command.kind }));
  }
}

function withWords<T extends WorkRow>(row: T) {
  return { ...row, words: WORK_WORDS[row.kind], pageHref: pageOf(row), itemHref: addressOf('/worklists/item', { kind: row.kind, subject: row.subjectKey }) };
}
