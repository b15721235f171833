import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mustHoldForOrganization } from '../../locations/index.js';
import { Act } from '../../platform/act.js';
import { TextField, VersionField } from '../../platform/form-fields.js';
import { Accounts } from '../domain/accounts.js';

const RIGHT = 'settings.edit-organization';

/** What it is called on every page and printout from then on; its code and what is posted to it stay. */
@Act({ title: 'Rename an account', needs: RIGHT })
export class RenameAccount {
  accountId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Name', most: 80 }) name!: string;

  constructor(fields: Partial<RenameAccount> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RenameAccount)
export class RenameAccountHandler implements ICommandHandler<RenameAccount> {
  constructor(private readonly accounts: Accounts) {}

  async execute({ accountId, version, name }: RenameAccount): Promise<{ accountId: string }> {
    mustHoldForOrganization(RIGHT);
    const account = await this.accounts.one(accountId);
    await this.accounts.expectVersion(account, version);
    account.rename(name);
    return { accountId };
  }
}
