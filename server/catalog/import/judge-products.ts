import { setImmediate as letOthersRun } from 'node:timers/promises'
import type { ProductField, ProductImportChoices } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { whatBlocksModes } from '../identifier-mode.ts'
import { allCodes, BarcodeClaims } from './barcode-claims.ts'
import { chooseRows } from './choose-rows.ts'
import { judgeVariants, type VariantOfRow } from './judge-variants.ts'
import { type KnownProduct, knownNumbers, type ProductValues, readKnown } from './known-products.ts'
import type { ParentOfRows } from './parent-of-rows.ts'
import { detailFields } from './plan-details.ts'
import { changesOf, modeChange, planProduct, sentenceOfChanges, type Taking } from './plan-product.ts'
import type { ReadProducts } from './product-row.ts'
import { RowVerdicts } from './row-verdicts.ts'
import { readShopNames } from './shop-places.ts'

export interface ProductChange {
  readonly known: KnownProduct
  readonly values: ProductValues
  /** Whether it says something new of what `storeDetailValues` stores. */
  readonly detailed: boolean
}

/** A product to be made, or a variant of a parent, which may be new itself. */
export interface Creation {
  readonly values: ProductValues
  readonly parent: ParentOfRows | null
}

/** What becomes of every row, and all that is to be stored for it. */
export interface Judgement {
  readonly verdicts: RowVerdicts
  readonly created: Creation[]
  readonly changed: ProductChange[]
}

type Choices = Pick<ProductImportChoices, 'mapping' | 'emptyClears' | 'sameNumber' | 'source'>

/** Products that are compared with the shop at once: the values of all 100,000 are never in memory together. */
const rowsAtOnce = 5000

/** Judges all rows against each other and against what the shop has now. Changes nothing. */
export async function judgeProducts(
  reader: Reader,
  read: ReadProducts,
  problems: RowProblems,
  choices: Choices,
): Promise<Judgement> {
  const verdicts = new RowVerdicts(read.rows.length)
  refuseFaulty(read, problems, verdicts)
  await refuseNameless(reader, read, choices, verdicts)
  const { emptyClears } = choices
  const chosen = chooseRows(read, choices.sameNumber, verdicts)
  const variants = await judgeVariants(reader, read, chosen, { emptyClears, verdicts })
  const positions = chosen.filter(position => verdicts.isOpen(position))
  const mapped = new Set(Object.keys(choices.mapping) as ProductField[])
  const names = await readShopNames(reader)
  const sourceSupplier = names.supplier(choices.source)
  const taking: Taking = { mapped, emptyClears, headings: read.headings, names, sourceSupplier }
  const judgement: Judgement = { verdicts, created: [], changed: [] }
  const claims = new BarcodeClaims()
  const growing = new Map<number, ProductChange>()
  for (let start = 0; start < positions.length; start += rowsAtOnce) {
    await letOthersRun()
    const batch = positions.slice(start, start + rowsAtOnce)
    await judgeBatch(reader, read, batch, { taking, claims, judgement, variants, growing })
  }
  for (const { known } of judgement.changed) growing.delete(known.productId)
  judgement.changed.push(...growing.values())
  return judgement
}

function refuseFaulty({ rows, headings }: ReadProducts, problems: RowProblems, verdicts: RowVerdicts): void {
  rows.forEach((row, position) => {
    const sentence = problems.of(row.number)
    if (sentence !== undefined) verdicts.set(position, 'refused', sentence)
    else if (row.productNumber === null) {
      const missing = `${headings.productNumber} is missing. Enter which product this is, or empty the row.`
      verdicts.set(position, 'refused', missing)
    }
  })
}

/**
 * Before one row of a product is chosen: a row that could not make it must not stand in the way of one that can. A
 * variant's name may stand in another row of its parent.
 */
async function refuseNameless(
  reader: Reader,
  { rows, headings }: ReadProducts,
  { mapping }: Choices,
  verdicts: RowVerdicts,
): Promise<void> {
  const nameless = rows.flatMap((row, position) =>
    verdicts.isOpen(position) && row.name === null && !row.parentNumber ? [position] : [],
  )
  if (nameless.length === 0) return
  const known = await knownNumbers(reader, [...new Set(nameless.map(at => rows[at]!.productNumber!))])
  const what = mapping.name === undefined ? 'Choose the column that holds its name.' : 'Enter it.'
  for (const position of nameless) {
    const { productNumber } = rows[position]!
    if (known.has(productNumber!)) continue
    const sentence = `${headings.name} is missing, and ${productNumber} is a new product, which needs a name. ${what}`
    verdicts.set(position, 'refused', sentence)
  }
}

