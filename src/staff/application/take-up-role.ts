import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { RoleEditing } from './role-editing.js';

/** A retired role may be granted and changed again. */
@Act({ title: 'Take up a retired role', needs: 'staff.edit' })
export class TakeUpRole {
  declare roleId: string;
  @VersionField() version!: number;

  constructor(fields: Partial<TakeUpRole> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(TakeUpRole)
export class TakeUpRoleHandler implements ICommandHandler<TakeUpRole> {
  constructor(private readonly editing: RoleEditing) {}

  async execute({ roleId, version }: TakeUpRole): Promise<{ roleId: string }> {
    (await this.editing.open(roleId, version)).takeUpAgain();
    return { roleId };
  }
}
