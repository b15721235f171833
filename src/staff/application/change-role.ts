import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoicesField, TextField, VersionField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { PERMISSIONS } from '../domain/permissions.js';
import { ORGANIZATION } from '../domain/staff-state.js';
import { mustHoldToGive } from './granting.js';
import { RoleEditing } from './role-editing.js';

/** Holds for everybody who has it, from their next request on. */
@Act({ title: 'Change a role', needs: 'staff.edit' })
export class ChangeRole {
  declare roleId: string;
  @VersionField() version!: number;
  @TextField({ label: 'Name', most: 60 }) name!: string;
  @ChoicesField(Object.keys(PERMISSIONS), { label: 'Rights', optional: true }) rights!: string[];

  constructor(fields: Partial<ChangeRole> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ChangeRole)
export class ChangeRoleHandler implements ICommandHandler<ChangeRole> {
  constructor(private readonly editing: RoleEditing) {}

  async execute({ roleId, version, name, rights }: ChangeRole): Promise<{ roleId: string }> {
    const role = await this.editing.open(roleId, version);
    this.editing.mustBeFree(name, await this.editing.roles.known(), role.code);
    const before = new Set(role.rights);
    role.change({ name, rights }, newId);
    mustHoldToGive(role.rights.filter((right) => !before.has(right)), ORGANIZATION);
    return { roleId };
  }
}
