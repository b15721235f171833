import type { RowSet } from '../../shared/aggregate.js';

/** What a scan belongs to: the draft of a remittance, or a posted payment. A draft’s scans are its payment’s once it is posted. */
export const SUBJECT_KINDS = ['remittance', 'payment'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export type MediaType = 'application/pdf' | 'image/png' | 'image/jpeg' | 'image/tiff';

export interface ScanState {
  id: string;
  version: number;
  locationId: string;
  subjectKind: SubjectKind;
  subjectId: string;
  /** SHA-256 of the file, in hex: its name on the disk, and the proof that it is still the same. */
  hash: string;
  mediaType: MediaType;
  byteSize: number;
  /** As the sender’s computer called it. */
  fileName: string;
  addedBy: string;
  addedName: string;
  /** UTC. */
  addedAt: string;
  state: 'attached' | 'removed';
  removedReason: string;
}

export interface ScanRows extends RowSet {
  root: ScanState;
}
