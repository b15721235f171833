import type { Calendar } from '../domain/calendar.js';
import { lastDayOf, type Month } from '../domain/month.js';
import { PeriodToCome } from '../domain/refusals.js';

/** A month has ended once its last day is past, or is today and closed: nobody's accounting day lies in it any more. */
export async function mustHaveEnded(calendar: Calendar, locationId: string, month: Month): Promise<void> {
  const lastDay = lastDayOf(month);
  const today = await calendar.today(locationId);
  const isOver = lastDay < today || (lastDay === today && !(await calendar.openIn(locationId, month)).includes(lastDay));
  if (!isOver) throw new PeriodToCome(month, lastDay);
}
