import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { mustBeAllowed } from '../../platform/actor.js';
import { TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Documents } from '../domain/documents.js';
import { PaperDesk } from './paper-desk.js';

export const REPRINT = 'receipt.reprint';

@Act({ title: 'Print a statement or insurance receipt again', needs: REPRINT })
export class PrintDocumentAgain {
  documentId!: string;
  @TextField({ label: 'Reason', most: 300 }) reason!: string;

  constructor(fields: Partial<PrintDocumentAgain> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(PrintDocumentAgain)
export class PrintDocumentAgainHandler implements ICommandHandler<PrintDocumentAgain> {
  constructor(
    private readonly documents: Documents,
    private readonly desk: PaperDesk,
  ) {}

  async execute({ documentId, reason }: PrintDocumentAgain): Promise<{ documentId: string }> {
    const document = await this.documents.one(documentId);
    mustBeAllowed(REPRINT, document.locationId);
    document.printAgain(await this.desk.printing(document.locationId), reason, newId());
    return { documentId };
  }
}
