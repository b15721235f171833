import { TextField, VersionField } from '../../platform/form-fields.js';

/** A contact of a payer, as its form sends it. */
export abstract class ContactFields {
  payerId!: string;
  /** As the payer was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Role', most: 80, optional: true }) role?: string;
  @TextField({ label: 'Name', most: 120, optional: true }) contactName?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Fax', most: 40, optional: true }) fax?: string;
  @TextField({ label: 'E-mail', most: 160, optional: true }) email?: string;
  @TextField({ label: 'Hours', most: 120, optional: true }) hours?: string;
}
