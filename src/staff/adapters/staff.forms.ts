import { IdField, SecretField, TextField } from '../../platform/form-fields.js';
import { ORGANIZATION } from '../domain/staff-state.js';

export class SignInForm {
  @TextField({ label: 'User name', most: 60 }) userName!: string;
  @SecretField({ label: 'Password' }) password!: string;
  @TextField({ label: 'Next page', most: 2000, optional: true }) next?: string;
}

export class SwitchLocationForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Next page', most: 2000, optional: true }) next?: string;
}

export class GrantForm {
  @TextField({ label: 'Role', most: 20 }) role!: string;
  @IdField({ label: 'Where', or: ORGANIZATION }) locationId!: string;
}

export class AddStaffForm extends GrantForm {
  @TextField({ label: 'User name', most: 60 }) userName!: string;
  @TextField({ label: 'Name', most: 120 }) displayName!: string;
  @SecretField({ label: 'First password' }) password!: string;
}

export class ResetPasswordForm {
  @SecretField({ label: 'New password' }) password!: string;
}

export class OwnPasswordForm {
  @SecretField({ label: 'Present password' }) oldPassword!: string;
  @SecretField({ label: 'New password' }) password!: string;
}
