import type { ImportField } from '../../../contract/purchasing.ts'
import { headingRecogniser } from '../../platform/imports/public.ts'

/**
 * What each field is called in the files that merchants send, the plainest name first. A field that stands higher chooses
 * first: "item" is the product number only when nothing better is.
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
  supplierLot: `
    supplier lot, suppliers lot, supplier lot number, supplier lot no, suppliers lot number,
    suppliers lot no, supplier batch, suppliers batch, supplier batch number, supplier batch no,
    vendor lot, vendor lot number, vendor lot no, vendor batch, vendor batch number,
    manufacturer lot, manufacturer lot number, manufacturer batch, manufacturer batch number`,
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

export const recogniseHeadings = headingRecogniser(namesOfFields)
