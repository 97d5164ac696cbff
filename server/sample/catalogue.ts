/*
 * One list: what the sample shop sells, to whom, and from where. A kitchen and outdoor shop, so that all three ways of
 * tracking make sense: mugs need none, oil has lots that expire, phones and cameras have serial numbers.
 */

import type { DispatchIdentifierMode } from '../../contract/dispatch-identifiers.ts'

type Tracking = 'none' | 'lots' | 'serials'

export interface SampleProduct {
  readonly number: string
  readonly name: string
  readonly supplier: string
  readonly priceMinor: number
  readonly costMinor: number
  readonly unitsPerPu: number
  readonly tracking: Tracking
  readonly decimals?: number
  /** What is noted of each piece when it is dispatched; off unless told. */
  readonly identifiers?: DispatchIdentifierMode
  readonly bin: string
  /** The first twelve digits of its EAN-13; the check digit is computed. */
  readonly ean?: string
  /** For goods that spoil: how many days a new lot keeps. */
  readonly keepsDays?: number
  readonly description?: string
  /** The product with options that it is a variant of. Its variants stand one after the other, and are alike in all else. */
  readonly variantOf?: {
    readonly number: string
    readonly options: readonly string[]
    readonly values: readonly string[]
  }
}

export const suppliers = [
  {
    name: 'Harbour Gifts',
    email: 'orders@harbourgifts.example',
    phone: '+44 1326 555 010',
    contactPerson: 'Jenna Pascoe',
    leadTimeDays: 7,
    paymentTerms: '30 days net',
    paymentDays: 30,
    minimumOrderMinor: 15000,
  },
  {
    name: 'Campo Verde',
    email: 'pedidos@campoverde.example',
    phone: '+34 953 555 120',
    contactPerson: 'Inés Robles',
    leadTimeDays: 14,
    paymentTerms: '2 % within 10 days, 30 days net',
    paymentDays: 30,
  },
  {
    name: 'Kestrel Mobile',
    email: 'trade@kestrelmobile.example',
    phone: '+44 20 5550 1188',
    contactPerson: 'Amir Shah',
    leadTimeDays: 3,
    paymentTerms: 'On delivery',
    paymentDays: 0,
  },
  {
    name: 'Nordlys Outdoor',
    email: 'salg@nordlys.example',
    phone: '+47 55 55 01 40',
    contactPerson: 'Kari Lien',
    leadTimeDays: 10,
    paymentTerms: '45 days net',
    paymentDays: 45,
    minimumOrderMinor: 50000,
  },
  {
    name: 'Mill & Hive',
    email: 'hello@millandhive.example',
    phone: '+44 1872 555 077',
    contactPerson: 'Tess Opie',
    leadTimeDays: 4,
    paymentTerms: '14 days net',
    paymentDays: 14,
  },
]

export const customers = [
  {
    name: 'Ada Byrne',
    email: 'ada.byrne@mail.example',
    phone: '+44 7700 900101',
    address: '14 Quay Street\nFalmouth TR11 3LH',
  },
  {
    name: 'Tomasz Nowak',
    email: 'tomasz@nowak.example',
    phone: '+44 7700 900142',
    address: '2 Rope Walk\nPenryn TR10 8GU',
  },
  {
    name: 'Café Larkspur',
    email: 'kitchen@larkspur.example',
    phone: '+44 1326 555 300',
    address: '61 High Street\nTruro TR1 2AF',
  },
  {
    name: 'Priya Raman',
    email: 'priya.raman@mail.example',
    phone: '+44 7700 900177',
    address: '8 Orchard Close\nRedruth TR15 1PX',
  },
  {
    name: 'St Mawes Guest House',
    email: 'stay@stmawes.example',
    phone: '+44 1326 555 412',
    address: 'Marine Parade\nSt Mawes TR2 5DJ',
  },
  {
    name: 'Jonas Weber',
    email: 'jonas.weber@mail.example',
    phone: '+49 170 555 0133',
    address: 'Lindenweg 5\n20357 Hamburg',
  },
  {
    name: 'Lantern Film Co-op',
    email: 'gear@lanternfilm.example',
    phone: '+44 1326 555 808',
    address: 'Unit 9, Docklands\nFalmouth TR11 4NR',
  },
  {
    name: 'Mei-Ling Chow',
    email: 'meiling.chow@mail.example',
    phone: '+44 7700 900188',
    address: '3 Castle View\nHelston TR13 8AB',
  },
  {
    name: 'Tregony Primary School',
    email: 'office@tregony.example',
    phone: '+44 1872 555 901',
    address: 'Back Lane\nTregony TR2 5RP',
  },
]

