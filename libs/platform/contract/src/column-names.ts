/** Names for the columns of a header row, each once: an empty header is named by its place, a repeated one is counted. */
export function columnNames(header: readonly string[]): string[] {
  const names: string[] = [];
  for (const [index, given] of header.entries()) {
    const base = given.trim() || `#${index + 1}`;
    let name = base;
    for (let count = 2; names.includes(name); count++) name = `${base} (${count})`;
    names.push(name);
  }
  return names;
}
