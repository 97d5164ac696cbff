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

export type Tracking = 'none' | 'lots' | 'serials'

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
  lot: Lot
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
}

export interface Note {
  id: number
  readonly order: Order
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

export const bins = ['A-01', 'A-02'] as const
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
export const blocks = (lot: Lot) => (lot.held ? 'on_hold' : lot.number === expiredLot ? 'expired' : null)

/** What orders wait for: everything that is ordered, not cancelled, and on no note. */
export function reserved(world: World, product: Product): number {
  const lines = world.orders
    .filter(order => order.state !== 'cancelled')
    .flatMap(order => order.lines)
    .filter(line => line.product === product)
  return lines.reduce((sum, line) => sum + line.quantity - line.onNotes, 0)
}

/** Free, of lots that may be sold, without the free pieces that are held. */
export function sellable(world: World, product: Product): number {
  const lots: (Lot | null)[] =
    product.tracking === 'none' ? [null] : world.lots.filter(lot => lot.product === product && !blocks(lot))
  const free = lots.flatMap(lot => bins.map(bin => freeAt(world, product, lot, bin)))
  const heldPieces = world.pieces.filter(
    piece =>
      piece.product === product && piece.held && !piece.note && isHere(piece) && lots.includes(piece.lot),
  )
  return free.reduce((sum, one) => sum + one, 0) - heldPieces.length
}

export const isHere = (piece: Piece) => (bins as readonly string[]).includes(piece.place)

export const openOf = (line: OrderLine) => line.quantity - line.onNotes

/** Whether goods were sold as their product is tracked now: a conversion since has made them others. */
export const isToldApartAs = ({ line: { product }, lot, pieces }: Pick) =>
  product.tracking === (pieces.length > 0 ? 'serials' : lot ? 'lots' : 'none')
