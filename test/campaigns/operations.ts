import fc from 'fast-check';
import { CloseDay } from '../../src/calendar/index.js';
import { newId } from '../../src/platform/ids.js';
import { type Operation, operation } from './acting.js';
import { deposit, tickOff, undoDeposit } from './operations-deposits.js';
import { adjust, bill, reverseAdjustment, transfer, voidInvoice } from './operations-invoices.js';
import { allocate, insurerPays, patientPays } from './operations-money-in.js';
import { mergePatients, period, undoPatientMerge } from './operations-records.js';
import { again, refused } from './operations-refused.js';
import { settle } from './operations-places.js';
import { remit } from './operations-remittances.js';
import { correctPayment, freeEarmark, lift, owe, release, reverse, takeBackOwed } from './operations-releases.js';

const closeDay = fc.constantFrom('both', 'maple', 'riverside').map((where) =>
  operation('the day is closed and the next begins', async (world) => {
    const { clinic, clock } = world.books;
    for (const locationId of where === 'both' ? [clinic.maple, clinic.riverside] : [clinic[where as 'maple']]) await world.attempt(new CloseDay({ locationId, andEarlier: true }), newId());
    if (world.counts.done % 2 === 0) clock.nextDay();
  }),
);

const weighted = (weight: number, arbitrary: fc.Arbitrary<Operation>) => ({ weight, arbitrary });

export const operations: fc.Arbitrary<Operation> = fc.oneof(
  weighted(7, bill), weighted(7, insurerPays), weighted(6, patientPays), weighted(5, allocate), weighted(8, remit), weighted(3, reverse), weighted(2, correctPayment),
  weighted(3, adjust), weighted(2, reverseAdjustment), weighted(5, transfer), weighted(2, voidInvoice), weighted(4, release), weighted(2, freeEarmark),
  weighted(1, lift), weighted(2, owe), weighted(1, takeBackOwed), weighted(2, deposit), weighted(1, tickOff), weighted(1, undoDeposit),
  weighted(1, closeDay), weighted(1, mergePatients), weighted(1, undoPatientMerge), weighted(1, period), weighted(2, settle), weighted(3, again), weighted(4, refused),
);
