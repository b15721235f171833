import { createHash } from 'node:crypto';
import { AddLocation, LocationsQueries, mustBeOwnCurrency, OrganizationQueries, SetUpOrganization } from '../locations/index.js';
import { SetUpChart } from '../ledger/index.js';
import type { Snapshot } from '../platform/database/snapshot.js';
import { isTimeZone } from '../platform/zones.js';
import { DomainError } from '../shared/domain-error.js';
import { AddStaff, ORGANIZATION, StaffQueries } from '../staff/index.js';
import { Answers } from './answers.js';
import type { CliCommand } from './cli-command.js';
import { openDoor } from './door.js';
import { CannotRun, Refused } from './failures.js';
import { onSnapshot, readerOf } from './read-snapshot.js';

interface Wanted {
  organization: string;
  currency: string;
  location: string;
  code: string;
  timeZone: string;
  admin: string;
  password: string;
}

export const setup: CliCommand = {
  name: 'setup',
  usage: '--organization NAME --currency USD --location NAME [--location-code CODE] --time-zone America/Chicago --admin-user NAME',
  summary: 'a production start without demo data: organization, chart of accounts, first location with its days and numbers, first administrator; the password is asked for, or read from LEDGERLINE_ADMIN_PASSWORD or stdin',
  positionals: 0,
  options: {
    organization: { type: 'string' }, currency: { type: 'string' }, location: { type: 'string' }, 'location-code': { type: 'string' },
    'time-zone': { type: 'string' }, 'admin-user': { type: 'string' },
  },
  async run(call) {
    const wanted = await ask(new Answers(call));
    refuseUnusable(wanted);
    // Opening the door migrates a new database, so that there is something to look at.
    const door = await openDoor(call.config);
    try {
      await onSnapshot(call.config, refuseSecondTime);
      const key = (step: string): string => `setup:${step}:${digest(wanted)}`;
      const { organization, currency, location, code, timeZone, admin, password } = wanted;
      // The only step that may be refused comes first, so that a refusal leaves nothing behind.
      const grants = [{ role: 'administrator', locationId: ORGANIZATION }];
      const staff = { userName: admin, displayName: admin, grants, password };
      await door.execute(AddStaff, staff, key('administrator'));
      await door.execute(SetUpOrganization, { name: organization, currency }, key('organization'));
      await door.execute(SetUpChart, {}, key('chart'));
      const { locationId } = await door.execute<{ locationId: string }>(AddLocation, { code, name: location, timeZone }, key('location'));
      call.out.line(`${organization} keeps its books in ${currency.toUpperCase()}; first location ${location} (${code}), first administrator ${admin}.`);
      call.out.line('Start the product with npm start, sign in as the administrator and add users and their roles.');
      return { isFine: true, document: { organization, currency: currency.toUpperCase(), location: { id: locationId, code, name: location, timeZone }, administrator: admin } };
    } finally {
      await door.close();
    }
  },
};

async function ask(answers: Answers): Promise<Wanted> {
  const organization = await answers.text('organization', 'Name of the organization');
  const currency = await answers.text('currency', 'Currency, for example USD');
  const location = await answers.text('location', 'Name of the first location');
  const timeZone = await answers.text('time-zone', 'Its time zone, for example America/Chicago');
  const admin = await answers.text('admin-user', 'User name of the first administrator');
  answers.refuseMissing();
  const password = await answers.secret('LEDGERLINE_ADMIN_PASSWORD', `Password of ${admin}, 12 characters or more`);
  return { organization, currency, location, code: answers.given('location-code') ?? initialsOf(location), timeZone, admin, password };
}

/** `Maple Street` → `MS`, `Riverside` → `RI` */
function initialsOf(name: string): string {
  const words = name.toUpperCase().split(/[^A-Z0-9]+/).filter(Boolean);
  const initials = words.map((word) => word.charAt(0)).join('').slice(0, 6);
  return initials.length > 1 ? initials : (words[0] ?? 'L1').slice(0, 2);
}

function refuseUnusable({ currency, timeZone }: Wanted): void {
  try {
    mustBeOwnCurrency(currency, currency.trim().toUpperCase());
  } catch (error) {
    throw error instanceof DomainError ? new CannotRun(error.sentence) : error;
  }
  if (!isTimeZone(timeZone)) throw new CannotRun(`“${timeZone}” is not a time zone; write it as America/Chicago.`);
}

/** A set-up that was interrupted may go on; one that was finished is never done again. */
async function refuseSecondTime(snapshot: Snapshot): Promise<void> {
  const reader = readerOf(snapshot);
  const organization = await new OrganizationQueries(reader).get();
  const isFinished = organization && (await new LocationsQueries(reader).all()).length > 0 && (await new StaffQueries(reader).all()).length > 0;
  if (isFinished) throw new Refused(`This product already keeps the books of ${organization.name}; a second organization needs its own database.`);
}

/** Without the password: what the keys are made of is stored. */
function digest({ password: _password, ...rest }: Wanted): string {
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 32);
}
