import { type RawBuilder, sql } from 'kysely'
import type { ConversionCount } from '../../../contract/conversion.ts'
import type { Reader } from '../../platform/database/public.ts'
import { whereabouts } from '../whereabouts.ts'

/**
 * What the shop knows against the serials of one shelf (`isShelf` names it as s): entered twice in this conversion, or of
 * a piece that is somewhere already. A piece that lies on this very shelf, or was taken out of the stock, is no problem.
 */
export async function problemsOf(
  reader: Reader,
  conversionId: number,
  isShelf: RawBuilder<boolean>,
): Promise<ConversionCount['problems']> {
  const { rows } = await sql<ConversionCount['problems'][number]>`
    with mine as materialized (
      select l.line_number, l.serial, normalize(l.serial, nfc) as key, s.id as shelf_id, s.variant_id, s.place_id
        from conversion_line l join conversion_shelf s on s.id = l.shelf_id
       where ${isShelf} and l.serial is not null
    ), twin as (
      select mine.line_number, 'Serial ' || mine.serial || ' is entered twice: it is also '
             || case when other.shelf_id = mine.shelf_id then 'in row ' || other.line_number else 'in bin ' || place.code end || '.' as sentence
        from mine
        join conversion_line other on normalize(other.serial, nfc) = mine.key
        join conversion_shelf os on os.id = other.shelf_id and os.conversion_id = ${conversionId} and os.variant_id = mine.variant_id
        join place on place.id = os.place_id
       where (other.shelf_id, other.line_number) <> (mine.shelf_id, mine.line_number)
    ), known as (
      select mine.line_number, 'Serial ' || mine.serial || ' exists already: it is ' || ${whereabouts('unit.id')} || '.' as sentence
        from mine join unit on normalize(unit.serial, nfc) = mine.key and unit.variant_id + 0 = mine.variant_id
        join place on place.id = unit.place_id
       where unit.place_id <> mine.place_id and place.kind <> 'adjustment'
    )
    select (line_number - 1) as line, min(sentence) as sentence
      from (select * from twin union all select * from known) found
     group by line_number order by line_number limit 500`.execute(reader.db)
  return rows
}
