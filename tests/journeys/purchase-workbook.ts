import { writeSpreadsheet } from '../../server/platform/spreadsheet/public.ts'

type Row = readonly (string | number | null)[]

/** Of the form that suppliers send: two products, a supplier and a bin that the shop does not have. */
export const cleanRows: Row[] = [
  ['TOTE-BAG', 'Tote bag', 'Harvest & Co', null, 48, '2.55', 'A-01', null, null, null],
  ['OIL-X', 'Olive oil extra', 'Campo Verde', 5, 60, '4.20', 'B-02-1', '00042', null, '2028-03-31'],
  ['OIL-X', 'Olive oil extra', 'Campo Verde', 1, 12, '4.20', 'B-02-1', 'MK7-A', null, '2028-04-30'],
  ['PHONE-X1', 'Phone X1', 'Campo Verde', 1, 1, '312.50', 'A-01', 'PX1', '356938035641001', null],
  ['PHONE-X1', 'Phone X1', 'Campo Verde', 1, 1, '312.50', 'A-01', 'PX1', '356938035641019', null],
]
/** The first row is good; the second wants fewer than none, the third a piece that the shop has already. */
export const messyRows: Row[] = [
  ['TOTE-BAG', 'Tote bag', 'Harvest & Co', null, 5, '2.55', 'A-01', null, null, null],
  ['TOTE-BAG', 'Tote bag', 'Harvest & Co', null, -5, '2.55', 'A-01', null, null, null],
  ['CAMERA', 'Camera', 'Harvest & Co', null, 1, '89', 'A-01', 'CAM-7', 'SN-0001', null],
]

/** An .xlsx as a browser's file field takes it. */
export async function workbook(name: string, rows: readonly Row[]) {
  const bytes = await writeSpreadsheet([
    {
      name: 'Purchase order',
      columns: [
        { header: 'Product number', kind: 'text' },
        { header: 'Product name', kind: 'text' },
        { header: 'Supplier', kind: 'text' },
        { header: 'PU quantity', kind: 'number' },
        { header: 'SKU quantity', kind: 'number' },
        { header: 'Purchase price', kind: 'number' },
        { header: 'Warehousing location', kind: 'text' },
        { header: 'Lot No.', kind: 'text' },
        { header: 'Serial No.', kind: 'text' },
        { header: 'Expiry date', kind: 'date' },
      ],
      rows,
    },
  ])
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return { name, mimeType, buffer: Buffer.from(bytes) }
}
