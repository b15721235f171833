import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { ServicesQueries } from '../../services/index.js';
import { DomainError } from '../../shared/domain-error.js';
import { DraftLineTerms } from './draft-line-terms.js';
import { EditDraft } from './edit-draft.js';

@Act({ title: 'Add a line to a draft', needs: 'invoice.draft' })
export class AddDraftLine extends DraftLineTerms {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  declare version?: number;
  @IdField({ label: 'Service' }) serviceId!: string;

  constructor(fields: Partial<AddDraftLine> = {}) {
    super();
    Object.assign(this, fields);
  }
}

export class ServiceNotPriced extends DomainError {
  constructor() {
    super('service-not-priced', 'Choose a service from this location’s price list.', ['serviceId']);
  }
}

@CommandHandler(AddDraftLine)
export class AddDraftLineHandler implements ICommandHandler<AddDraftLine> {
  constructor(
    private readonly editing: EditDraft,
    private readonly services: ServicesQueries,
  ) {}

  async execute(command: AddDraftLine): Promise<{ draftId: string; lineId: string }> {
    const draft = await this.editing.open(command);
    const service = await this.services.priced(command.serviceId, command.locationId);
    if (!service) throw new ServiceNotPriced();
    const lineId = newId();
    const terms = await this.editing.terms(command);
    draft.addLine(lineId, service, terms);
    await this.editing.resplit(draft);
    return { draftId: draft.id, lineId };
  }
}
