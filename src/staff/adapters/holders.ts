import { list, sql, type Sql } from '../../platform/database/sql.js';
import { markOf, type Permission, type Role, ROLES } from '../domain/permissions.js';
import { ORGANIZATION } from '../domain/staff-state.js';

/** The active people who hold a right at a location, as rows of `id` and `name`, by name; roles made from built-in ones included. */
export function holdersAt(permission: Permission, locationId: string): Sql {
  const roles = (Object.keys(ROLES) as Role[]).filter((role) => markOf(permission, role) !== '○');
  return sql`
    SELECT DISTINCT m.id AS id, m.display_name AS name FROM grants g JOIN staff m ON m.id = g.staff_id
    WHERE g.location_id IN (${locationId}, ${ORGANIZATION}) AND m.state = 'active'
      AND (g.role IN (${list(roles)}) OR EXISTS (SELECT 1 FROM roles r JOIN role_rights x ON x.role_id = r.id WHERE r.code = g.role AND x.permission = ${permission}))
    ORDER BY m.display_name, m.id`;
}
