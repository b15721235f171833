import { decodeDiff } from './audit-trail.js';
import type { Reader } from './database/reader.js';
import { sql } from './database/sql.js';
import { currentTimeZone } from './form-context.js';
import { instantIn } from './zones.js';

interface Change {
  actorName: string;
  enteredAt: string;
  title: string;
  diff: Buffer;
}

/** Who changed the record since `version`, when, and which fields; what the user typed stays on screen. */
export async function staleSentence(reader: Reader, type: string, id: string, version: number): Promise<string> {
  const changes = await reader.all<Change>(
    sql`SELECT a.actor_name AS actorName, a.entered_at AS enteredAt, a.title AS title, e.diff AS diff
        FROM audit_entries e JOIN audit_acts a ON a.id = e.act_id
        WHERE e.record_type = ${type} AND e.record_id = ${id} AND e.version > ${version} ORDER BY e.version`,
  );
  const last = changes.at(-1);
  if (!last) return 'This form is not of this record. Open the record again.';
  const fields = new Set(changes.flatMap((change) => fieldsIn(change.diff)));
  const what = fields.size === 0 ? '' : ` (${[...fields].slice(0, 6).join(', ')})`;
  return `${last.actorName} changed this at ${instantIn(currentTimeZone(), last.enteredAt)}: ${last.title}${what}. Your entries are still here; open the record again, compare, and enter them once more.`;
}

/** The record's own fields before those of its rows; ids say nothing to a person. */
function fieldsIn(diff: Buffer): string[] {
  const { root = {}, ...parts } = decodeDiff(diff);
  return [root, ...Object.values(parts)]
    .flatMap((rows) => Object.values(rows).flatMap((fields) => Object.keys(fields)))
    .filter((field) => !/^id$|Ids?$|Key$/.test(field))
    .map((field) => field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/ cents$/, ''));
}
