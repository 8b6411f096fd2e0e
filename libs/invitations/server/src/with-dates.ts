/** A row as raw statements read it, with the named columns as dates: the driver hands timestamps on as text. */
export const withDates = <Row extends object>(row: Row, ...names: readonly (keyof Row)[]): Row => {
  const dates = names.filter((name) => row[name] !== null).map((name) => [name, new Date(row[name] as string | Date)]);
  return { ...row, ...(Object.fromEntries(dates) as Partial<Row>) };
};
