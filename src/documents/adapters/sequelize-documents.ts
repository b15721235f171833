import { Injectable } from '@nestjs/common';
import { aggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Document } from '../domain/document.js';
import { Documents } from '../domain/documents.js';
import { DocumentLineRow, DocumentPrintRow, DocumentRow } from './document.rows.js';

export const documentMap = aggregateMap<Document>({
  type: 'document',
  root: DocumentRow,
  children: { lines: DocumentLineRow, prints: DocumentPrintRow },
  parent: 'documentId',
  from: (state) => Document.from(state),
  locations: ({ root }) => [root.locationId],
  constraints: {
    uq_documents_number: 'Another paper took this number at the same moment. Press the button again.',
    uq_document_prints: 'Somebody printed this at the same moment. Load the page again.',
  },
});

@Injectable()
export class SequelizeDocuments extends Documents {
  constructor(private readonly unit: UnitOfWork) {
    super();
  }

  override one(id: string): Promise<Document> {
    return this.unit.one(documentMap, id);
  }

  override add(document: Document): void {
    this.unit.add(documentMap, document);
  }
}
