/** The organisation in whose scope a statement runs; read once per statement, so that an index on it serves. */
const ME = '(select present_organisation())';

/** SQL that says whether a row is the organisation's own. */
export type Own = (me: string) => string;

const byColumn: Own = (me) => `organisation_id = ${me}`;

/**
 * The statements that put a table behind the wall: an organisation sees and writes its own rows, those in its column `organisation_id`
 * unless `own` says otherwise. For migrations; each table with an organisation's rows needs it (SEC-01).
 */
export const wall = (table: string, own: Own = byColumn): string[] => [
  `alter table ${table} enable row level security`,
  `create policy own_rows on ${table} to tandem_app using (${own(ME)}) with check (${own(ME)})`,
  `create policy every_row on ${table} to tandem_across using (true) with check (true)`,
];

/** The same for rows that belong to whom another row belongs, named by its id in a column. */
export const wallThrough = (table: string, column: string, parent: string): string[] =>
  wall(table, () => `exists (select from ${parent} where ${parent}.id = ${table}.${column})`);

/**
 * The statements for a view `seen_<table>` with the rows that the wall lets through, to read by indexes on expressions and arrays: a policy has the
 * database look at each of its rows before it applies functions that it does not know to be discreet. Only to read.
 */
export const seen = (table: string, own: Own = byColumn): string[] => [
  `create view seen_${table} as select * from ${table} where (select sees_everyone()) or ${own(ME)}`,
  `revoke all on seen_${table} from tandem_app`,
  `grant select on seen_${table} to tandem_app`,
];
