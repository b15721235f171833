import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AllocationState, HoldingKind, HoldingState, MoveState, PaymentCorrectionState, PaymentKind, MoneyPlace, PaymentMethod, PaymentStanding, PaymentState } from '../domain/payment-state.js';

@TableOf('payments')
export class PaymentRow extends Model implements PaymentState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Whole() declare number: number;
  @Key() declare kind: PaymentKind;
  @Id({ nullable: true }) declare payerId: string | null;
  @Id({ nullable: true }) declare guarantorId: string | null;
  @Key() declare partyRoot: string;
  @Key() declare method: PaymentMethod;
  @Key() declare liesIn: MoneyPlace;
  @Cents() declare amountCents: number;
  @Text() declare reference: string;
  @Key() declare referenceKey: string;
  @Whole() declare duplicateOrdinal: number;
  @Text({ nullable: true }) declare duplicateReason: string | null;
  @Key() declare liveKey: string;
  @Day() declare paymentDate: string;
  @Day({ nullable: true }) declare depositDate: string | null;
  @Day() declare postingDate: string;
  @Text() declare claimNumber: string;
  @Text() declare notes: string;
  @Key() declare postedBy: string;
  @Key() declare state: PaymentStanding;
  @Cents() declare allocatedCents: number;
  @Cents() declare partsCents: number;
  @Cents() declare unappliedCents: number;
  @Cents() declare refundedCents: number;
  @Cents() declare owedCents: number;
  @Cents() declare recoupedCents: number;
  @Day() declare lastPostedOn: string;
  @Id({ nullable: true }) declare depositId: string | null;
  @Day({ nullable: true }) declare moneyMovedOn: string | null;
  @Id({ nullable: true }) declare tenderGroupId: string | null;
  @Text() declare purpose: string;
}

@TableOf('allocations')
export class AllocationRow extends Model implements AllocationState {
  @Id() declare id: string;
  @Id() declare paymentId: string;
  @Id() declare invoiceId: string;
  @Id() declare lineId: string;
  @Id() declare shareId: string;
  @Cents() declare amountCents: number;
  @Id() declare originId: string;
  @Id({ nullable: true }) declare takenOriginId: string | null;
  @Day() declare postingDate: string;
  @Whole() declare invoiceVersion: number;
  @Whole() declare ordinal: number;
  @Id({ nullable: true }) declare reversesId: string | null;
}

@TableOf('payment_holdings')
export class HoldingRow extends Model implements HoldingState {
  @Id() declare id: string;
  @Id() declare paymentId: string;
  @Key() declare kind: HoldingKind;
  @Key() declare reference: string;
  @Cents() declare amountCents: number;
  @Key() declare ownerId: string;
  @Day() declare since: string;
}

@TableOf('payment_corrections')
export class PaymentCorrectionRow extends Model implements PaymentCorrectionState {
  @Id() declare id: string;
  @Id() declare paymentId: string;
  @Id() declare replacementId: string;
  @Text() declare reason: string;
  @Day() declare postingDate: string;
}

@TableOf('payment_moves')
export class MoveRow extends Model implements MoveState {
  @Id() declare id: string;
  @Id() declare paymentId: string;
  @Key() declare kind: MoveState['kind'];
  @Cents() declare amountCents: number;
  @Key() declare accountCode: string;
  @Key() declare code: string;
  @Id({ nullable: true }) declare otherPaymentId: string | null;
  @Id({ nullable: true }) declare balanceId: string | null;
  @Id({ nullable: true }) declare settlesId: string | null;
  @Id({ nullable: true }) declare lineId: string | null;
  @Text() declare reference: string;
  @Text() declare reason: string;
  @Day() declare postingDate: string;
  @Id({ nullable: true }) declare reversesId: string | null;
}
