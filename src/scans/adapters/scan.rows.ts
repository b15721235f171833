import { Model } from 'sequelize-typescript';
import { Id, Instant, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { MediaType, ScanState, SubjectKind } from '../domain/scan-state.js';

@TableOf('scans')
export class ScanRow extends Model implements ScanState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare subjectKind: SubjectKind;
  @Id() declare subjectId: string;
  @Key() declare hash: string;
  @Key() declare mediaType: MediaType;
  @Whole() declare byteSize: number;
  @Text() declare fileName: string;
  @Key() declare addedBy: string;
  @Text() declare addedName: string;
  @Instant() declare addedAt: string;
  @Key() declare state: 'attached' | 'removed';
  @Text() declare removedReason: string;
}
