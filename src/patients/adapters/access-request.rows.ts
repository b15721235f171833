import { Model } from 'sequelize-typescript';
import { Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AccessRequestHolderState, AccessRequestState } from '../domain/access-request.js';

@TableOf('access_requests')
export class AccessRequestRow extends Model implements AccessRequestState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Id() declare patientId: string;
  @Text() declare lastName: string;
  @Text() declare firstName: string;
  @Day() declare birthDate: string;
  @Key() declare number: string;
  @Text() declare note: string;
  @Key() declare askedBy: string;
  @Text() declare askedByName: string;
  @Day() declare askedOn: string;
  @Key() declare state: 'open' | 'granted' | 'declined';
  @Text() declare decidedByName: string;
  @Day({ nullable: true }) declare decidedOn: string | null;
  @Text() declare declinedBecause: string;
  @Key() declare openKey: string;
}

@TableOf('access_request_holders')
export class AccessRequestHolderRow extends Model implements AccessRequestHolderState {
  @Id() declare id: string;
  @Id() declare requestId: string;
  @Id() declare locationId: string;
}