interface Judging {
  readonly taking: Taking
  readonly claims: BarcodeClaims
  readonly judgement: Judgement
  readonly variants: ReadonlyMap<number, VariantOfRow>
  /** By product, the change of one that gets new variants: it is to be of the version that was judged. */
  readonly growing: Map<number, ProductChange>
}

async function judgeBatch(
  reader: Reader,
  read: ReadProducts,
  positions: readonly number[],
  judging: Judging,
): Promise<void> {
  const { claims, judgement, growing } = judging
  const { verdicts, created, changed } = judgement
  const plans = await planBatch(reader, read, positions, judging)
  const codes = plans.flatMap(({ planned }) => ('wrong' in planned ? [] : allCodes(planned.values)))
  await claims.lookUp(reader, codes)
  const blocked = await whatBlocksModes(
    reader,
    plans.flatMap(({ known, sibling, planned }) =>
      (known ?? sibling) === null || 'wrong' in planned
        ? []
        : [modeChange((known ?? sibling)!, planned.values)],
    ),
  )
  for (const { position, row, known, sibling, parent, planned } of plans) {
    if ('wrong' in planned) {
      verdicts.set(position, 'refused', planned.wrong)
      continue
    }
    const { values, changes } = planned
    if (known !== null && changes.length === 0) {
      verdicts.set(position, 'unchanged')
      continue
    }
    const product = known ?? sibling
    const why = product && blocked.get(product.productId)
    if (why) {
      verdicts.set(
        position,
        'refused',
        refuse('identifier_mode_blocked', { product: product.name, why }).message,
      )
      continue
    }
    const taken = claims.claim(values, known?.variantId ?? null, row.number)
    if (taken !== null) verdicts.set(position, 'refused', taken)
    else if (known !== null) {
      verdicts.set(position, 'changed', sentenceOfChanges(changes))
      changed.push({ known, values, detailed: changes.some(field => detailFields.has(field)) })
    } else {
      const grown = sibling && changeBeside(sibling, values)
      if (grown !== null) growing.set(grown.known.productId, grown)
      verdicts.set(position, 'created', grown === null ? '' : sentenceOfGrowth(grown))
      created.push({ values, parent })
    }
  }
}

/** The plan of each row, beside what the shop has of it. */
async function planBatch(
  reader: Reader,
  { rows }: ReadProducts,
  positions: readonly number[],
  { taking, variants }: Judging,
) {
  const siblingOf = (position: number) => variants.get(position)?.parent.known?.variants[0]?.productNumber
  const numbers = positions.map(position => rows[position]!.productNumber!)
  const siblings = positions.flatMap(position => siblingOf(position) ?? [])
  const found = await readKnown(reader, [...new Set([...numbers, ...siblings])])
  return positions.map(position => {
    const variant = variants.get(position)
    const row = variant?.row ?? rows[position]!
    const known = found.get(row.productNumber!) ?? null
    const sibling = known === null ? (found.get(siblingOf(position) ?? '') ?? null) : null
    const optionValues = variant?.values ?? null
    const planned = planProduct({ row, known, sibling, optionValues }, taking)
    return { position, row, known, sibling, parent: variant?.parent ?? null, planned }
  })
}

/** What a new variant's row changes of its product, as a change of a variant that is there. */
function changeBeside(known: KnownProduct, values: ProductValues): ProductChange {
  const { productNumber, codes, price, unitsPerPu, buying, archived, optionValues } = known
  const kept = { ...values, productNumber, codes, price, unitsPerPu, buying, archived, optionValues }
  return {
    known,
    values: kept,
    detailed: changesOf(known, kept).some(field => detailFields.has(field)),
  }
}

function sentenceOfGrowth({ known, values }: ProductChange): string {
  const changes = changesOf(known, values)
  const also = changes.length === 0 ? '' : ` ${sentenceOfChanges(changes)}`
  return `A new variant of “${known.name}”.${also}`
}
