import type { Scan } from './scan.js';
import type { SubjectKind } from './scan-state.js';

/** Loading locks. */
export abstract class Scans {
  abstract one(id: string): Promise<Scan>;
  abstract add(scan: Scan): void;
  abstract expectVersion(scan: Scan, version: number): Promise<void>;
  /** Where the subject lies. @throws NotFound where the one who acts may not see it */
  abstract locationOf(kind: SubjectKind, subjectId: string): Promise<string>;
  /** Whether the same file is attached to it. */
  abstract has(kind: SubjectKind, subjectId: string, hash: string): Promise<boolean>;
}

/** Files by the hash of their content: written once, never changed. */
export abstract class ScanFiles {
  /** @returns the hash, once the file is safely on the disk */
  abstract keep(bytes: Buffer): Promise<string>;
  /** @throws ScanGone, ScanAltered */
  abstract read(hash: string): Promise<Buffer>;
}
