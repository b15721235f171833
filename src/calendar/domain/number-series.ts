export abstract class NumberSeries {
  /** The next gapless number of a location, for example `MS-10001`. Takes the last lock of a posting: call it after everything is loaded. */
  abstract take(locationId: string, kind: 'invoice'): Promise<string>;
}
