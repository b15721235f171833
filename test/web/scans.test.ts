import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../../src/audit/replay.js';
import { runCheck } from '../../src/ledger/index.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { newId } from '../../src/platform/ids.js';
import { AddProviderLine, PostRemittance, StartRemittance } from '../../src/remittances/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { mediaTypeOf } from '../../src/scans/domain/media-type.js';
import { staffActor } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { clerkAt } from '../support/records.js';
import { jpeg, pdf, png, tiff } from '../support/scans.js';
import { upload } from '../support/uploads.js';

describe('what a file is by its content', () => {
  it.each([['application/pdf', pdf], ['image/png', png], ['image/jpeg', jpeg], ['image/tiff', tiff]])('%s, whole and broken off', (type, bytes) => {
    expect(mediaTypeOf(bytes)).toBe(type);
    expect(mediaTypeOf(bytes.subarray(0, bytes.length - 12))).toBeUndefined();
  });
  it.each([['a page', '<html><script>alert(1)</script>'], ['a program', 'MZ\u0090'], ['nothing', ''], ['a PDF that begins late', ` %PDF-1.7 %%EOF`], ['a picture that scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>']])('%s is none', (_, text) => {
    expect(mediaTypeOf(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});

eachEngine((engine) => {
  describe('scans beside what was posted from them', () => {
    let web: ClinicWeb;
    let config: Config;
    let dana: string;
    let fran: string;
    let rob: string;
    let draftId: string;

    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const { clinic, run } = web;
      const places = [{ id: clinic.maple, name: 'Maple Street' }];
      dana = web.signIn(clerkAt(clinic.maple), places);
      fran = web.signIn(staffActor({ id: newId(), name: 'Fran Ober', grants: [{ role: 'front-desk', locationId: clinic.maple }] }), places);
      rob = web.signIn(clerkAt(clinic.riverside), [{ id: clinic.riverside, name: 'Riverside' }]);
      ({ draftId } = await run<{ draftId: string }>(new StartRemittance({ locationId: clinic.maple, payerId: clinic.harborlight, method: 'insurance-check', amountCents: 100, reference: 'CHK 77' })));
    });
    afterAll(() => web.close());

    const attach = (who: string, file: { name: string; bytes: Buffer } | undefined, fields: Record<string, string> = {}) => upload(web, who, '/scans', { kind: 'remittance', subject: draftId, ...fields }, file);
    const scans = (): Promise<{ id: string; version: number; hash: string; state: string }[]> => web.app.get(Reader).all(sql`SELECT s.id AS id, s.version AS version, s.hash AS hash, s.state AS state FROM scans s ORDER BY s.id`);
    const fileOf = async (who: string, id: string) => web.app.inject({ method: 'GET', url: `/scans/${id}/file`, headers: { host: 'clinic.test', 'x-person': who } });
    const pathOf = (hash: string): string => join(config.dataDir, 'scans', hash.slice(0, 2), hash);

    it('a scan is kept under its hash, for this account alone, and shown as what it is', async () => {
      const answer = await attach(dana, { name: 'C:\\Scans\\EOB Harborlight.pdf', bytes: pdf });
      expect([answer.status, words(answer.body)]).toEqual([200, expect.stringContaining('EOB Harborlight.pdf')]);
      const [scan] = await scans();
      const hash = createHash('sha256').update(pdf).digest('hex');
      expect([scan!.hash, readFileSync(pathOf(hash)).equals(pdf), statSync(pathOf(hash)).mode & 0o077]).toEqual([hash, true, 0]);
      const file = await fileOf(dana, scan!.id);
      expect([file.statusCode, file.headers['content-type'], file.rawPayload.equals(pdf)]).toEqual([200, 'application/pdf', true]);
      expect([file.headers['x-content-type-options'], file.headers['content-security-policy']]).toEqual(['nosniff', "frame-ancestors 'self'; script-src 'none'"]);
      const trail = await web.app.get(Reader).one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM audit_entries e WHERE e.record_type = 'scan' AND e.record_id = ${scan!.id}`);
      expect(trail).toEqual({ n: 1 });
    });

    it('pictures stand in the page, a TIFF is offered for download', async () => {
      for (const [name, bytes] of [['check.png', png], ['check.jpg', jpeg], ['eob.tif', tiff]] as const) expect((await attach(dana, { name, bytes })).status).toBe(200);
      const [, first, , last] = await scans();
      expect((await web.get(dana, `/scans/${first!.id}/view`)).body).toContain('<img');
      expect(words((await web.get(dana, `/scans/${last!.id}/view`)).body)).toContain('Browsers do not show TIFF');
      expect((await fileOf(dana, last!.id)).headers['content-disposition']).toMatch(/^attachment/);
    });

    it('what is no scan, too large, twice or nothing at all is refused, and nothing is kept of it', async () => {
      const before = await scans();
      const refusals: [number, string, { name: string; bytes: Buffer } | undefined][] = [
        [422, 'Choose the scan first', undefined],
        [422, 'no whole PDF, PNG, JPEG or TIFF', { name: 'eob.pdf', bytes: Buffer.from('<html>') }],
        [409, 'The very same file is attached here already', { name: 'again.pdf', bytes: pdf }],
        [413, 'larger than 20 MB', { name: 'big.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(21 * 1024 * 1024)]) }],
      ];
      for (const [status, sentence, file] of refusals) {
        const answer = await attach(dana, file);
        expect([answer.status, words(answer.body)]).toEqual([status, expect.stringContaining(sentence)]);
      }
      expect(await scans()).toEqual(before);
    });

    it('a form without its token, a route that takes no file, and other people’s drafts are refused', async () => {
      expect((await attach(dana, { name: 'x.pdf', bytes: pdf }, { _token: 'x' })).status).toBe(403);
      expect((await attach(fran, { name: 'x.pdf', bytes: pdf })).status).toBe(403);
      expect((await attach(rob, { name: 'x.pdf', bytes: pdf })).status).toBe(404);
      const [scan] = await scans();
      expect([(await fileOf(fran, scan!.id)).statusCode, (await fileOf(rob, scan!.id)).statusCode]).toEqual([404, 404]);
      const elsewhere = await web.app.inject({ method: 'POST', url: '/receipts', headers: { host: 'clinic.test', 'x-person': dana, 'content-type': 'multipart/form-data; boundary=x' }, payload: '--x--\r\n' });
      expect([elsewhere.statusCode, words(elsewhere.body)]).toEqual([415, expect.stringContaining('takes no file')]);
    });

    it('a file that broke off on its way is refused with a sentence', async () => {
      const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-`;
      const answer = await web.app.inject({ method: 'POST', url: '/scans', headers: { host: 'clinic.test', 'x-person': dana, 'content-type': 'multipart/form-data; boundary=x' }, payload });
      expect([answer.statusCode, words(answer.body)]).toEqual([400, expect.stringContaining('broke off')]);
    });

    it('taken off with a reason it stays on record, and the same file may come back', async () => {
      const [scan] = await scans();
      expect((await web.post(dana, `/scans/${scan!.id}/removal`, { version: String(scan!.version), reason: '' })).status).toBe(422);
      const answer = await web.post(dana, `/scans/${scan!.id}/removal`, { version: String(scan!.version), reason: 'Another patient’s page' });
      expect(words(answer.body)).toContain('taken off: Another patient’s page');
      expect((await web.post(dana, `/scans/${scan!.id}/removal`, { version: String(scan!.version + 1), reason: 'again' })).status).toBe(409);
      expect((await attach(dana, { name: 'EOB.pdf', bytes: pdf })).status).toBe(200);
    });

    it('a file that is gone or altered is not shown, and the sentence says what to do', async () => {
      const scan = (await scans()).at(-1)!;
      chmodSync(pathOf(scan.hash), 0o600);
      writeFileSync(pathOf(scan.hash), Buffer.concat([pdf, Buffer.from(' ')]));
      const altered = await fileOf(dana, scan.id);
      expect([altered.statusCode, words(altered.body)]).toEqual([422, expect.stringContaining('is not what was attached')]);
      rmSync(pathOf(scan.hash));
      const gone = await fileOf(dana, scan.id);
      expect([gone.statusCode, words(gone.body)]).toEqual([422, expect.stringContaining('missing from the scans folder')]);
      expect((await attach(dana, { name: 'again.pdf', bytes: pdf }, { subject: draftId })).status).toBe(409);
    });

    it('the draft’s scans are the payment’s once it is posted, and later ones stand beside them', async () => {
      const { clinic, run } = web;
      await run(new AddProviderLine({ locationId: clinic.maple, draftId, code: 'L6', reference: '', amountCents: 100 }));
      const { paymentId } = await run<{ paymentId: string }>(new PostRemittance({ locationId: clinic.maple, draftId }));
      const letter = { name: 'letter.pdf', bytes: Buffer.concat([pdf, Buffer.from('%%EOF')]) };
      const answer = await attach(dana, letter, { kind: 'payment', subject: paymentId });
      expect(answer.status).toBe(200);
      for (const name of ['check.png', 'eob.tif', 'letter.pdf']) expect(answer.body).toContain(name);
      expect((await attach(dana, { name: 'check.png', bytes: png }, { kind: 'payment', subject: paymentId })).status).toBe(409);
      const shown = await web.get(dana, `/scans?kind=payment&subject=${paymentId}`);
      expect(words(shown.body)).toContain('check.png');
      expect((await web.get(fran, `/scans?kind=payment&subject=${paymentId}`)).status).toBe(404);
      expect((await web.get(dana, `/payments/${paymentId}`)).body).toContain(`/scans?kind=payment&amp;subject=${paymentId}`);
    });

    it('the ledger check is green and the trail gives everything back', async () => {
      expect((await runCheck(web.app.get(Reader))).violations).toEqual([]);
      expect((await replay(web.app.get(Reader), config.dataDir)).differences).toEqual([]);
    });
  });
});
