import { IdField, SecretField, TextField } from '../../platform/form-fields.js';

export class SignInForm {
  @TextField({ label: 'User name', most: 60 }) userName!: string;
  @SecretField({ label: 'Password' }) password!: string;
  @TextField({ label: 'Next page', most: 2000, optional: true }) next?: string;
}

export class SwitchLocationForm {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Next page', most: 2000, optional: true }) next?: string;
}
