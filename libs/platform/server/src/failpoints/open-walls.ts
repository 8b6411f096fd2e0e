/** Whether this process works as if there were no wall between organisations, so that a benchmark can tell what the wall costs. Asked behind `FAILPOINTS` only. */
export const wallsAreOpen = (): boolean => process.env['WALLS'] === 'open';
