import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { isRole, ROLES } from '../domain/permissions.js';
import { ORGANIZATION } from '../domain/staff-state.js';

export interface StaffItem {
  staffId: string;
  userName: string;
  displayName: string;
  state: string;
  roles: { role: string; label: string; locationId: string; locationCode: string | 'all'; locationName: string }[];
}

interface GrantedRow {
  staffId: string;
  userName: string;
  displayName: string;
  state: string;
  role: string | null;
  roleName: string | null;
  locationId: string | null;
  locationCode: string | null;
  locationName: string | null;
}

@Injectable()
export class StaffQueries {
  constructor(private readonly reader: Reader) {}

  /** Everybody by user name, each with their roles: users belong to the organization. */
  async all(): Promise<StaffItem[]> {
    const rows = await this.reader.all<GrantedRow>(sql`
      SELECT s.id AS staffId, s.user_name AS userName, s.display_name AS displayName, s.state AS state,
             g.role AS role, r.name AS roleName, g.location_id AS locationId, l.code AS locationCode, l.name AS locationName
      FROM staff s LEFT JOIN grants g ON g.staff_id = s.id LEFT JOIN locations l ON l.id = g.location_id LEFT JOIN roles r ON r.code = g.role
      ORDER BY s.user_name, g.id`);
    const items = new Map<string, StaffItem>();
    for (const row of rows) {
      const { staffId, userName, displayName, state } = row;
      const item = items.get(staffId) ?? { staffId, userName, displayName, state, roles: [] };
      if (row.role !== null) item.roles.push(roleOf(row.role, row));
      items.set(staffId, item);
    }
    return [...items.values()];
  }

  /** Active users with a role at the location or for the whole organization, by name. */
  async at(locationId: string): Promise<{ staffId: string; displayName: string; label: string; isEverywhere: boolean }[]> {
    const rows = await this.reader.all<{ staffId: string; displayName: string; role: string; roleName: string | null; grantedAt: string }>(sql`
      SELECT m.id AS staffId, m.display_name AS displayName, g.role AS role, r.name AS roleName, g.location_id AS grantedAt
      FROM grants g JOIN staff m ON m.id = g.staff_id LEFT JOIN roles r ON r.code = g.role
      WHERE g.location_id IN (${locationId}, ${ORGANIZATION}) AND m.state = 'active' ORDER BY m.display_name, m.id, g.role`);
    return rows.map(({ staffId, displayName, role, roleName, grantedAt }) => ({ staffId, displayName, label: labelOf(role, roleName), isEverywhere: grantedAt === ORGANIZATION }));
  }
}

function roleOf(role: string, { roleName, locationId, locationCode, locationName }: GrantedRow): StaffItem['roles'][number] {
  return {
    role,
    label: labelOf(role, roleName),
    locationId: locationId!,
    locationCode: locationCode ?? 'all',
    locationName: locationName ?? 'All locations',
  };
}

function labelOf(role: string, ownName: string | null): string {
  return isRole(role) ? ROLES[role] : (ownName ?? role);
}
