import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { TextField, VersionField } from '../../platform/form-fields.js';
import { Scans } from '../domain/scans.js';
import { ATTACH } from './attach-scan.js';

@Act({ title: 'Take a scan off', needs: ATTACH })
export class RemoveScan {
  scanId!: string;
  @VersionField() version!: number;
  @TextField({ label: 'Reason', most: 300, optional: true }) reason?: string;

  constructor(fields: Partial<RemoveScan> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RemoveScan)
export class RemoveScanHandler implements ICommandHandler<RemoveScan> {
  constructor(private readonly scans: Scans) {}

  async execute({ scanId, version, reason }: RemoveScan): Promise<{ scanId: string }> {
    const scan = await this.scans.one(scanId);
    mustBeAllowed(ATTACH, scan.locationId);
    await this.scans.expectVersion(scan, version);
    scan.remove(reason);
    return { scanId };
  }
}
