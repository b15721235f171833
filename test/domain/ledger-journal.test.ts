import fc from 'fast-check';
import { credit, debit, type EntryLine } from '../../src/ledger/domain/entry.js';
import { Journal, mirrored, UnbalancedJournal, type JournalHead } from '../../src/ledger/domain/journal.js';
import { mirrorMemo } from '../../src/ledger/domain/memo.js';
import { reversalGroups } from '../../src/ledger/domain/reversal.js';

const head: JournalHead = {
  cause: 'payment-recorded', memo: 'A receipt', sourceType: 'payment', sourceId: 'pay', postingDate: '2026-11-20', eventDate: '2026-11-20', reversesId: null,
};
let ids = 0;
const numbering = { number: 40001, actId: 'act', newId: () => `id-${++ids}` };
const at = (locationId: string, amountCents: number): EntryLine => debit(locationId, '1010', amountCents, {});

describe('a journal', () => {
  it('is written down with its entries in order, on the posting date', () => {
    const journal = Journal.post(head, [at('maple', 500), credit('maple', '2110', 500, {})], numbering);
    const { root, entries } = journal.state();
    expect(root).toMatchObject({ number: 40001, actId: 'act', version: 0, reversesId: null });
    expect(entries.map((entry) => [entry.position, entry.amountCents, entry.postingDate])).toEqual([[1, 500, '2026-11-20'], [2, -500, '2026-11-20']]);
    expect(entries.every((entry) => entry.journalId === root.id)).toBe(true);
  });

  it('does not come into being when debits and credits differ by one cent', () => {
    expect(() => Journal.post(head, [at('maple', 500), at('maple', -499)], numbering)).toThrow(UnbalancedJournal);
  });

  it('does not come into being when it balances only over two locations together', () => {
    expect(() => Journal.post(head, [at('maple', 500), at('riverside', -500)], numbering)).toThrow('at location maple');
  });

  it('has at least two entries, none of zero and none with a part of a cent', () => {
    expect(() => Journal.post(head, [], numbering)).toThrow('at least two');
    expect(() => Journal.post(head, [at('maple', 0), at('maple', 0)], numbering)).toThrow('other than 0');
    expect(() => Journal.post(head, [at('maple', 0.5), at('maple', -0.5)], numbering)).toThrow('whole number');
  });

  it('and its mirror add to nothing on every account, share and place', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -99_999, max: 99_999 }).filter((cents) => cents !== 0), { minLength: 1, maxLength: 12 }), (amounts) => {
      const rest = -amounts.reduce((sum, cents) => sum + cents, 0);
      const lines = [...amounts, ...(rest === 0 ? [] : [rest])].map((cents) => at('maple', cents));
      if (lines.length < 2) return;
      const journal = Journal.post(head, lines, numbering);
      const mirror = Journal.post({ ...head, reversesId: journal.id }, mirrored(journal.state().entries), numbering);
      mirror.state().entries.forEach((entry, index) => expect(entry.amountCents).toBe(-lines[index]!.amountCents));
    }));
  });
});

describe('undoing adjustments and transfers', () => {
  const origin = (itemId: string, journalId: string, itemsInJournal: number) => ({ itemId, journalId, number: 7, itemsInJournal });

  it('mirrors the journal when everything it posted is undone together', () => {
    const groups = reversalGroups([{ reversesId: 'a' }, { reversesId: 'b' }], [origin('a', 'j1', 2), origin('b', 'j1', 2)]);
    expect(groups).toEqual([{ items: [{ reversesId: 'a' }, { reversesId: 'b' }], mirrors: origin('a', 'j1', 2) }]);
  });

  it('writes the opposite in a journal of its own when only part is undone', () => {
    expect(reversalGroups([{ reversesId: 'a' }], [origin('a', 'j1', 2)])).toEqual([{ items: [{ reversesId: 'a' }], mirrors: undefined }]);
  });

  it('keeps what two journals posted apart, each mirrored once', () => {
    const groups = reversalGroups([{ reversesId: 'a' }, { reversesId: 'b' }], [origin('a', 'j1', 1), origin('b', 'j2', 1)]);
    expect(groups.map((group) => group.mirrors?.journalId)).toEqual(['j1', 'j2']);
  });
});

it('a long reason never breaks the memo', () => {
  expect(mirrorMemo('Void of invoice MS-10001', 40001, 'x'.repeat(900))).toHaveLength(300);
  expect(mirrorMemo('Void of invoice MS-10001', 40001, 'Wrong patient')).toBe('Void of invoice MS-10001: reverses J-40001. Wrong patient');
});
