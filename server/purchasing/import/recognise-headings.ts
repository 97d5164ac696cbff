import type { ImportField } from '../../../contract/purchasing.ts'

/**
 * What each field is called in the files that merchants send, the plainest name first. Case, spaces, dots, other marks and
 * what stands in brackets do not count: "Lot No." is "lot no", "Purchase price (EUR)" is "purchase price". A field of
 * this table that stands higher chooses first: "item" is the product number only when nothing better is.
 */
const namesOfFields: Record<ImportField, string> = {
  productNumber: `
    product number, product no, product code, product id, sku, sku code, sku number, sku no,
    item number, item no, item code, item id, article number, article no, article code,
    stock code, stock number, part number, part no, style number, style code, model number,
    product, article, item`,
  productName: `
    product name, product description, product title, item name, item description,
    article name, article description, name, description, title, product, item, article`,
  barcode: `
    barcode, barcodes, bar code, ean, ean code, ean13, ean 13, ean number, ean no, gtin,
    gtin 13, gtin 14, gtin code, upc, upc code, upca, ean upc, isbn`,
  supplier: `
    supplier, supplier name, supplier number, supplier no, supplier code, vendor, vendor name,
    vendor number, vendor no, vendor code, manufacturer, seller`,
  quantityPu: `
    pu quantity, pu qty, quantity pu, qty pu, pus, number of pus, purchase units, pu,
    purchase unit quantity, cartons, carton quantity, carton qty, number of cartons, ctns,
    cases, case quantity, case qty, number of cases, packs, pack quantity, boxes, box quantity`,
  quantitySku: `
    sku quantity, sku qty, quantity sku, qty sku, skus, number of skus, quantity, qty, pieces,
    number of pieces, pcs, units, unit quantity, number of units, order quantity, order qty,
    quantity ordered, qty ordered, ordered quantity, total quantity, total qty, count,
    amount ordered`,
  price: `
    purchase price, purchasing price, buying price, cost price, unit cost, unit price,
    cost per unit, price per unit, price per piece, net price, sku price, cost, price`,
  bin: `
    warehousing location, warehouse location, storage location, bin, bin code, bin location,
    bin no, bin number, storage bin, shelf, shelf location, rack, stock location, location,
    place`,
  lotNumber: `
    lot number, lot no, lot, lot code, lot id, lot nr, batch number, batch no, batch,
    batch code, batch id, batch nr, lot batch, batch lot, lot batch number, batch lot number`,
  serial: `
    serial number, serial no, serial, serial nr, serial code, serial id, sn, sn no, imei,
    imei number, imei no, imei code, imei sn, serial number imei, imei serial number`,
  madeOn: `
    made on, date made, production date, manufacturing date, manufacture date,
    date of manufacture, manufactured on, mfg date, mfd, mfg, produced on, packing date,
    packed on`,
  expiresOn: `
    expiry date, expiry, expires on, expires, expiration date, expiration, exp date, exp,
    best before, best before date, best by, bbd, bbe, use by, use by date, shelf life end`,
}

const table = (Object.entries(namesOfFields) as [ImportField, string][]).map(
  ([field, names]) => [field, names.split(',').map(plain)] as const,
)

/** The field of each heading, or null; a field is given to one column only, and a column to one field. */
export function recogniseHeadings(headings: readonly string[]): (ImportField | null)[] {
  const plainHeadings = headings.map(plain)
  const fields: (ImportField | null)[] = headings.map(() => null)
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

/** "Serial No.", "SERIAL-NO" and "serial no (IMEI)" are one heading; "S/N" is "sn". */
function plain(heading: string): string {
  const bare = heading.normalize('NFKC').toLowerCase()
  const withoutBrackets = bare.replace(/\([^)]*\)|\[[^\]]*\]/g, '')
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
  return letters(withoutBrackets) || letters(bare)
}
