/** The column of each field, as the server matched them. */
export function matched<Field extends string>(
  columns: readonly { index: number; field: Field | null }[],
): Partial<Record<Field, number>> {
  return Object.fromEntries(
    columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index]])),
  ) as Partial<Record<Field, number>>
}
