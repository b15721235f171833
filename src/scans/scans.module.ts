import { Module } from '@nestjs/common';
import { DiskScans } from './adapters/disk-scans.js';
import { ScansController } from './adapters/scans.controller.js';
import { ScansQueries } from './adapters/scans.queries.js';
import { SequelizeScans } from './adapters/sequelize-scans.js';
import { AttachScanHandler } from './application/attach-scan.js';
import { RemoveScanHandler } from './application/remove-scan.js';
import { ScanFiles, Scans } from './domain/scans.js';

/** Scans of EOBs and checks, beside the grid they are typed from and on the payment they became. */
@Module({
  controllers: [ScansController],
  providers: [{ provide: Scans, useClass: SequelizeScans }, { provide: ScanFiles, useClass: DiskScans }, ScansQueries, AttachScanHandler, RemoveScanHandler],
})
export class ScansModule {}
