import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { AdjudicationCodeState, AdjudicationKind, AdjudicationState, RemittedGroup, Treatment } from '../domain/adjudication-state.js';
import type {
  AdjustmentKind, AdjustmentState, CorrectionState, InvoiceLineState, InvoiceOrigin, InvoicePayerState, InvoiceStanding, InvoiceState, LineKind, PartyKind, ShareState, TransferCause, TransferState,
} from '../domain/invoice-state.js';

@TableOf('invoices')
export class InvoiceRow extends Model implements InvoiceState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare number: string;
  @Key() declare origin: InvoiceOrigin;
  @Id() declare patientId: string;
  @Id() declare guarantorId: string;
  @Text() declare patientName: string;
  @Text() declare guarantorName: string;
  @Text() declare issuerName: string;
  @Text() declare issuerAddress: string;
  @Text() declare issuerTaxId: string;
  @Text() declare guarantorAddress: string;
  @Text() declare diagnoses: string;
  @Day() declare serviceDate: string;
  @Day() declare postingDate: string;
  @Day() declare originalDate: string;
  @Day() declare dueDate: string;
  @Cents() declare chargeCents: number;
  @Key() declare state: InvoiceStanding;
  @Cents() declare openCents: number;
}

@TableOf('invoice_lines')
export class InvoiceLineRow extends Model implements InvoiceLineState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Whole() declare position: number;
  @Key() declare kind: LineKind;
  @Id({ nullable: true }) declare serviceId: string | null;
  @Key() declare code: string;
  @Text() declare description: string;
  @Day() declare serviceDate: string;
  @Whole() declare quantity: number;
  @Cents() declare unitPriceCents: number;
  @Whole() declare taxBasisPoints: number;
  @Cents() declare netCents: number;
  @Cents() declare taxCents: number;
  @Cents() declare chargeCents: number;
  @Key() declare state: 'live' | 'voided';
  @Cents() declare creditedCents: number;
  @Cents() declare taxCreditedCents: number;
  @Id({ nullable: true }) declare providerId: string | null;
  @Text() declare providerName: string;
  @Key() declare providerNpi: string;
  @Key() declare pointers: string;
  @Cents() declare listPriceCents: number;
  @Text() declare priceReason: string;
  @Cents() declare discountCents: number;
  @Text() declare discountReason: string;
}

@TableOf('shares')
export class ShareRow extends Model implements ShareState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Id() declare lineId: string;
  @Key() declare partyKind: PartyKind;
  @Key() declare partyKey: string;
  @Id({ nullable: true }) declare payerId: string | null;
  @Id({ nullable: true }) declare guarantorId: string | null;
  @Whole() declare sequence: number;
  @Cents() declare chargedCents: number;
  @Cents() declare paidCents: number;
  @Cents() declare adjustedCents: number;
  @Day() declare lastPostedOn: string;
  @Day({ nullable: true }) declare dueDate: string | null;
}

@TableOf('transfers')
export class TransferRow extends Model implements TransferState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Id() declare lineId: string;
  @Id() declare fromShareId: string;
  @Id() declare toShareId: string;
  @Cents() declare amountCents: number;
  @Key() declare cause: TransferCause;
  @Key() declare reasonCode: string;
  @Text() declare reason: string;
  @Id({ nullable: true }) declare paymentId: string | null;
  @Id({ nullable: true }) declare adjudicationId: string | null;
  @Day() declare postingDate: string;
  @Whole() declare invoiceVersion: number;
  @Whole() declare ordinal: number;
  @Id({ nullable: true }) declare reversesId: string | null;
}

@TableOf('adjustments')
export class AdjustmentRow extends Model implements AdjustmentState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Id() declare lineId: string;
  @Id() declare shareId: string;
  @Key() declare kind: AdjustmentKind;
  @Key() declare reasonCode: string;
  @Text() declare reason: string;
  @Cents() declare amountCents: number;
  @Cents() declare taxCents: number;
  @Id({ nullable: true }) declare paymentId: string | null;
  @Id({ nullable: true }) declare adjudicationId: string | null;
  @Day() declare postingDate: string;
  @Whole() declare invoiceVersion: number;
  @Whole() declare ordinal: number;
  @Id({ nullable: true }) declare reversesId: string | null;
}

@TableOf('invoice_corrections')
export class InvoiceCorrectionRow extends Model implements CorrectionState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Id() declare reissueId: string;
  @Text() declare reason: string;
  @Day() declare postingDate: string;
}

@TableOf('invoice_payers')
export class InvoicePayerRow extends Model implements InvoicePayerState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Key() declare partyKind: Exclude<PartyKind, 'patient'>;
  @Key() declare partyKey: string;
  @Id() declare payerId: string;
  @Text() declare payerName: string;
  @Whole() declare sequence: number;
  @Text() declare memberId: string;
  @Text() declare groupNumber: string;
}

@TableOf('adjudications')
export class AdjudicationRow extends Model implements AdjudicationState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Id() declare lineId: string;
  @Id() declare shareId: string;
  @Id() declare payerId: string;
  @Id() declare paymentId: string;
  @Whole() declare sequence: number;
  @Key() declare kind: AdjudicationKind;
  @Id({ nullable: true }) declare reversesId: string | null;
  @Cents() declare chargeCents: number;
  @Cents({ nullable: true }) declare allowedCents: number | null;
  @Cents() declare paidCents: number;
  @Cents() declare contractualCents: number;
  @Cents() declare responsibilityCents: number;
  @Cents() declare deniedCents: number;
  @Cents() declare priorCents: number;
  @Cents() declare takenCents: number;
  @Text() declare claimNumber: string;
  @Text() declare remarks: string;
  @Text() declare followUp: string;
  @Day() declare postingDate: string;
  @Whole() declare invoiceVersion: number;
  @Whole() declare ordinal: number;
}

@TableOf('adjudication_codes')
export class AdjudicationCodeRow extends Model implements AdjudicationCodeState {
  @Id() declare id: string;
  @Id() declare invoiceId: string;
  @Id() declare adjudicationId: string;
  @Whole() declare position: number;
  @Key() declare groupCode: RemittedGroup;
  @Key() declare reasonCode: string;
  @Key() declare treatment: Treatment;
  @Cents() declare amountCents: number;
}
