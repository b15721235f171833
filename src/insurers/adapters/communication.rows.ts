import { Model } from 'sequelize-typescript';
import { Day, Id, Instant, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { Channel, CommunicationStanding, CommunicationState } from '../domain/communication-state.js';

@TableOf('communications')
export class CommunicationRow extends Model implements CommunicationState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare payerId: string;
  @Id({ nullable: true }) declare locationId: string | null;
  @Id({ nullable: true }) declare invoiceId: string | null;
  @Id({ nullable: true }) declare paymentId: string | null;
  @Day() declare happenedOn: string;
  @Key() declare channel: Channel;
  @Text() declare spokeTo: string;
  @Text() declare body: string;
  @Key() declare writtenBy: string;
  @Text() declare authorName: string;
  @Id({ nullable: true }) declare correctsId: string | null;
  @Day({ nullable: true }) declare nextOn: string | null;
  @Key() declare ownerId: string;
  @Text() declare ownerName: string;
  @Key() declare state: CommunicationStanding;
  @Instant({ nullable: true }) declare closedAt: string | null;
  @Text() declare closedByName: string;
  @Text() declare outcome: string;
}
