import type { SubjectKey, WorkKind } from './work-item-state.js';
import type { WorkItem } from './work-item.js';

export interface Subject {
  locationId: string;
  kind: WorkKind;
  subjectKey: SubjectKey;
}

export abstract class WorkItems {
  /** Locked; a new one where nobody has touched the subject yet. */
  abstract about(subject: Subject): Promise<WorkItem>;
  abstract expectVersion(item: WorkItem, version: number): Promise<void>;
  /** Whether the books put it on the list right now, by an unlocked read. */
  abstract isListed(subject: Subject): Promise<boolean>;
  /** Who may own items at a location. */
  abstract owners(locationId: string): Promise<{ id: string; name: string }[]>;
}
