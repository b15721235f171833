import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { DateField, IdField } from '../../platform/form-fields.js';
import { ISSUE } from './issue-superbill.js';
import { PaperDesk } from './paper-desk.js';

/** Changes no balance: it only says what the books say. */
@Act({ title: 'Issue a statement', needs: ISSUE })
export class IssueStatement {
  @IdField({ label: 'Location' }) locationId!: string;
  @IdField({ label: 'Guarantor' }) guarantorId!: string;
  @DateField({ label: 'From', optional: true }) fromDay?: string;
  @DateField({ label: 'As of', optional: true }) asOf?: string;

  constructor(fields: Partial<IssueStatement> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(IssueStatement)
export class IssueStatementHandler implements ICommandHandler<IssueStatement> {
  constructor(private readonly desk: PaperDesk) {}

  async execute({ locationId, guarantorId, fromDay, asOf }: IssueStatement): Promise<{ documentId: string }> {
    const statement = await this.desk.statement(locationId, guarantorId, { fromDay, asOf });
    PaperDesk.mustSaySomething(statement);
    return this.desk.issue('statement', locationId, statement);
  }
}
