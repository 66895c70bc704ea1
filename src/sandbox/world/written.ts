/** What every record has in common. */

/**
 * What every record carries. `writtenMs` is when it came into being; reads that lag behind writes do not show a record
 * before `writtenMs` + lag.
 */
export interface Written {
  readonly id: number;
  readonly writtenMs: number;
}
