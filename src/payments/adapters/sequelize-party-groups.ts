import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { PartyGroups } from '../domain/party-groups.js';

@Injectable()
export class SequelizePartyGroups extends PartyGroups {
  constructor(private readonly reader: Reader) {
    super();
  }

  async of(partyRoots: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const groups = new Map<string, string[]>();
    if (partyRoots.length === 0) return groups;
    const roots = list([...new Set(partyRoots)]);
    const rows = await this.reader.all<{ root: string; id: string }>(sql`
      SELECT o.id AS root, y.id AS id FROM payers o JOIN payers y ON y.id = COALESCE(o.merged_root, o.id) OR y.merged_root = COALESCE(o.merged_root, o.id) WHERE o.id IN (${roots})
      UNION ALL
      SELECT o.id AS root, g.id AS id FROM patients o JOIN patients g ON g.id = COALESCE(o.merged_into, o.id) OR g.merged_into = COALESCE(o.merged_into, o.id) WHERE o.id IN (${roots})`);
    for (const { root, id } of rows) groups.set(root, [...(groups.get(root) ?? []), id]);
    return groups;
  }
}
