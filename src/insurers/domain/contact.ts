import { optionalText } from '../../shared/plain-text.js';
import type { PayerContact } from './payer-state.js';
import { ContactUnnamed, ContactUnreachable, EmailUnreadable } from './refusals.js';

export interface ContactDetails {
  role?: string;
  contactName?: string;
  phone?: string;
  fax?: string;
  email?: string;
  hours?: string;
}

/** Somebody, or some desk, that can be reached in at least one way. */
export function contactOf(details: ContactDetails): Omit<PayerContact, 'id' | 'payerId'> {
  const contact = {
    role: optionalText(details.role, { label: 'Role', field: 'role', most: 80 }),
    name: optionalText(details.contactName, { label: 'Name', field: 'contactName', most: 120 }),
    phone: optionalText(details.phone, { label: 'Phone', field: 'phone', most: 40 }),
    fax: optionalText(details.fax, { label: 'Fax', field: 'fax', most: 40 }),
    email: optionalText(details.email, { label: 'E-mail', field: 'email', most: 160 }),
    hours: optionalText(details.hours, { label: 'Hours', field: 'hours', most: 120 }),
  };
  if (!contact.name && !contact.role) throw new ContactUnnamed();
  if (!contact.phone && !contact.fax && !contact.email) throw new ContactUnreachable();
  if (contact.email && !/^[^\s@]+@[^\s@]+$/.test(contact.email)) throw new EmailUnreadable();
  return contact;
}
