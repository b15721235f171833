import { MoneyField, PercentField, TextField } from '../../platform/form-fields.js';
import { AddService, SetPrice } from '../../services/index.js';
import { formatCents } from '../../shared/money.js';
import type { Book } from './book.js';
import { type FileSoFar, type ImportList, type Judged, problem } from './plan.js';

class ServiceLine {
  @TextField({ label: 'Location', most: 120 }) location!: string;
  @TextField({ label: 'Code', most: 30 }) code!: string;
  @TextField({ label: 'Description', most: 160 }) description!: string;
  @PercentField({ label: 'Tax in percent', optional: true }) tax_percent?: number;
  @MoneyField({ label: 'Price' }) price!: number;
  @TextField({ label: 'Currency', most: 3, optional: true }) currency?: string;
}

const codeOf = ({ code = '' }: Partial<ServiceLine>): string => code.toUpperCase();

/** The first line of a code brings the service, its further lines the prices at other locations. */
export const services: ImportList<ServiceLine> = {
  line: ServiceLine,
  identity: (line) => `${codeOf(line)}\n${line.location?.toLowerCase() ?? ''}`,
  check: (line, book) => {
    const currency = book.currencySentence(line.currency);
    return Promise.resolve([
      ...(line.location !== undefined && !book.location(line.location) ? problem('location', book.locationsSentence) : []),
      ...(currency === undefined ? [] : problem('currency', currency)),
      ...(line.price !== undefined && line.price < 0 ? problem('price', `A price is ${formatCents(0)} or more.`) : []),
    ]);
  },
  judge: async (line, book, file): Promise<Judged> => {
    const locationId = book.location(line.location)!.id;
    const priceCents = line.price;
    const present = await book.service(line.code);
    if (present) return priced(present.serviceId, locationId, priceCents, book);
    if (isBroughtBefore(line, file)) return { command: SetPrice, fields: (brought) => ({ serviceId: brought.get(codeOf(line)), locationId, priceCents }) };
    const { code, description, tax_percent: taxBasisPoints } = line;
    return { command: AddService, fields: () => ({ locationId, code, description, taxBasisPoints, priceCents }), bring: { as: codeOf(line), from: 'serviceId' } };
  },
};

async function priced(serviceId: string, locationId: string, priceCents: number, book: Book): Promise<Judged> {
  const presentCents = await book.priceCents(serviceId, locationId);
  if (presentCents === priceCents) return 'already there';
  if (presentCents === undefined) return { command: SetPrice, fields: () => ({ serviceId, locationId, priceCents }) };
  return problem('price', `This service costs ${formatCents(presentCents, book.organization.exponent)} there already; change the price under Services.`);
}

function isBroughtBefore(line: ServiceLine, { before }: FileSoFar): boolean {
  return [...before].some((identity) => identity.startsWith(`${codeOf(line)}\n`));
}
