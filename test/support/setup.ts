import 'reflect-metadata';
import { nameRights } from '../../src/platform/right-titles.js';
import { RIGHT_TITLES } from '../../src/staff/domain/permissions.js';

// One line a request would drown the tests' own words.
process.env.LEDGERLINE_LOG ??= 'off';

// Refusals name rights as in the product, whether or not a file of tests starts it.
nameRights(RIGHT_TITLES);
