import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { ReimbursementStanding, ReimbursementState } from '../domain/reimbursement.js';

@TableOf('reimbursements')
export class ReimbursementRow extends Model implements ReimbursementState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Id() declare invoiceId: string;
  @Id() declare patientId: string;
  @Id() declare coverageId: string;
  @Id() declare payerId: string;
  @Cents() declare expectedCents: number;
  @Day() declare expectedOn: string;
  @Key() declare state: ReimbursementStanding;
  @Day({ nullable: true }) declare settledOn: string | null;
  @Cents() declare receivedCents: number;
  @Text() declare note: string;
}
