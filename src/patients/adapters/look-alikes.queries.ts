import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, sql } from '../../platform/database/sql.js';
import type { CalendarDate } from '../../shared/calendar-date.js';
import { plainWords } from '../../shared/plain-text.js';
import { searchNameOf } from '../domain/patient.js';
import { visible } from './visible.js';

export interface LookAlike {
  patientId: string;
  name: string;
  number: string;
  birthDate: CalendarDate;
}

export interface Typed {
  lastName?: string | undefined;
  firstName?: string | undefined;
  birthDate?: CalendarDate | undefined;
  number?: string | undefined;
}

const SHOWN = 5;
const BEGINNING = 3;

/** Who a person that is being registered may be already. */
@Injectable()
export class LookAlikesQueries {
  constructor(private readonly reader: Reader) {}

  /** At the caller's locations: the same name on any day, names the other way round, or the same day and a name that begins alike. */
  async near({ lastName = '', firstName = '', birthDate = '' }: Typed, scope: Scope): Promise<LookAlike[]> {
    if (plainWords(lastName) === '') return [];
    const [name, turned, beginning] = [searchNameOf(lastName, firstName), searchNameOf(firstName, lastName), `${plainWords(lastName).slice(0, BEGINNING)}%`];
    const first = `% ${plainWords(firstName) || '?'}`;
    return this.reader.all<LookAlike>(sql`
      SELECT p.id AS patientId, CONCAT(p.last_name, ', ', p.first_name) AS name, p.number AS number, p.birth_date AS birthDate FROM patients p
      WHERE p.merged_into IS NULL AND ${visible(scope)} AND (p.search_name IN (${name}, ${turned}) OR (p.birth_date = ${birthDate || null} AND (p.search_name LIKE ${beginning} OR p.search_name LIKE ${first})))
      ORDER BY CASE WHEN p.birth_date = ${birthDate || null} THEN 0 ELSE 1 END, p.search_name, p.id ${limit(SHOWN)}`);
  }

  /** Whether exactly this person is registered where the caller sees nothing. */
  async isElsewhere({ lastName = '', firstName = '', birthDate = '', number = '' }: Typed, scope: Scope): Promise<boolean> {
    const found = await this.reader.one(sql`
      SELECT p.id AS id FROM patients n JOIN patients p ON p.id = COALESCE(n.merged_into, n.id)
      WHERE (n.number = ${number.trim().toUpperCase()} OR (n.birth_date = ${birthDate || null} AND n.search_name = ${searchNameOf(lastName, firstName)})) AND NOT (${visible(scope)}) ${limit(1)}`);
    return found !== undefined;
  }
}
