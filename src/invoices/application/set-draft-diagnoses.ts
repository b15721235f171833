import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, ListField, TextField, VersionField } from '../../platform/form-fields.js';
import { EditDraft } from './edit-draft.js';

/** One place of the twelve; a row left blank would be dropped, so each says its letter. */
export class DiagnosisAt {
  @TextField({ label: 'Place', most: 1 }) letter!: string;
  @TextField({ label: 'Diagnosis', most: 10, optional: true }) code?: string;

  constructor(fields: Partial<DiagnosisAt> = {}) {
    Object.assign(this, fields);
  }
}

@Act({ title: 'Set the diagnoses of a draft', needs: 'invoice.draft' })
export class SetDraftDiagnoses {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;
  @ListField(() => DiagnosisAt, { label: 'Diagnoses', most: 12, optional: true }) codes?: DiagnosisAt[];

  constructor(fields: Partial<SetDraftDiagnoses> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetDraftDiagnoses)
export class SetDraftDiagnosesHandler implements ICommandHandler<SetDraftDiagnoses> {
  constructor(private readonly editing: EditDraft) {}

  async execute(command: SetDraftDiagnoses): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    const typed = command.codes ?? [];
    draft.setDiagnoses([...'ABCDEFGHIJKL'].map((letter) => typed.find((each) => each.letter === letter)?.code ?? ''));
    return { draftId: draft.id };
  }
}
