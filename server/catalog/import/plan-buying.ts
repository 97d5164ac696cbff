import { scaledInteger } from '../../platform/imports/public.ts'
import type { BuyingValues } from './known-products.ts'
import type { Take, Taking } from './plan-product.ts'
import type { ProductRow } from './product-row.ts'

type Wrong = { wrong: string }
interface Of {
  readonly take: Take
  readonly taking: Taking
  /** How exactly the product is counted after this row. */
  readonly decimals: number
}

/** How a product is bought after the row, or the sentence that it is refused with. */
export function planBuying(row: ProductRow, before: BuyingValues, of: Of): BuyingValues | Wrong {
  const suppliers = planSuppliers(row, before.suppliers, of.taking)
  if ('wrong' in suppliers) return suppliers
  const reorder = planReorder(row, before, of)
  if ('wrong' in reorder) return reorder
  const units = of.take('purchaseUnits', row.purchaseUnits, before.units, [])
  return { units, suppliers: suppliers.all, ...reorder }
}

type Suppliers = BuyingValues['suppliers']

/** Suppliers that the row does not name stay as they are; without a column for them, the source of the file is meant. */
function planSuppliers(
  { suppliers, supplierNumbers }: ProductRow,
  before: Suppliers,
  { mapped, emptyClears, headings, names, sourceSupplier }: Taking,
): { all: Suppliers } | Wrong {
  const numbersOf = headings.supplierNumbers
  const numbers = supplierNumbers ?? []
  if (!suppliers && numbers.length === 0) return { all: before }
  if (!suppliers && (mapped.has('suppliers') || sourceSupplier === null))
    return { wrong: `${numbersOf} ${numbers[0]} needs the supplier whose number it is. Enter that too.` }
  const named = suppliers ? suppliers.map(text => names.supplier(text)) : [sourceSupplier]
  const unknown = named.indexOf(null)
  if (unknown >= 0)
    return {
      wrong: `${headings.suppliers} “${suppliers![unknown]}” is no supplier of this shop. Correct it, or add the supplier first.`,
    }
  if (new Set(named).size < named.length)
    return { wrong: `${headings.suppliers} names one supplier twice. Leave one out.` }
  if (numbers.length > named.length || (numbers.length > 0 && numbers.length < named.length))
    return {
      wrong: `${numbersOf} has ${numbers.length} entries for ${named.length} of ${headings.suppliers}. Write one for each, with semicolons between them; one may be empty.`,
    }
  const tooLong = numbers.find(number => number.length > 100)
  if (tooLong !== undefined) return { wrong: `${numbersOf} has more than 100 characters. Shorten it.` }
  const all = new Map(before.map(one => [one.supplierId, one.number]))
  for (const [index, id] of named.entries()) {
    const former = all.get(id!) ?? null
    const cleared = emptyClears && mapped.has('supplierNumbers') ? null : former
    all.set(id!, numbers[index] || cleared)
  }
  return { all: [...all].map(([supplierId, number]) => ({ supplierId, number })) }
}

/** The rule for all locations that have none of their own; 0 is none. */
function planReorder(
  row: ProductRow,
  before: BuyingValues,
  { take, taking: { headings }, decimals }: Of,
): Pick<BuyingValues, 'reorderPoint' | 'targetLevel'> | Wrong {
  const fields = ['reorderPoint', 'targetLevel'] as const
  const given: Record<string, number | null> = {}
  for (const field of fields) {
    const typed = row[field]
    if (typed === null || typed === undefined) continue
    const quantity = scaledInteger(typed, decimals)
    if (quantity === null)
      return {
        wrong: `${headings[field]} ${typed} has more decimals than ${row.productNumber} is counted with (${decimals}). Correct it.`,
      }
    if (quantity > 1e12) return { wrong: `${headings[field]} ${typed} is too large. Check it.` }
    given[field] = quantity
  }
  const reorderPoint = take('reorderPoint', given.reorderPoint, before.reorderPoint, null) || null
  const kept = reorderPoint === null ? null : before.targetLevel
  const targetLevel = take('targetLevel', given.targetLevel, kept, null) || null
  if (targetLevel !== null && reorderPoint === null)
    return { wrong: `${headings.targetLevel} needs the ${headings.reorderPoint}. Enter that too.` }
  if (targetLevel !== null && targetLevel < reorderPoint!)
    return {
      wrong: `${headings.targetLevel} is below the ${headings.reorderPoint}. Raise it, or leave it empty.`,
    }
  return { reorderPoint, targetLevel }
}

/** The fields in which two products are bought differently. */
export function changedBuying(
  one: BuyingValues,
  other: BuyingValues,
): Record<'purchaseUnits' | 'suppliers' | 'supplierNumbers' | 'reorderPoint' | 'targetLevel', boolean> {
  const units = (of: BuyingValues) =>
    of.units.map(unit => [unit.name, unit.units, unit.onlyWhole, ...unit.codes.map(code => code.code).sort()])
  const numbers = (of: BuyingValues) =>
    of.suppliers.flatMap(entry => (entry.number === null ? [] : [[entry.supplierId, entry.number]]))
  const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right)
  return {
    purchaseUnits: !isSame(units(one), units(other)),
    suppliers: one.suppliers.length !== other.suppliers.length,
    supplierNumbers: !isSame(numbers(one), numbers(other)),
    reorderPoint: one.reorderPoint !== other.reorderPoint,
    targetLevel: one.targetLevel !== other.targetLevel,
  }
}
