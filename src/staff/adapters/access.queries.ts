import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { join, limit, sql } from '../../platform/database/sql.js';
import { ACCESS_KINDS, type AccessKind } from '../domain/access-events.js';

const PAGE = 50;

interface AccessRow {
  id: string;
  kind: string;
  userName: string | null;
  displayName: string | null;
  address: string;
  happenedAt: string;
}

export type AccessItem = AccessRow & { what: string };

@Injectable()
export class AccessQueries {
  constructor(private readonly reader: Reader) {}

  /** Who came in, went out or was turned away; newest first. */
  async find({ staffId = '', kind = '', before }: { staffId?: string; kind?: string; before?: string | undefined }) {
    const conditions = [
      ...(staffId === '' ? [] : [sql`a.staff_id = ${staffId}`]),
      ...(kind === '' ? [] : [sql`a.kind = ${kind}`]),
      ...(before === undefined ? [] : [sql`a.id < ${before}`]),
    ];
    const rows = await this.reader.all<AccessRow>(sql`
      SELECT a.id AS id, a.kind AS kind, m.user_name AS userName, m.display_name AS displayName, a.address AS address, a.happened_at AS happenedAt
      FROM access_events a LEFT JOIN staff m ON m.id = a.staff_id
      WHERE ${join([sql`1 = 1`, ...conditions], ' AND ')} ORDER BY a.id DESC ${limit(PAGE + 1)}`);
    const items = rows.slice(0, PAGE).map((row) => ({ ...row, what: ACCESS_KINDS[row.kind as AccessKind] }));
    return { items, next: rows.length > PAGE ? items.at(-1)?.id : undefined };
  }

  people(): Promise<{ value: string; label: string }[]> {
    return this.reader.all(sql`SELECT m.id AS value, m.display_name AS label FROM staff m ORDER BY m.display_name, m.id`);
  }
}
