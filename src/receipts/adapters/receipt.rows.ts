import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { ReceiptLineState, ReceiptPrintState, ReceiptState, ReceiptTenderState } from '../domain/receipt-state.js';

@TableOf('receipts')
export class ReceiptRow extends Model implements ReceiptState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Whole() declare number: number;
  @Text() declare payerName: string;
  @Text() declare issuerName: string;
  @Text() declare issuerAddress: string;
  @Text() declare issuerTaxId: string;
  @Day() declare receivedOn: string;
  @Day() declare issuedOn: string;
  @Cents() declare amountCents: number;
  @Cents() declare heldCents: number;
  @Cents() declare dueCents: number;
}

@TableOf('receipt_tenders')
export class ReceiptTenderRow extends Model implements ReceiptTenderState {
  @Id() declare id: string;
  @Id() declare receiptId: string;
  @Id() declare paymentId: string;
  @Text() declare methodName: string;
  @Text() declare reference: string;
  @Cents() declare amountCents: number;
}

@TableOf('receipt_lines')
export class ReceiptLineRow extends Model implements ReceiptLineState {
  @Id() declare id: string;
  @Id() declare receiptId: string;
  @Id() declare invoiceId: string;
  @Text() declare invoiceNumber: string;
  @Text() declare patientName: string;
  @Day() declare serviceDate: string;
  @Cents() declare amountCents: number;
}

@TableOf('receipt_prints')
export class ReceiptPrintRow extends Model implements ReceiptPrintState {
  @Id() declare id: string;
  @Id() declare receiptId: string;
  @Whole() declare ordinal: number;
  @Key() declare printedBy: string;
  @Text() declare printedName: string;
  @Day() declare printedOn: string;
  @Text() declare reason: string;
}
