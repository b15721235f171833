import { chromium } from 'playwright-core';
import { writeFileSync } from 'node:fs';
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const PW = { dana: 'demo-dana-clerk', luis: 'demo-luis-manager', irene: 'demo-irene-finance', fran: 'demo-fran-desk', helen: 'demo-helen-audit', petra: 'demo-petra-super' };
async function as(who, opts = {}) { const ctx = await b.newContext({ viewport: { width: 1440, height: 900 }, ...opts }); const p = await ctx.newPage(); await p.goto('http://localhost:3311/'); await p.fill('input[name=userName]', who); await p.fill('input[name=password]', PW[who]); await p.keyboard.press('Enter'); await p.waitForSelector('nav'); await p.waitForTimeout(800); return p; }
const shot = (p, name) => p.screenshot({ path: `/tmp/${name}.png`, fullPage: true });
const p = await as('dana'); await p.goto('http://localhost:3311/documents/statements/due'); await p.waitForTimeout(500); await shot(p, 'due');
const m = await b.newContext({ viewport: { width: 390, height: 800 }, colorScheme: 'dark', storageState: await p.context().storageState() }); const q = await m.newPage(); await q.goto('http://localhost:3311/documents/statements/due'); await shot(q, 'due390');
await p.keyboard.press('Alt+p'); await p.waitForTimeout(4000); await shot(p, 'many');
const ids = await p.locator('input[name=documentIds]').evaluateAll((l) => l.map((i) => i.value));
console.log(ids.length);
const pdf = await p.evaluate(async () => { const f = document.getElementById('print'); const r = await fetch(f.action, { method: 'POST', body: new URLSearchParams(new FormData(f)) }); const a = new Uint8Array(await r.arrayBuffer()); return { status: r.status, bytes: [...a] }; });
console.log(pdf.status, pdf.bytes.length); writeFileSync('/tmp/many.pdf', Buffer.from(pdf.bytes));
await b.close();
