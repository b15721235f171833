import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Instant, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { DraftLineState, DraftPayerState, DraftShareState, DraftStanding, InvoiceDraftState } from '../domain/draft-state.js';
import type { PartyKind } from '../domain/invoice-state.js';

@TableOf('invoice_drafts')
export class InvoiceDraftRow extends Model implements InvoiceDraftState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Id() declare patientId: string;
  @Key() declare state: DraftStanding;
  @Day() declare startedOn: string;
  @Key() declare split: 'proposed' | 'typed';
  @Text() declare diagnoses: string;
  @Key() declare reviewedBy: string;
  @Instant({ nullable: true }) declare reviewedAt: string | null;
  @Text() declare returnNote: string;
  @Key() declare payersFrom: '' | 'typed';
}

@TableOf('draft_lines')
export class DraftLineRow extends Model implements DraftLineState {
  @Id() declare id: string;
  @Id() declare draftId: string;
  @Whole() declare position: number;
  @Id() declare serviceId: string;
  @Key() declare code: string;
  @Text() declare description: string;
  @Day() declare serviceDate: string;
  @Id({ nullable: true }) declare providerId: string | null;
  @Key() declare pointers: string;
  @Whole() declare quantity: number;
  @Cents() declare listPriceCents: number;
  @Cents() declare unitPriceCents: number;
  @Text() declare priceReason: string;
  @Key() declare discountKind: '' | 'percent' | 'amount';
  @Whole() declare discountValue: number;
  @Cents() declare discountCents: number;
  @Text() declare discountReason: string;
  @Whole() declare taxBasisPoints: number;
  @Cents() declare netCents: number;
  @Cents() declare taxCents: number;
  @Cents() declare chargeCents: number;
}

@TableOf('draft_shares')
export class DraftShareRow extends Model implements DraftShareState {
  @Id() declare id: string;
  @Id() declare draftId: string;
  @Id() declare lineId: string;
  @Key() declare partyKind: PartyKind;
  @Key() declare partyKey: string;
  @Id({ nullable: true }) declare payerId: string | null;
  @Whole() declare sequence: number;
  @Cents() declare amountCents: number;
}

@TableOf('draft_payers')
export class DraftPayerRow extends Model implements DraftPayerState {
  @Id() declare id: string;
  @Id() declare draftId: string;
  @Key() declare partyKind: Exclude<PartyKind, 'patient'>;
  @Key() declare partyKey: string;
  @Id() declare payerId: string;
  @Whole() declare sequence: number;
  @Text() declare memberId: string;
  @Text() declare groupNumber: string;
}
