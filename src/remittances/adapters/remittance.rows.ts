import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Instant, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { ProviderLineState, RemainderKind, RemittanceDraftState, RemittanceLineState, RemittanceStanding } from '../domain/remittance-state.js';

@TableOf('remittance_drafts')
export class RemittanceDraftRow extends Model implements RemittanceDraftState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare state: RemittanceStanding;
  @Id() declare payerId: string;
  @Key() declare method: string;
  @Cents() declare amountCents: number;
  @Text() declare reference: string;
  @Day({ nullable: true }) declare paymentDate: string | null;
  @Day({ nullable: true }) declare depositDate: string | null;
  @Text() declare claimNumber: string;
  @Text() declare notes: string;
  @Key() declare remainderKind: RemainderKind | '';
  @Text() declare owedReference: string;
  @Text() declare duplicateReason: string;
  @Key() declare startedBy: string;
  @Text() declare startedByName: string;
  @Instant() declare startedAt: string;
  @Text() declare closedByName: string;
  @Id({ nullable: true }) declare paymentId: string | null;
  @Id({ nullable: true }) declare attachTo: string | null;
  @Id({ nullable: true }) declare againOf: string | null;
}

@TableOf('remittance_lines')
export class RemittanceLineRow extends Model implements RemittanceLineState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Id() declare draftId: string;
  @Whole() declare position: number;
  @Id() declare invoiceId: string;
  @Id() declare lineId: string;
  @Cents({ nullable: true }) declare allowedCents: number | null;
  @Cents() declare deductibleCents: number;
  @Cents() declare coinsuranceCents: number;
  @Cents() declare copayCents: number;
  @Cents({ nullable: true }) declare paidCents: number | null;
  @Cents() declare takebackCents: number;
  @Text() declare codes: string;
  @Text() declare followUp: string;
  @Text() declare claimNumber: string;
  @Key() declare state: 'standing' | 'removed';
}

@TableOf('remittance_provider_lines')
export class ProviderLineRow extends Model implements ProviderLineState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Id() declare draftId: string;
  @Whole() declare position: number;
  @Key() declare code: string;
  @Text() declare reference: string;
  @Cents() declare amountCents: number;
  @Id({ nullable: true }) declare invoiceId: string | null;
  @Id({ nullable: true }) declare lineId: string | null;
  @Key() declare state: 'standing' | 'removed';
}
