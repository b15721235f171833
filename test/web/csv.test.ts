import { column, csvFile, moneyColumn } from '../../src/platform/web/index.js';
import { withFormContext } from '../../src/platform/form-context.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt } from '../support/records.js';

interface Owed {
  name: string;
  cents: number | null;
}
const COLUMNS = [column<Owed>('Name', (row) => row.name), column<Owed>('Letters', (row) => row.name.length), moneyColumn<Owed>('Owed', (row) => row.cents)];

async function written(rows: Owed[], exponent = 2): Promise<string> {
  const file = await withFormContext({ exponent }, () => csvFile('owed', COLUMNS, (after) => Promise.resolve(after === undefined ? { items: rows, next: 'x' } : { items: [] })));
  let text = '';
  for await (const chunk of file.getStream()) text += String(chunk);
  return text;
}

describe('a list as a file', () => {
  test('has amounts without commas, a plain minus, and nothing where nothing is known', async () => {
    expect(await written([{ name: 'Núñez', cents: -123_450 }, { name: 'B', cents: null }, { name: 'C', cents: 0 }])).toBe('\ufeffName,Letters,Owed\nNúñez,5,-1234.50\nB,1,\nC,1,0.00\n');
    expect(await written([{ name: 'Yen', cents: 1_250 }], 0)).toContain('Yen,3,1250\n');
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('shows a cell %j to a spreadsheet as text', async (name) => {
    expect(await written([{ name, cents: 1 }])).toContain(`'${name}`);
  });

  test('quotes what would break a line or a column', async () => {
    expect(await written([{ name: 'Say "a, b"\nc', cents: 1 }])).toContain('"Say ""a, b""\nc",12,0.01\n');
  });
});

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const maple = { id: web.clinic.maple, name: 'Maple Street' };
    dana = web.signIn(clerkAt(maple.id), [maple]);
    for (let index = 0; index < 53; index += 1) await web.clinic.patient({ covered: false, lastName: `Many${String(index).padStart(2, '0')}` });
    await web.clinic.patient({ lastName: 'Manyfar', locationId: web.clinic.riverside });
  });
  afterAll(() => web.close());

  test('the patients’ list is exported whole, as it is filtered, and only as far as the reader may see', async () => {
    const page = await web.get(dana, '/patients?q=many');
    expect(page.body).toContain('href="/patients/export?q=many"');
    const { status, body } = await web.get(dana, '/patients/export?q=many');
    expect(status).toBe(200);
    const lines = body.trim().split('\n');
    expect(lines[0]).toBe('Patient,Birth date,Patient number,Primary payer,Phone');
    expect(lines.slice(1).map((line) => /^"Many(\d\d), Amelia",1984-03-14,\d+,,$/.exec(line)?.[1])).toEqual(Array.from({ length: 53 }, (_, index) => String(index).padStart(2, '0')));
    expect((await web.get(dana, '/patients/export?q=manyfar')).body.trim().split('\n')).toHaveLength(1);
  });
});
