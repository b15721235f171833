import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../../src/audit/replay.js';
import { EditLocation } from '../../src/locations/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import type { Config } from '../../src/platform/config.js';
import { staffActor } from '../../src/staff/index.js';
import { newId } from '../../src/platform/ids.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { disc } from '../support/logos.js';
import { contentsOf, pagesOf } from '../support/pdf.js';
import { words } from '../support/pages.js';
import { clerkAt } from '../support/records.js';
import { jpeg } from '../support/scans.js';
import { upload } from '../support/uploads.js';

const LOOK = process.env.LEDGERLINE_PDF_FOLDER;
const dark = disc([15, 92, 99, 255]);
const light = disc([255, 255, 255, 255]);
/** 3 × 2 pixels: only what its frame says is read. */
const smallJpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080002000301011100ffda0008010100003f00aaffd9', 'hex');

eachEngine((engine) => {
  describe('the look of a location’s papers', () => {
    let web: ClinicWeb;
    let config: Config;
    let adam: string;
    let dana: string;
    let fran: string;
    let invoiceId: string;
    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const places = [{ id: web.clinic.maple, name: 'Maple Street' }];
      adam = web.signIn(staffActor({ id: newId(), name: 'Adam Weiss', grants: [{ role: 'administrator', locationId: web.clinic.maple }] }), places);
      fran = web.signIn(staffActor({ id: newId(), name: 'Fran Ober', grants: [{ role: 'front-desk', locationId: web.clinic.maple }] }), places);
      dana = web.signIn(clerkAt(web.clinic.maple), places);
      ({ invoiceId } = await web.clinic.invoice(await web.clinic.patient()));
    });
    afterAll(() => web.close());

    const row = async () => (await web.app.get(Reader).one<{ version: number; color: string; hash: string; isLight: number; code: string; name: string; zone: string; terms: number }>(sql`
      SELECT l.version AS version, l.paper_color AS color, l.logo_hash AS hash, l.logo_is_light AS isLight, l.code AS code, l.name AS name, l.time_zone AS zone, l.terms_days AS terms FROM locations l WHERE l.id = ${web.clinic.maple}`))!;
    const page = (): string => `/settings/locations/${web.clinic.maple}`;
    const set = async (fields: Record<string, string>, file?: Buffer, who = adam) => upload(web, who, `${page()}/paper`, { version: String((await row()).version), ...fields }, file && { name: 'logo.png', bytes: file });
    const pdf = async (name: string): Promise<Buffer> => {
      const answer = await web.app.inject({ method: 'GET', url: `/invoices/${invoiceId}/pdf`, headers: { host: 'clinic.test', 'x-person': dana } });
      expect(answer.statusCode).toBe(200);
      if (LOOK) mkdirSync(LOOK, { recursive: true });
      if (LOOK) writeFileSync(`${LOOK}/${name}.pdf`, answer.rawPayload);
      return answer.rawPayload;
    };
    const isOnPaper = (file: Buffer): boolean => file.toString('latin1').includes('/Subtype /Image');

    /** Over the whole width of the page, from its top. */
    const hasBand = (file: Buffer): boolean => /\n0 0 612 [\d.]+ re\n/.test(contentsOf(file)[0]!);

    it('without any, papers are as they were', async () => {
      expect(isOnPaper(await pdf('plain'))).toBe(false);
    });

    it('a logo and a color are on the paper from then on, and the settings show them', async () => {
      expect(await set({ paperColor: '#7A1F5C' }, dark)).toMatchObject({ status: 200, location: page() });
      expect(await row()).toMatchObject({ color: '#7a1f5c', isLight: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      const file = await pdf('dark-logo');
      expect([isOnPaper(file), hasBand(file)]).toEqual([true, false]);
      const shown = await web.get(adam, page());
      expect(shown.body).toContain(`src="${page()}/logo?of=${(await row()).hash.slice(0, 12)}"`);
      const logo = await web.app.inject({ method: 'GET', url: `${page()}/logo`, headers: { host: 'clinic.test', 'x-person': adam } });
      expect([logo.statusCode, logo.headers['content-type'], logo.rawPayload.subarray(1, 4).toString()]).toEqual([200, 'image/png', 'PNG']);
    });

    it('a light logo is known as one, and stands on the color', async () => {
      await set({ paperColor: '#7a1f5c' }, light);
      expect(await row()).toMatchObject({ isLight: 1 });
      const file = await pdf('light-logo');
      expect([isOnPaper(file), hasBand(file)]).toEqual([true, true]);
      expect(pagesOf(file)[0]).toContain('Maple Street');
    });

    it('a color alone leaves the logo', async () => {
      const { hash } = await row();
      await set({ paperColor: '' });
      expect(await row()).toMatchObject({ color: '', hash, isLight: 1 });
    });

    it.each([
      ['no color', { paperColor: 'teal' }, undefined, 'Write the color as # and six digits'], ['a light color', { paperColor: '#9ad0d4' }, undefined, 'too light to be read on white paper'],
      ['a file that is no picture', {}, Buffer.from('<svg/>'), 'no whole PNG or JPEG'], ['a picture that broke off', {}, dark.subarray(0, dark.length - 40), 'no whole PNG or JPEG'],
      ['a picture with one byte turned', {}, turned(dark), 'no whole PNG or JPEG'], ['a huge one', {}, claiming(dark, 60_000), '2,000 pixels'], ['a heavy one', {}, Buffer.concat([dark, Buffer.alloc(1_100_000)]), 'larger than 1 MB'],
      ['a JPEG that broke off', {}, smallJpeg.subarray(0, smallJpeg.length - 2), 'no whole PNG or JPEG'], ['a JPEG without a frame', {}, jpeg, 'no whole PNG or JPEG'],
    ])('%s is refused with what to do, and everything stays', async (_, fields, file, sentence) => {
      const before = await row();
      const answer = await set(fields as Record<string, string>, file);
      expect([answer.status, words(answer.body)]).toEqual([422, expect.stringContaining(sentence)]);
      expect(await row()).toEqual(before);
    });

    it('a JPEG is one as well', async () => {
      await set({}, smallJpeg);
      expect(isOnPaper(await pdf('jpeg-logo'))).toBe(true);
    });

    it('whoever may not change settings changes nothing', async () => {
      const before = await row();
      expect((await set({ paperColor: '#000000' }, dark, fran)).status).toBe(403);
      expect(await row()).toEqual(before);
    });

    it('a file that is missing holds no paper up; the settings say so', async () => {
      await set({}, dark);
      rmSync(join(config.dataDir, 'logos'), { recursive: true });
      expect(isOnPaper(await pdf('missing-logo'))).toBe(false);
      expect(words((await web.get(adam, page())).body)).toContain('The file of the logo is missing');
      expect((await web.get(adam, `${page()}/logo`)).status).toBe(404);
      await set({ withoutLogo: 'true' });
      expect(await row()).toMatchObject({ hash: '', isLight: 0 });
    });

    it('header and footer of the settings stand above and below the lines of an invoice', async () => {
      const { version, code, name, zone, terms } = await row();
      await web.run(new EditLocation({ locationId: web.clinic.maple, version, code, name, timeZone: zone, termsDays: terms, invoiceHeader: 'Open Mondays to Fridays', invoiceFooter: 'Pay at the desk\nor by card: 555-0100' }));
      const [text] = pagesOf(await pdf('header-footer')).map((each) => each.replace(/\s+/g, ' '));
      expect(text).toMatch(/Open Mondays to Fridays.*Service date.*Pay at the desk.*or by card: 555-0100/);
    });

    it('all of it is in the trail, which gives the rows back', async () => {
      expect((await replay(web.app.get(Reader), join(config.dataDir, 'replayed'))).differences).toEqual([]);
    });
  });
});

function turned(png: Buffer): Buffer {
  const copy = Buffer.from(png);
  copy[60] = copy[60]! ^ 0x55;
  return copy;
}

function claiming(png: Buffer, width: number): Buffer {
  const copy = Buffer.from(png);
  copy.writeUInt32BE(width, 16);
  return copy;
}