export const locations = [
  {
    code: 'HS',
    name: 'Harbour Street store',
    kind: 'store',
    bins: ['SHOP-1', 'SHOP-2', 'SHOP-3', 'COUNTER', 'STOCKROOM'],
  },
  {
    code: 'WH',
    name: 'Mill Lane warehouse',
    kind: 'warehouse',
    bins: [
      'A-01-1',
      'A-01-2',
      'A-01-3',
      'A-02-1',
      'A-02-2',
      'B-01-1',
      'B-01-2',
      'B-02-1',
      'B-02-2',
      'C-03-1',
      'C-03-2',
      'RETURNS',
    ],
  },
] as const

export const products: readonly SampleProduct[] = [
  product('85123A', 'White hanging heart tea-light holder', 'Harbour Gifts', 595, 255, 12, 'none', 'A-01-1', {
    ean: '502100085123',
  }),
  product('22423', 'Regency cake stand, three tiers', 'Harbour Gifts', 2450, 1095, 6, 'none', 'A-01-2', {
    ean: '502100022423',
  }),
  product('MUG-SLATE', 'Stoneware mug, slate', 'Harbour Gifts', 950, 380, 12, 'none', 'A-01-2', {
    ean: '502100010017',
  }),
  product('MUG-SAND', 'Stoneware mug, sand', 'Harbour Gifts', 950, 380, 12, 'none', 'A-01-2', {
    ean: '502100010024',
  }),
  product('BOWL-20', 'Serving bowl 20 cm', 'Harbour Gifts', 1850, 790, 6, 'none', 'A-01-3', {
    ean: '502100010031',
  }),
  product('CANDLE-FIG', 'Fig candle, 220 g', 'Harbour Gifts', 1600, 640, 8, 'lots', 'A-01-3', {
    ean: '502100010048',
  }),
  product('TOWEL-LIN', 'Linen tea towel', 'Harbour Gifts', 1200, 470, 10, 'none', 'A-01-1', {
    ean: '502100010055',
  }),
  apron('Natural', 'S', '502100010901'),
  apron('Natural', 'L', '502100010918'),
  apron('Navy', 'S', '502100010925'),
  apron('Navy', 'L', '502100010932'),
  product('LANTERN-S', 'Storm lantern, small', 'Harbour Gifts', 2900, 1240, 4, 'none', 'A-02-1', {
    ean: '502100010062',
  }),
  product('OLIVE-500', 'Olive oil extra virgin 500 ml', 'Campo Verde', 950, 420, 12, 'lots', 'B-02-1', {
    ean: '843700500001',
    keepsDays: 540,
  }),
  product('OLIVE-3L', 'Olive oil extra virgin 3 l tin', 'Campo Verde', 4200, 2150, 4, 'lots', 'B-02-1', {
    ean: '843700500018',
    keepsDays: 540,
  }),
  product('MILK-UHT', 'UHT milk 1 l', 'Campo Verde', 135, 79, 10, 'lots', 'B-02-2', {
    ean: '843700500025',
    keepsDays: 90,
  }),
  product('ALMOND-250', 'Roasted almonds 250 g', 'Campo Verde', 590, 285, 20, 'lots', 'B-02-2', {
    ean: '843700500032',
    keepsDays: 240,
  }),
  product('SAFFRON-1', 'Saffron threads 1 g', 'Campo Verde', 890, 460, 24, 'lots', 'B-02-2', {
    ean: '843700500049',
    keepsDays: 720,
  }),
  product('OLIVES-KG', 'Manzanilla olives, loose', 'Campo Verde', 1450, 690, 5, 'lots', 'B-02-1', {
    decimals: 3,
    keepsDays: 45,
    description: 'Sold by weight, counted to the gram.',
  }),
  product('HONEY-340', 'Heather honey 340 g', 'Mill & Hive', 875, 410, 12, 'lots', 'B-01-1', {
    ean: '506012340001',
    keepsDays: 700,
  }),
  product('JAM-DAMSON', 'Damson jam 280 g', 'Mill & Hive', 520, 230, 12, 'lots', 'B-01-1', {
    ean: '506012340018',
    keepsDays: 400,
  }),
  product('FLOUR-STR', 'Strong bread flour 1.5 kg', 'Mill & Hive', 340, 150, 10, 'lots', 'B-01-2', {
    ean: '506012340025',
    keepsDays: 180,
  }),
  product('OATS-1KG', 'Rolled oats 1 kg', 'Mill & Hive', 290, 120, 10, 'lots', 'B-01-2', {
    ean: '506012340032',
    keepsDays: 300,
  }),
  product('SHORTBREAD', 'All-butter shortbread 200 g', 'Mill & Hive', 425, 190, 16, 'lots', 'B-01-2', {
    ean: '506012340049',
    keepsDays: 60,
  }),
  product('CIDER-750', 'Orchard cider 750 ml', 'Mill & Hive', 780, 360, 6, 'lots', 'B-01-1', {
    ean: '506012340056',
    keepsDays: 500,
  }),
  product('PHONE-X1', 'Phone X1 128 GB', 'Kestrel Mobile', 44900, 31250, 1, 'serials', 'C-03-1', {
    ean: '509876000011',
    description: 'The serial number is the IMEI.',
  }),
  product('PHONE-X1-256', 'Phone X1 256 GB', 'Kestrel Mobile', 52900, 36800, 1, 'serials', 'C-03-1', {
    ean: '509876000028',
  }),
  product('WATCH-2', 'Smart watch 2', 'Kestrel Mobile', 19900, 12900, 1, 'serials', 'C-03-1', {
    ean: '509876000035',
  }),
  product('EARBUDS-P', 'Earbuds Pro', 'Kestrel Mobile', 12900, 7400, 1, 'serials', 'C-03-2', {
    ean: '509876000042',
  }),
  product('CAM-200', 'Trail camera 200', 'Kestrel Mobile', 9900, 5800, 1, 'serials', 'C-03-2', {
    ean: '509876000059',
  }),
  product('POWER-20', 'Power bank 20 Ah', 'Kestrel Mobile', 4900, 2600, 5, 'lots', 'C-03-2', {
    ean: '509876000066',
    description: 'Lots matter here: battery cells are recalled by batch.',
  }),
  product('CABLE-C1', 'USB-C cable 1 m', 'Kestrel Mobile', 1400, 480, 20, 'none', 'C-03-2', {
    ean: '509876000073',
  }),
  product('CASE-X1', 'Case for Phone X1', 'Kestrel Mobile', 2400, 900, 10, 'none', 'C-03-2', {
    ean: '509876000080',
  }),
  product('TENT-2P', 'Two-person tent', 'Nordlys Outdoor', 28900, 16400, 1, 'serials', 'A-02-2', {
    ean: '703800120014',
  }),
  product('STOVE-G1', 'Gas stove G1', 'Nordlys Outdoor', 7900, 4300, 4, 'serials', 'A-02-2', {
    ean: '703800120021',
  }),
  product('GAS-230', 'Gas cartridge 230 g', 'Nordlys Outdoor', 690, 340, 24, 'lots', 'A-02-2', {
    ean: '703800120038',
    keepsDays: 1400,
  }),
  product('BOTTLE-1L', 'Steel bottle 1 l', 'Nordlys Outdoor', 2600, 1150, 12, 'none', 'A-02-1', {
    ean: '703800120045',
  }),
  product('LAMP-H3', 'Head lamp H3', 'Nordlys Outdoor', 3900, 1980, 10, 'none', 'A-02-1', {
    ean: '703800120052',
  }),
  product('MEAL-LENTIL', 'Freeze-dried lentil stew', 'Nordlys Outdoor', 890, 430, 10, 'lots', 'A-02-1', {
    ean: '703800120069',
    keepsDays: 1000,
  }),
  product('PHONE-REF', 'Refurbished phone', 'Kestrel Mobile', 17900, 9800, 4, 'none', 'C-03-1', {
    ean: '509876000097',
    identifiers: 'single_use',
    description: 'Each piece has a serial number of its own, entered when it is in stock.',
  }),
  product('SANDWICH', 'Ploughman’s sandwich', 'Mill & Hive', 450, 190, 12, 'none', 'B-01-2', {
    ean: '506012340063',
    identifiers: 'multiple_use',
    description: 'Its use-by date is chosen when it is dispatched.',
  }),
  product('GIFT-CARD', 'Gift card', 'Harbour Gifts', 2500, 2500, 10, 'none', 'A-01-1', {
    ean: '502100010116',
    identifiers: 'at_dispatch',
    description: 'The number on the card is written down when it is dispatched.',
  }),
]

function product(
  number: string,
  name: string,
  supplier: string,
  priceMinor: number,
  costMinor: number,
  unitsPerPu: number,
  tracking: Tracking,
  bin: string,
  rest: Partial<SampleProduct> = {},
): SampleProduct {
  return { number, name, supplier, priceMinor, costMinor, unitsPerPu, tracking, bin, ...rest }
}

function apron(colour: string, size: string, ean: string): SampleProduct {
  const number = `APRON-${colour.toUpperCase()}-${size}`
  return product(number, 'Linen apron', 'Harbour Gifts', 3400, 1450, 6, 'none', 'A-01-1', {
    ean,
    variantOf: { number: 'APRON', options: ['Colour', 'Size'], values: [colour, size] },
  })
}
