import { setImmediate as letOthersRun } from 'node:timers/promises'
import type { ProductField, ProductImportChoices } from '../../../contract/product-import.ts'
import type { Reader } from '../../platform/database/public.ts'
import type { RowProblems } from '../../platform/imports/public.ts'
import { refuse } from '../../platform/refusal.ts'
import { whatBlocksModes } from '../identifier-mode.ts'
import { BarcodeClaims } from './barcode-claims.ts'
import { chooseRows } from './choose-rows.ts'
import { type KnownProduct, knownNumbers, type ProductValues, readKnown } from './known-products.ts'
import { detailFields } from './plan-details.ts'
import { modeChange, planProduct, sentenceOfChanges, type Taking } from './plan-product.ts'
import type { ReadProducts } from './product-row.ts'
import { RowVerdicts } from './row-verdicts.ts'
import { readShopNames } from './shop-places.ts'

export interface ProductChange {
  readonly known: KnownProduct
  readonly values: ProductValues
  /** Whether it says something new of what `storeDetailValues` stores. */
  readonly detailed: boolean
}

/** What becomes of every row, and all that is to be stored for it. */
export interface Judgement {
  readonly verdicts: RowVerdicts
  readonly created: ProductValues[]
  readonly changed: ProductChange[]
}

type Choices = Pick<ProductImportChoices, 'mapping' | 'emptyClears' | 'sameNumber'>

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
  const positions = chooseRows(read, choices.sameNumber, verdicts)
  const mapped = new Set(Object.keys(choices.mapping) as ProductField[])
  const taking: Taking = {
    mapped,
    emptyClears: choices.emptyClears,
    headings: read.headings,
    names: await readShopNames(reader),
  }
  const judgement: Judgement = { verdicts, created: [], changed: [] }
  const claims = new BarcodeClaims()
  for (let start = 0; start < positions.length; start += rowsAtOnce) {
    await letOthersRun()
    await judgeBatch(reader, read, positions.slice(start, start + rowsAtOnce), { taking, claims, judgement })
  }
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

/** Before one row of a product is chosen: a row that could not make it must not stand in the way of one that can. */
async function refuseNameless(
  reader: Reader,
  { rows, headings }: ReadProducts,
  { mapping }: Choices,
  verdicts: RowVerdicts,
): Promise<void> {
  const nameless = rows.flatMap((row, position) =>
    verdicts.isOpen(position) && row.name === null ? [position] : [],
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

async function judgeBatch(
  reader: Reader,
  { rows }: ReadProducts,
  positions: readonly number[],
  { taking, claims, judgement }: { taking: Taking; claims: BarcodeClaims; judgement: Judgement },
): Promise<void> {
  const { verdicts, created, changed } = judgement
  const known = await readKnown(
    reader,
    positions.map(position => rows[position]!.productNumber!),
  )
  const plans = positions.map(position => {
    const row = rows[position]!
    const product = known.get(row.productNumber!) ?? null
    return { position, row, product, planned: planProduct(row, product, taking) }
  })
  const codes = plans.flatMap(({ planned }) => ('wrong' in planned ? [] : planned.values.codes))
  await claims.lookUp(reader, codes)
  const blocked = await whatBlocksModes(
    reader,
    plans.flatMap(({ product, planned }) =>
      product === null || 'wrong' in planned ? [] : [modeChange(product, planned.values)],
    ),
  )
  for (const { position, row, product, planned } of plans) {
    if ('wrong' in planned) {
      verdicts.set(position, 'refused', planned.wrong)
      continue
    }
    const { values, changes } = planned
    if (product !== null && changes.length === 0) {
      verdicts.set(position, 'unchanged')
      continue
    }
    const why = product && blocked.get(product.productId)
    if (why) {
      verdicts.set(
        position,
        'refused',
        refuse('identifier_mode_blocked', { product: product.name, why }).message,
      )
      continue
    }
    const taken = claims.claim(values, product?.variantId ?? null, row.number)
    if (taken !== null) verdicts.set(position, 'refused', taken)
    else if (product === null) {
      verdicts.set(position, 'created')
      created.push(values)
    } else {
      verdicts.set(position, 'changed', sentenceOfChanges(changes))
      changed.push({ known: product, values, detailed: changes.some(field => detailFields.has(field)) })
    }
  }
}
