import { Module } from '@nestjs/common';
import { ActsQueries } from './adapters/acts.queries.js';
import { AuditController } from './adapters/audit.controller.js';
import { RecordNames } from './adapters/record-names.queries.js';

/** Reads the trail the unit of work writes; it knows nobody's domain. */
@Module({ controllers: [AuditController], providers: [ActsQueries, RecordNames] })
export class AuditModule {}
