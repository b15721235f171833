import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import type { ScanState, SubjectKind } from '../domain/scan-state.js';
import { ofSubject, visibleSubject } from './scan-subjects.js';

export type ShownScan = Pick<ScanState, 'id' | 'version' | 'hash' | 'mediaType' | 'byteSize' | 'fileName' | 'addedName' | 'addedAt' | 'state' | 'removedReason'>;

@Injectable()
export class ScansQueries {
  constructor(private readonly reader: Reader) {}

  /** Everything ever attached, oldest first: page 1 of an EOB was scanned first. @throws NotFound */
  async of(kind: SubjectKind, subjectId: string): Promise<{ locationId: string; scans: ShownScan[] }> {
    const subject = await this.reader.one<{ locationId: string }>(visibleSubject(kind, subjectId));
    if (!subject) throw new NotFound();
    const scans = await this.reader.all<ShownScan>(sql`
      SELECT s.id AS id, s.version AS version, s.hash AS hash, s.media_type AS mediaType, s.byte_size AS byteSize, s.file_name AS fileName, s.added_name AS addedName, s.added_at AS addedAt, s.state AS state, s.removed_reason AS removedReason
      FROM scans s WHERE ${ofSubject(kind, subjectId)} ORDER BY s.id`);
    return { locationId: subject.locationId, scans };
  }

  /** A scan whose subject the one who acts may see; a posted draft’s through its payment. @throws NotFound */
  async one(id: string): Promise<ScanState> {
    const scan = await this.reader.one<ScanState>(sql`
      SELECT s.id AS id, s.version AS version, s.location_id AS locationId, s.subject_kind AS subjectKind, s.subject_id AS subjectId, s.hash AS hash, s.media_type AS mediaType, s.byte_size AS byteSize,
             s.file_name AS fileName, s.added_by AS addedBy, s.added_name AS addedName, s.added_at AS addedAt, s.state AS state, s.removed_reason AS removedReason
      FROM scans s WHERE s.id = ${id}`);
    if (!scan || !(await this.#isVisible(scan))) throw new NotFound();
    return scan;
  }

  async #isVisible({ subjectKind, subjectId }: ScanState): Promise<boolean> {
    if (await this.reader.one(visibleSubject(subjectKind, subjectId))) return true;
    if (subjectKind !== 'remittance') return false;
    const posted = await this.reader.one<{ paymentId: string | null }>(sql`SELECT d.payment_id AS paymentId FROM remittance_drafts d WHERE d.id = ${subjectId}`);
    return posted?.paymentId ? (await this.reader.one(visibleSubject('payment', posted.paymentId))) !== undefined : false;
  }
}
