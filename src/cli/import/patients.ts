import { ImportPatient } from '../../patients/index.js';
import { ChoiceField, DateField, TextField } from '../../platform/form-fields.js';
import { addDays } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { Money } from '../../shared/money.js';
import { plainWords } from '../../shared/plain-text.js';
import type { Book } from './book.js';
import { type Found, type ImportList, type Judged, problem } from './plan.js';
import type { Line } from './read-table.js';

const REPAYS = ['direct', 'reimburse'];

class PatientLine {
  @TextField({ label: 'Location', most: 120 }) location!: string;
  @TextField({ label: 'Number', most: 20 }) number!: string;
  @TextField({ label: 'Last name', most: 80 }) last_name!: string;
  @TextField({ label: 'First name', most: 80 }) first_name!: string;
  @DateField({ label: 'Birth date' }) birth_date!: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @TextField({ label: 'Email', most: 120, optional: true }) email?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Guarantor’s number', most: 20, optional: true }) guarantor_number?: string;
  @TextField({ label: 'Primary payer', most: 120, optional: true }) primary_payer?: string;
  @TextField({ label: 'Primary member ID', most: 60, optional: true }) primary_member_id?: string;
  @TextField({ label: 'Primary group', most: 60, optional: true }) primary_group?: string;
  @TextField({ label: 'Primary co-pay', most: 20, optional: true }) primary_copay?: string;
  @ChoiceField(REPAYS, { label: `Primary repays (${REPAYS.join(', ')})`, optional: true }) primary_repay?: string;
  @DateField({ label: 'Primary valid from', optional: true }) primary_from?: string;
  @TextField({ label: 'Secondary payer', most: 120, optional: true }) secondary_payer?: string;
  @TextField({ label: 'Secondary member ID', most: 60, optional: true }) secondary_member_id?: string;
  @TextField({ label: 'Secondary group', most: 60, optional: true }) secondary_group?: string;
  @TextField({ label: 'Secondary co-pay', most: 20, optional: true }) secondary_copay?: string;
  @ChoiceField(REPAYS, { label: `Secondary repays (${REPAYS.join(', ')})`, optional: true }) secondary_repay?: string;
  @DateField({ label: 'Secondary valid from', optional: true }) secondary_from?: string;
}

const upper = (text: string): string => text.trim().toUpperCase();

export const patients: ImportList<PatientLine> = {
  line: PatientLine,
  ordered: guarantorsFirst,
  identity: ({ number = '' }) => upper(number),
  check: async (line, book, file) => {
    const { location, number, birth_date: birthDate, guarantor_number: guarantor } = line;
    return [
      ...(location !== undefined && !book.location(location) ? problem('location', book.locationsSentence) : []),
      ...(number !== undefined && !/^[A-Z0-9][A-Z0-9-]{0,19}$/.test(upper(number)) ? problem('number', 'A patient number has letters, digits and dashes, at most 20.') : []),
      // One day of slack: the clinic's day may be ahead of UTC.
      ...(birthDate !== undefined && birthDate > addDays(new Date().toISOString().slice(0, 10), 1) ? problem('birth_date', 'The birth date is in the future; check the year.') : []),
      ...(guarantor !== undefined && !file.everywhere.has(upper(guarantor)) && !(await book.patient(guarantor)) ? problem('guarantor_number', 'No patient has this number, neither here nor in the file.') : []),
      ...coveragesOf(line, book).problems,
    ];
  },
  judge: async (line, book): Promise<Judged> => {
    const present = await book.patient(line.number);
    if (present) return isSame(line, present) ? 'already there' : problem('number', 'Another patient has this number already; correct the line, or the patient’s page.');
    const { number, last_name: lastName, first_name: firstName, birth_date: birthDate, phone, email, address, guarantor_number: guarantorNumber } = line;
    const fields = { locationId: book.location(line.location)!.id, number, lastName, firstName, birthDate, phone, email, address, guarantorNumber, coverages: coveragesOf(line, book).coverages };
    return { command: ImportPatient, fields: () => fields };
  },
};

function isSame(line: PatientLine, present: { lastName: string; firstName: string; birthDate: string }): boolean {
  return plainWords(line.last_name) === plainWords(present.lastName) && plainWords(line.first_name) === plainWords(present.firstName) && line.birth_date === present.birthDate;
}

/** A patient whose guarantor stands in the same file comes after the guarantor. */
function guarantorsFirst(lines: readonly Line<PatientLine>[]): Line<PatientLine>[] {
  const waiting = new Map(lines.map((line) => [upper(line.values.number), line]));
  const done = new Set<Line<PatientLine>>();
  const take = (line: Line<PatientLine>): void => {
    if (done.has(line)) return;
    waiting.delete(upper(line.values.number));
    const guarantor = waiting.get(upper(line.values.guarantor_number ?? ''));
    if (guarantor) take(guarantor);
    done.add(line);
  };
  for (const line of lines) take(line);
  return [...done];
}

function coveragesOf(line: Partial<PatientLine>, book: Book): { coverages: object[]; problems: Found[] } {
  const coverages: object[] = [];
  const problems: Found[] = [];
  for (const [index, which] of (['primary', 'secondary'] as const).entries()) {
    const name = line[`${which}_payer`];
    const [memberId, groupNumber, copay, repay, from] = [line[`${which}_member_id`], line[`${which}_group`], line[`${which}_copay`], line[`${which}_repay`], line[`${which}_from`]];
    if (name === undefined) {
      if ((memberId ?? groupNumber ?? copay ?? repay ?? from) !== undefined) problems.push(...problem(`${which}_payer`, 'This coverage has no payer; name it, or leave its other cells empty.'));
      continue;
    }
    const payer = book.payer(name);
    if (!payer) problems.push(...problem(`${which}_payer`, 'No payer has this name; import the payers first, or correct it.'));
    if (memberId === undefined) problems.push(...problem(`${which}_member_id`, 'The member ID is missing.'));
    if (from === undefined) problems.push(...problem(`${which}_from`, 'Type the day from which the coverage holds.'));
    const read = readCopay(copay, book.organization.exponent);
    if (typeof read === 'string') problems.push(...problem(`${which}_copay`, read));
    else coverages.push({ payerId: payer?.payerId, sequence: index + 1, memberId, groupNumber, repay, validFrom: from, ...read });
  }
  return { coverages, problems };
}

/** `20%` or an amount; nothing means no co-pay. @returns a sentence when it is neither */
function readCopay(text: string | undefined, exponent: number): { copayKind?: string; copayValue?: number } | string {
  if (text === undefined) return {};
  const isPercent = text.endsWith('%');
  try {
    const copayValue = Money.parse(isPercent ? text.slice(0, -1) : text, isPercent ? 2 : exponent);
    if (copayValue <= 0 || (isPercent && copayValue > 10_000)) return 'Write a co-pay as 20% or as an amount above 0, for example 25.00.';
    return { copayKind: isPercent ? 'percent' : 'amount', copayValue };
  } catch (error) {
    if (error instanceof DomainError) return 'Write a co-pay as 20% or as an amount, for example 25.00.';
    throw error;
  }
}
