/** The field of each heading, or null; a field is given to one column only, and a column to one field. */
export type RecogniseHeadings<Field extends string> = (headings: readonly string[]) => (Field | null)[]

/**
 * Recognises headings by the names that each field goes by, separated by commas, the plainest name first. Case, spaces,
 * dots, other marks and what stands in brackets do not count. A field that stands higher in the table chooses first.
 */
export function headingRecogniser<Field extends string>(
  namesOfFields: Readonly<Record<Field, string>>,
): RecogniseHeadings<Field> {
  const table = (Object.entries(namesOfFields) as [Field, string][]).map(
    ([field, names]) => [field, names.split(',').map(plainHeading)] as const,
  )
  return headings => {
    const plainHeadings = headings.map(plainHeading)
    const fields: (Field | null)[] = headings.map(() => null)
    for (const [field, names] of table) {
      for (const name of names) {
        const column = plainHeadings.findIndex((heading, index) => heading === name && fields[index] === null)
        if (column < 0) continue
        fields[column] = field
        break
      }
    }
    return fields
  }
}

/** "Unit No.", "UNIT-NO" and "unit no (old)" are one heading; "U/N" is "un". */
export function plainHeading(heading: string): string {
  const bare = heading.normalize('NFKC').toLowerCase()
  const withoutBrackets = bare.replace(/\([^)]*\)|\[[^\]]*\]/g, '')
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
  return letters(withoutBrackets) || letters(bare)
}
