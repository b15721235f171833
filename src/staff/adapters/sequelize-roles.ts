import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { CustomRole } from '../domain/custom-role.js';
import type { KnownRole } from '../domain/known-role.js';
import { RoleNameTaken } from '../domain/refusals.js';
import { Roles } from '../domain/roles.js';
import { RoleBook } from './role-book.js';
import { RoleRightRow, RoleRow } from './staff.rows.js';

const roleMap = aggregateMap<CustomRole>({
  type: 'role',
  root: RoleRow,
  children: { rights: RoleRightRow },
  parent: 'roleId',
  from: CustomRole.from,
  locations: () => [],
  constraints: { uq_roles_code: (state) => new RoleNameTaken(state.root.name) },
});

@Injectable()
export class SequelizeRoles extends Roles {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly reader: Reader,
    private readonly book: RoleBook,
  ) {
    super();
  }

  override known(): Promise<ReadonlyMap<string, KnownRole>> {
    return this.book.all();
  }

  override one(id: string): Promise<CustomRole> {
    return this.unit.one(roleMap, id);
  }

  override add(role: CustomRole): void {
    this.unit.add(roleMap, role);
  }

  override expectVersion(role: CustomRole, version: number): Promise<void> {
    return this.unit.expectVersion(roleMap as unknown as AggregateMap, role, version);
  }

  override async holders(code: string): Promise<string[]> {
    return (await this.reader.all<{ id: string }>(sql`SELECT DISTINCT g.staff_id AS id FROM grants g WHERE g.role = ${code}`)).map(({ id }) => id);
  }
}
