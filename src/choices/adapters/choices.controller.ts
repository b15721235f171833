import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Commands } from '../../platform/commands.js';
import { column, csvFile, Fragment, Needs, Page, seeOther, Submission, type SeeOther, wholeList } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddChoice } from '../application/add-choice.js';
import { EditChoice } from '../application/edit-choice.js';
import { ACTS, type ChoiceState, type ListName, LISTS, PAYERS, type ReasonedAct, SLIPS } from '../domain/choice-state.js';
import { ChoicesQueries, reasonWords } from './choices.queries.js';

const READ = 'settings.read';
const EDIT = 'settings.edit-organization';
const LIST = '/settings/choices';
const SERVED: Record<ListName, Record<string, string>> = { 'payment-method': PAYERS, reason: ACTS };
const TITLES: Record<ListName, string> = { 'payment-method': 'Add a payment method', reason: 'Add a reason' };
const SLIP_CHOICES = Object.entries(SLIPS).map(([value, label]) => ({ value, label: value === 'cash' ? `${label}, in the till until then` : label }));

type Shown = ReturnType<typeof shown>;
const COLUMNS = [
  column<Shown>('List', (row) => LISTS[row.list]), column<Shown>('Code', (row) => row.code), column<Shown>('Name', (row) => row.name), column<Shown>('For', (row) => row.servedNames),
  column<Shown>('Needs a number', (row) => (row.needsNumber ? 'yes' : '')), column<Shown>('On the slip', (row) => row.slipName), column<Shown>('State', (row) => row.state),
];

/** Payment methods and reasons as settings. */
@Controller('settings/choices')
export class ChoicesController {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ChoicesQueries,
  ) {}

  @Get()
  @Needs(READ)
  @Page('settings/choices', { title: 'Payment methods and reasons', nav: 'settings' })
  async index(): Promise<object> {
    const choices = (await this.queries.all()).map(shown);
    return { lists: Object.entries(LISTS).map(([value, label]) => ({ value, label, add: TITLES[value as ListName], choices: choices.filter(({ list }) => list === value) })) };
  }

  @Get('export')
  @Needs(READ)
  async export() {
    return csvFile('payment-methods-and-reasons', COLUMNS, wholeList((await this.queries.all()).map(shown)));
  }

  @Get('new')
  @Needs(EDIT)
  @Page('settings/choice', { nav: 'settings' })
  async new(@Query('list') wanted?: string): Promise<object> {
    const list = wanted === 'reason' ? wanted : 'payment-method';
    const last = (await this.queries.all()).filter((choice) => choice.list === list).at(-1);
    return { title: TITLES[list], choice: null, list, position: (last?.position ?? 0) + 10, served: servedOf(list, ''), slips: SLIP_CHOICES };
  }

  @Post()
  @Needs(EDIT)
  async add(@Body() command: AddChoice, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(LIST);
  }

  /** For fields that take any words: what the lists propose. Whoever may do the act may see them. */
  @Get('words/:act')
  @Needs('session.own')
  @Fragment('settings/_reason-words')
  async words(@Param('act') act: string): Promise<object> {
    if (!isReasonedAct(act)) throw new NotFound();
    return { act, words: reasonWords(await this.queries.all(), act) };
  }

  @Get(':id')
  @Needs(READ)
  @Page('settings/choice', { nav: 'settings' })
  async show(@Param('id') id: string): Promise<object> {
    const choice = (await this.queries.all()).find((each) => each.id === id);
    if (!choice) throw new NotFound();
    return { title: choice.name, choice, list: choice.list, position: choice.position, served: servedOf(choice.list, choice.serves), slips: SLIP_CHOICES };
  }

  @Post(':id')
  @Needs(EDIT)
  async edit(@Param('id') choiceId: string, @Body() command: EditChoice, @Submission() submission: string): Promise<SeeOther> {
    await this.commands.execute(Object.assign(command, { choiceId }), { submission });
    return seeOther(LIST);
  }
}

function isReasonedAct(act: string): act is ReasonedAct {
  return Object.hasOwn(ACTS, act);
}

function servedOf(list: ListName, serves: string) {
  const held = serves.split(',');
  return Object.entries(SERVED[list]).map(([value, label]) => ({ value, label, isHeld: held.includes(value) }));
}

function shown(choice: ChoiceState) {
  const servedNames = choice.serves.split(',').map((one) => SERVED[choice.list][one] ?? one).join(', ');
  return { ...choice, servedNames, slipName: choice.slip === '' ? '' : SLIPS[choice.slip] };
}
