import { Model } from 'sequelize-typescript';
import { Cents, Day, Id, Key, TableOf, Text, Whole } from '../../platform/database/columns.js';
import type { DocumentKind, DocumentLineState, DocumentPrintState, DocumentState } from '../domain/document-state.js';

@TableOf('documents')
export class DocumentRow extends Model implements DocumentState {
  @Id() declare id: string;
  @Whole() declare version: number;
  @Id() declare locationId: string;
  @Key() declare kind: DocumentKind;
  @Whole() declare number: number;
  @Id() declare subjectId: string;
  @Text() declare recipientName: string;
  @Text() declare issuerName: string;
  @Text() declare issuerAddress: string;
  @Text() declare issuerPhone: string;
  @Text() declare issuerTaxId: string;
  @Day() declare issuedOn: string;
  @Day() declare fromDay: string;
  @Day() declare asOf: string;
  @Cents() declare amountCents: number;
  @Text() declare head: string;
}

@TableOf('document_lines')
export class DocumentLineRow extends Model implements DocumentLineState {
  @Id() declare id: string;
  @Id() declare documentId: string;
  @Key() declare section: string;
  @Whole() declare position: number;
  @Text() declare content: string;
}

@TableOf('document_prints')
export class DocumentPrintRow extends Model implements DocumentPrintState {
  @Id() declare id: string;
  @Id() declare documentId: string;
  @Whole() declare ordinal: number;
  @Key() declare printedBy: string;
  @Text() declare printedName: string;
  @Day() declare printedOn: string;
  @Text() declare reason: string;
}
