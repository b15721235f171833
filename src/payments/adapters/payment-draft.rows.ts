import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Instant, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AllocationRule } from '../domain/distribution.js';
import type { PaymentDraftRowState, PaymentDraftSourceState, PaymentDraftStanding, PaymentDraftState } from '../domain/payment-draft-state.js';
import type { PaymentKind, PaymentMethod, RemainderName } from '../domain/payment-state.js';

@TableOf('payment_drafts')
export class PaymentDraftRow extends Model implements PaymentDraftState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare state: PaymentDraftStanding;
  @Key() declare kind: PaymentKind;
  @Id({ nullable: true }) declare patientId: string | null;
  @Id({ nullable: true }) declare payerId: string | null;
  @Id({ nullable: true }) declare guarantorId: string | null;
  @Cents() declare amountCents: number;
  @Key() declare method: PaymentMethod | 'credit' | '';
  @Key() declare rule: AllocationRule | '';
  @Text() declare reference: string;
  @Day({ nullable: true }) declare paymentDate: string | null;
  @Day({ nullable: true }) declare depositDate: string | null;
  @Day({ nullable: true }) declare postingDate: string | null;
  @Text() declare reason: string;
  @Text() declare claimNumber: string;
  @Text() declare notes: string;
  @Key() declare remainderKind: RemainderName | '';
  @Text() declare purpose: string;
  @Day({ nullable: true }) declare visitDate: string | null;
  @Text() declare owedReference: string;
  @Text() declare duplicateReason: string;
  @Key() declare changedBy: string;
  @Text() declare changedByName: string;
  @Instant() declare changedAt: string;
  @Id({ nullable: true }) declare paymentId: string | null;
}

@TableOf('payment_draft_rows')
export class PaymentDraftRowRow extends Model implements PaymentDraftRowState {
  @Id() declare id: string;
  @Id() declare draftId: string;
  @Id() declare invoiceId: string;
  @Id({ nullable: true }) declare payeeId: string | null;
  @Cents() declare amountCents: number;
  @Cents() declare adjustmentCents: number;
  @Key() declare adjustmentReasonCode: string;
  @Text() declare adjustmentReason: string;
  @Cents() declare toPatientCents: number;
  @Key() declare toPatientReasonCode: string;
  @Cents({ nullable: true }) declare seenCents: number | null;
  @Whole({ nullable: true }) declare seenVersion: number | null;
}

@TableOf('payment_draft_sources')
export class PaymentDraftSourceRow extends Model implements PaymentDraftSourceState {
  @Id() declare id: string;
  @Id() declare draftId: string;
  @Whole() declare position: number;
  @Key() declare kind: 'tender' | 'credit';
  @Key() declare method: PaymentMethod | '';
  @Text() declare reference: string;
  @Id({ nullable: true }) declare paymentId: string | null;
  @Cents() declare amountCents: number;
}
