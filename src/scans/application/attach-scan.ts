import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { currentActor, mustBeAllowed } from '../../platform/actor.js';
import { Clock } from '../../platform/clock.js';
import { newId } from '../../platform/ids.js';
import { AttachedAlready } from '../domain/refusals.js';
import { Scan } from '../domain/scan.js';
import type { MediaType, SubjectKind } from '../domain/scan-state.js';
import { Scans } from '../domain/scans.js';

/** Whoever posts insurers’ money attaches its papers. */
export const ATTACH = 'payment.post-insurer';

/** The file itself is kept before; the command names it by its hash. */
@Act({ title: 'Attach a scan', needs: ATTACH })
export class AttachScan {
  subjectKind!: SubjectKind;
  subjectId!: string;
  hash!: string;
  mediaType!: MediaType;
  byteSize!: number;
  fileName!: string;

  constructor(fields: Partial<AttachScan> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AttachScan)
export class AttachScanHandler implements ICommandHandler<AttachScan> {
  constructor(
    private readonly scans: Scans,
    private readonly clock: Clock,
  ) {}

  async execute({ subjectKind, subjectId, hash, mediaType, byteSize, fileName }: AttachScan): Promise<{ scanId: string }> {
    const locationId = await this.scans.locationOf(subjectKind, subjectId);
    mustBeAllowed(ATTACH, locationId);
    if (await this.scans.has(subjectKind, subjectId, hash)) throw new AttachedAlready();
    const { id: addedBy, name: addedName } = currentActor();
    const scan = Scan.attach({ id: newId(), locationId, subjectKind, subjectId, hash, mediaType, byteSize, fileName, addedBy, addedName, addedAt: this.clock.now() });
    this.scans.add(scan);
    return { scanId: scan.id };
  }
}
