import type { ProductField } from '../../../contract/product-import.ts'
import { headingRecogniser } from '../../platform/imports/public.ts'

/**
 * What each field is called in the files that merchants have, the plainest name first. A field that stands higher chooses
 * first: a lone "description" is the name, beside a "name" it is the description.
 */
const namesOfFields: Record<ProductField, string> = {
  productNumber: `
    product number, product no, product code, product id, sku, sku code, sku number, sku no,
    item number, item no, item code, item id, article number, article no, article code,
    stock code, stock number, part number, part no, style number, style code, model number,
    product, article, item, code, number`,
  name: `
    name, product name, product title, item name, article name, title, item title, label,
    short description, item description, article description, product description, description,
    product, article, item`,
  description: `
    description, long description, full description, product description, item description,
    details, body, text, remarks, notes`,
  barcodes: `
    barcodes, barcode, bar code, bar codes, ean, eans, ean code, ean13, ean 13, ean number,
    ean no, gtin, gtins, gtin 13, gtin 14, gtin code, upc, upc code, upca, ean upc, isbn`,
  price: `
    price, selling price, sales price, sale price, retail price, unit price, list price, rrp,
    recommended retail price, price per unit, price per piece, gross price, msrp`,
  unitsPerPu: `
    units per pu, skus per pu, sku per pu, units per purchase unit, skus per purchase unit pu,
    units per carton, units per case, units per pack, pack size, case size, carton size,
    pieces per carton, pieces per pack, pieces per case, inner quantity, outer quantity`,
  purchaseUnits: `purchase units, further purchase units, packagings, packaging units, order units`,
  suppliers: `
    suppliers, supplier, supplier name, supplier names, vendor, vendors, vendor name, preferred supplier,
    preferred vendor, main supplier, supplier code, vendor code, supplier no, vendor no`,
  supplierNumbers: `
    supplier’s product numbers, supplier’s product number, supplier product number, supplier product numbers,
    supplier product code, supplier’s number, supplier numbers, supplier item number, supplier item no, supplier item code,
    supplier article number, supplier article no, supplier part number, supplier sku, vendor sku, vendor item number,
    vendor item no, vendor part number, vendor product number, vendor product code, supplier reference`,
  reorderPoint: `
    reorder point, reorder level, reorder at, minimum stock, minimum stock level, min stock,
    minimum quantity, min quantity, min qty, minimum level, safety stock`,
  targetLevel: `
    reorder target, target level, target stock, order up to, maximum stock, maximum stock level, max stock,
    maximum quantity, max quantity, max qty, maximum level, par level`,
  decimals: `decimals, number of decimals, decimal places, quantity decimals, counted in`,
  lots: `
    track by lot number, track by lot, tracks lots, lot tracking, lot tracked, track lots,
    batch tracking, batch tracked, by lot, lot, lots`,
  serials: `
    track with serial number, track by serial number, track serials, tracks serials,
    serial tracking, serial tracked, by serial number, serialised, serialized, serial, serials`,
  identifierMode: `dispatch identifier mode, dispatch identifiers, dispatch identifier, identifier mode`,
  backorders: `
    back orders allowed, backorders allowed, allow back orders, allow backorders, back orders,
    backorders, backorder, sell when out of stock`,
  published: `
    in the online store, online store, in online store, in store, published, publish, visible online, sold online,
    online, web shop, webshop, in the web shop`,
  category: `category, categories, product category, category path, product group, group, department`,
  taxRate: `tax rate, tax, vat, vat rate, tax class, tax code, gst`,
  defaultLocation: `default location, location, warehouse, default warehouse, store`,
  defaultBin: `default bin, bin, bin location, shelf, warehousing location`,
  requiresExpiry: `expiry date required, expiry required, requires expiry, requires expiry date`,
  requiresMadeOn: `made on date required, made on required, production date required, requires made on`,
  requiresSupplierLot: `supplier’s lot required, suppliers lot required, supplier lot required, requires supplier lot`,
  shelfLifeDays: `shelf life in days, shelf life days, shelf life, days of shelf life`,
  minimumDaysAtReceipt: `days left at receipt, minimum days at receipt, must keep at receipt`,
  minimumDaysAtSale: `days left at sale, minimum days at sale, must keep at sale`,
  serialPattern: `serial numbers are, serial pattern, serial number pattern, serial format`,
  parentNumber: `
    parent product number, parent number, parent product, parent sku, parent item, parent article, parent code,
    parent, variant of`,
  options: `options, option values, variant options, variant, variation, attributes`,
  archived: `archived, inactive, discontinued, deleted, obsolete`,
}

export const recogniseProductHeadings = headingRecogniser(namesOfFields)
