import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { RoleInUse } from '../domain/refusals.js';
import { RoleEditing } from './role-editing.js';

/** Nobody has it any more, and nobody gets it; what it was stays readable. */
@Act({ title: 'Retire a role', needs: 'staff.edit' })
export class RetireRole {
  declare roleId: string;
  @VersionField() version!: number;

  constructor(fields: Partial<RetireRole> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RetireRole)
export class RetireRoleHandler implements ICommandHandler<RetireRole> {
  constructor(private readonly editing: RoleEditing) {}

  async execute({ roleId, version }: RetireRole): Promise<{ roleId: string }> {
    const role = await this.editing.open(roleId, version);
    const holders = await this.editing.roles.holders(role.code);
    if (holders.length > 0) throw new RoleInUse(role.state().root.name, holders.length);
    role.retire();
    return { roleId };
  }
}
