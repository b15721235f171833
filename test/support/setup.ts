import 'reflect-metadata';

// One line a request would drown the tests' own words.
process.env.LEDGERLINE_LOG ??= 'off';
