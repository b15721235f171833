import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql, type Sql } from '../../platform/database/sql.js';
import { type KnownRole, knownRoles, ownRole } from '../domain/known-role.js';
import { isRole, type Role } from '../domain/permissions.js';

interface RightRow {
  id: string;
  version: number;
  code: string;
  name: string;
  base: Role;
  state: string;
  permission: string | null;
}

/** A role of the clinic's own as its page shows it. */
export interface OwnRole extends KnownRole {
  roleId: string;
  version: number;
}

@Injectable()
export class RoleBook {
  constructor(private readonly reader: Reader) {}

  /** Every role by code: the built-in ones, then the clinic's own by name. */
  async all(): Promise<ReadonlyMap<string, KnownRole>> {
    return knownRoles(await this.own());
  }

  /** The same for a session, where mostly no role of the clinic's own is named: then nothing is read. */
  async named(codes: readonly string[]): Promise<ReadonlyMap<string, KnownRole>> {
    const own = [...new Set(codes.filter((code) => !isRole(code)))];
    return knownRoles(own.length === 0 ? [] : await this.#read(sql`WHERE r.code IN (${list(own)})`));
  }

  own(): Promise<OwnRole[]> {
    return this.#read(sql``);
  }

  async one(roleId: string): Promise<OwnRole | undefined> {
    return (await this.#read(sql`WHERE r.id = ${roleId}`))[0];
  }

  async #read(where: Sql): Promise<OwnRole[]> {
    const rows = await this.reader.all<RightRow>(sql`
      SELECT r.id AS id, r.version AS version, r.code AS code, r.name AS name, r.base AS base, r.state AS state, x.permission AS permission
      FROM roles r LEFT JOIN role_rights x ON x.role_id = r.id ${where} ORDER BY r.name, r.id`);
    const firsts = new Map(rows.map((row) => [row.id, row]));
    return [...firsts.values()].map(({ id: roleId, version, code, name, base, state }) => {
      const rights = rows.flatMap(({ id, permission }) => (id === roleId && permission !== null ? [permission] : []));
      return { roleId, version, ...ownRole({ code, name, base, isRetired: state === 'retired' }, rights) };
    });
  }
}
