import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { LocationsQueries } from '../../locations/index.js';
import { Commands } from '../../platform/commands.js';
import { addressOf, column, csvFile, Fragment, instantColumn, Me, Needs, Page, seeOther, Submission, type SeeOther, type SignedIn, wholeList } from '../../platform/web/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { AddStaff } from '../application/add-staff.js';
import { DisableStaff } from '../application/disable-staff.js';
import { EnableStaff } from '../application/enable-staff.js';
import { GrantRole } from '../application/grant-role.js';
import { RevokeRole } from '../application/revoke-role.js';
import { SetPassword } from '../application/set-password.js';
import { ACCESS_KINDS } from '../domain/access-events.js';
import { knownRoles } from '../domain/known-role.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { AccessQueries, type AccessItem } from './access.queries.js';
import { RoleBook } from './role-book.js';
import { rightsTable } from './role-words.js';
import { AddStaffForm, GrantForm, ResetPasswordForm } from './staff.forms.js';
import { type StaffItem, StaffQueries } from './staff.queries.js';

const READ = 'staff.read';
const EDIT = 'staff.edit';
const KINDS = Object.entries(ACCESS_KINDS).map(([value, label]) => ({ value, label }));

/** A line for each role of a user, as access is reviewed. */
type Granted = StaffItem & { label: string; place: string };
const USER_COLUMNS = [
  column<Granted>('User name', (row) => row.userName), column<Granted>('Name', (row) => row.displayName), column<Granted>('State', (row) => row.state),
  column<Granted>('Role', (row) => row.label), column<Granted>('Where', (row) => row.place),
];
const ACCESS_COLUMNS = [
  instantColumn<AccessItem>('When', (row) => row.happenedAt), column<AccessItem>('User name', (row) => row.userName), column<AccessItem>('Name', (row) => row.displayName),
  column<AccessItem>('What', (row) => row.what), column<AccessItem>('From', (row) => row.address),
];

@Controller('staff')
export class StaffController {
  constructor(
    private readonly commands: Commands,
    private readonly queries: StaffQueries,
    private readonly locations: LocationsQueries,
    private readonly access: AccessQueries,
    private readonly book: RoleBook,
  ) {}

  @Get()
  @Needs(READ)
  @Page('staff/index', { title: 'Users and roles', nav: 'staff' })
  async list(): Promise<object> {
    const own = await this.book.own();
    const roles = [...knownRoles().values(), ...own.filter(({ isRetired }) => !isRetired)];
    return { staff: await this.queries.all(), roles, rights: rightsTable(roles), own };
  }

  @Get('export')
  @Needs(READ)
  async export() {
    return csvFile('users', USER_COLUMNS, wholeList((await this.queries.all()).flatMap(grantsOf)));
  }

  @Get('new')
  @Needs(EDIT)
  @Page('staff/new', { title: 'Add a user', nav: 'staff' })
  async new(@Me() me: SignedIn): Promise<object> {
    return { roles: await this.#roles(), places: await this.#places(me) };
  }

  @Get('access')
  @Needs(READ)
  @Page('staff/access', { title: 'Who came in', nav: 'staff', fragment: 'staff/_access' })
  async comings(@Query('who') who = '', @Query('kind') kind = '', @Query('before') before?: string): Promise<object> {
    const { items, next } = await this.access.find({ staffId: who, kind, before });
    return { items, who, kind, kinds: KINDS, people: await this.access.people(), nextHref: next && addressOf('/staff/access', { who, kind, before: next }), csvHref: addressOf('/staff/access/export', { who, kind }) };
  }

  @Get('access/export')
  @Needs(READ)
  exportComings(@Query('who') who = '', @Query('kind') kind = '') {
    return csvFile('who-came-in', ACCESS_COLUMNS, (before) => this.access.find({ staffId: who, kind, before }));
  }

  /** Who works at a location, for the location's page. */
  @Get('at/:locationId')
  @Needs(READ)
  @Fragment('staff/_at')
  async at(@Param('locationId') locationId: string): Promise<object> {
    return { people: await this.queries.at(locationId) };
  }

  @Post()
  @Needs(EDIT)
  async add(@Body() form: AddStaffForm, @Submission() submission: string): Promise<SeeOther> {
    const { userName, displayName, password, role, locationId } = form;
    const command = Object.assign(new AddStaff({ userName, displayName, grants: [{ role, locationId }] }), { password });
    const { staffId } = await this.commands.execute<{ staffId: string }>(command, { submission });
    return seeOther(`/staff/${staffId}`);
  }

  @Get(':id')
  @Needs(READ)
  @Page('staff/show', { title: 'User', nav: 'staff' })
  async show(@Param('id') id: string, @Me() me: SignedIn): Promise<object> {
    const person = (await this.queries.all()).find(({ staffId }) => staffId === id);
    if (!person) throw new NotFound();
    const { items } = await this.access.find({ staffId: id });
    const isSelf = me.actor.id === id;
    return { title: person.displayName, person, isSelf, mayEdit: me.actor.can(EDIT, me.location.id) && !isSelf, roles: await this.#roles(), places: await this.#places(me), comings: items.slice(0, 10) };
  }

  @Post(':id/password')
  @Needs(EDIT)
  async resetPassword(@Param('id') staffId: string, @Body() { password }: ResetPasswordForm, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(staffId, Object.assign(new SetPassword({ staffId }), { password }), submission);
  }

  @Post(':id/disabling')
  @Needs(EDIT)
  async disable(@Param('id') staffId: string, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(staffId, new DisableStaff({ staffId }), submission);
  }

  @Post(':id/enabling')
  @Needs(EDIT)
  async enable(@Param('id') staffId: string, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(staffId, new EnableStaff({ staffId }), submission);
  }

  @Post(':id/grants')
  @Needs(EDIT)
  async grant(@Param('id') staffId: string, @Body() { role, locationId }: GrantForm, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(staffId, new GrantRole({ staffId, role, locationId }), submission);
  }

  @Post(':id/grants/revocation')
  @Needs(EDIT)
  async revoke(@Param('id') staffId: string, @Body() { role, locationId }: GrantForm, @Submission() submission: string): Promise<SeeOther> {
    return this.#act(staffId, new RevokeRole({ staffId, role, locationId }), submission);
  }

  async #act(staffId: string, command: object, submission: string): Promise<SeeOther> {
    await this.commands.execute(command, { submission });
    return seeOther(`/staff/${staffId}`);
  }

  async #roles(): Promise<{ value: string; label: string }[]> {
    return [...(await this.book.all()).values()].filter(({ isRetired }) => !isRetired).map(({ code, name }) => ({ value: code, label: name }));
  }

  /** Where the person may grant a role. */
  async #places({ actor }: SignedIn): Promise<{ value: string; label: string }[]> {
    const places = (await this.locations.all({ locationIds: actor.locations(EDIT) })).map(({ id, name }) => ({ value: id, label: name }));
    return actor.locations(EDIT) === 'all' ? [...places, { value: ORGANIZATION, label: 'All locations' }] : places;
  }
}

function grantsOf(person: StaffItem): Granted[] {
  if (person.roles.length === 0) return [{ ...person, label: '', place: '' }];
  return person.roles.map(({ label, locationName }) => ({ ...person, label, place: locationName }));
}
