/**
 * A shop as simple as it can be told: everything by name, every rule in one line, no locks and no SQL. What the ledger says
 * must be what this says, after whatever was done.
 */
export interface World {
  readonly products: readonly Product[]
  readonly lots: Lot[]
  readonly pieces: Piece[]
  readonly levels: Map<string, Level>
  readonly purchases: Purchase[]
  readonly receipts: Receipt[]
  readonly orders: Order[]
  readonly notes: Note[]
  readonly backs: Back[]
  readonly transfers: Transfer[]
  readonly tillSales: TillSale[]
}

/** `single`: pieces of single use, whose serials are entered after they came in, or named at once. */
export type Tracking = 'none' | 'lots' | 'serials' | 'single'

export interface Product {
  readonly id: number
  /** A conversion changes it. */
  tracking: Tracking
}

export interface Lot {
  readonly id: number
  readonly product: Product
  readonly number: string
  held: boolean
}

export interface Piece {
  readonly id: number
  readonly product: Product
  readonly serial: string
  lot: Lot | null
  /** A bin's code, or outside: `supplier`, `customer`, `transit`, `scrap`, `adjustment`. */
  place: string
  /** The receipt that brought it, while nobody has touched it since. */
  receipt: Receipt | null
  /** The note or the return that claims it. */
  note: Note | Back | null
  /** The delivery note by which a customer has it. */
  soldBy: Note | null
  held: boolean
}

export interface Level {
  onHand: number
  allocated: number
}

export interface Purchase {
  readonly id: number
  readonly rows: { readonly id: number; readonly quantity: number; received: number; readonly goods: Goods }[]
}

/** What a row of a purchase order says of its goods. */
export interface Goods {
  readonly product: Product
  readonly bin: string
  readonly lotNumber: string | null
  readonly serial: string | null
}

export interface Receipt {
  id: number
  readonly purchase: Purchase
  readonly parts: readonly Part[]
  reversed: boolean
}

/** What came in for a row, told apart as its product was tracked that day. */
export interface Part {
  readonly row: Purchase['rows'][number]
  readonly goods: Goods
  readonly quantity: number
}

export interface Order {
  readonly id: number
  readonly lines: OrderLine[]
  state: 'open' | 'part_delivered' | 'delivered' | 'cancelled'
}

export interface OrderLine {
  readonly id: number
  readonly product: Product
  quantity: number
  onNotes: number
  delivered: number
  /** What it waits for, by where that is reserved. */
  readonly claims: Record<Site, number>
}

export interface Note {
  id: number
  readonly order: Order
  readonly site: Site
  readonly picks: Pick[]
  state: 'ready' | 'shipped' | 'delivered' | 'cancelled'
  /** What came back of it. */
  readonly backs: { readonly noteLineId: number; readonly lot: Lot | null; readonly quantity: number }[]
}

export interface Pick {
  readonly line: OrderLine
  readonly noteLineId: number
  readonly lot: Lot | null
  readonly bin: string
  readonly quantity: number
  readonly pieces: readonly Piece[]
}

/** Goods that a customer gave back, claimed by their return until somebody has judged them. */
export interface Back {
  readonly id: number
  readonly lineId: number
  readonly line: OrderLine
  readonly lot: Lot | null
  readonly bin: string
  readonly quantity: number
  readonly piece: Piece | null
  outcome: 'resell' | 'repair' | 'scrap' | 'supplier' | null
}

/** What one receipt of a till says of one lot of one bin, or of one piece. */
export interface TillSale {
  /** The receipt's own id. */
  readonly id: string
  readonly pick: Pick
  returned: number
}

/** Goods that left for the other location. */
export interface Transfer {
  readonly id: number
  readonly lineId: number
  readonly product: Product
  readonly lot: Lot | null
  readonly bin: string
  readonly piece: Piece | null
  readonly quantity: number
  received: number
  ended: boolean
}

/** The shop that sells, or the depot that goods are sent to, and orders are sent from now and then. */
export type Site = 'here' | 'far'

export const bins = ['A-01', 'A-02'] as const
/** The only bin of the depot, which tills and counts never see. */
export const farBin = 'Z-01'
export const binsOf: Readonly<Record<Site, readonly string[]>> = { here: bins, far: [farBin] }

/** Lots of this number expired yesterday. */
export const expiredLot = 'OLD'

export function emptyWorld(products: readonly Product[]): World {
  return {
    products,
    lots: [],
    pieces: [],
    levels: new Map(),
    purchases: [],
    receipts: [],
    orders: [],
    notes: [],
    backs: [],
    transfers: [],
    tillSales: [],
  }
}

export function levelOf(world: World, product: Product, lot: Lot | null, bin: string): Level {
  const key = `${product.id} ${lot?.number ?? ''} ${bin}`
  const level = world.levels.get(key) ?? { onHand: 0, allocated: 0 }
  world.levels.set(key, level)
  return level
}

export const freeAt = (world: World, product: Product, lot: Lot | null, bin: string) => {
  const level = levelOf(world, product, lot, bin)
  return level.onHand - level.allocated
}

/** Why no piece of the lot may be sold now, or null. */
export const blocks = (lot: Lot | null) =>
  lot === null ? null : lot.held ? 'on_hold' : lot.number === expiredLot ? 'expired' : null

export const isAt = (piece: Piece, site: Site) => binsOf[site].includes(piece.place)
export const isHere = (piece: Piece) => isAt(piece, 'here')

export const openOf = (line: OrderLine) => line.quantity - line.onNotes

/** Whether goods were sold as their product is tracked now: a conversion since has made them others. */
export const isToldApartAs = ({ line: { product }, lot, pieces }: Pick) =>
  pieces.length > 0
    ? hasPieces(product) && hasLots(product) === (lot !== null)
    : product.tracking === (lot ? 'lots' : 'none')

export const hasLots = ({ tracking }: Product) => tracking === 'lots' || tracking === 'serials'
export const hasPieces = ({ tracking }: Product) => tracking === 'serials' || tracking === 'single'
