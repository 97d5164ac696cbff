/** The modules of a symbol, row by row; true is black. */
export interface Modules {
  readonly columns: number
  readonly rows: number
  readonly isBlack: (column: number, row: number) => boolean
}

/**
 * The outline of the black modules as one SVG path, a unit being a module. Neighbouring modules are one shape: drawn as
 * squares side by side they would show hairlines between them, on screen and on some printers. Edges run with the black
 * on their right, so that holes are holes whichever way the shape is filled.
 */
export function outlineOf({ columns, rows, isBlack }: Modules): string {
  const black = (x: number, y: number) => x >= 0 && y >= 0 && x < columns && y < rows && isBlack(x, y)
  const edges = new Map<number, number[]>()
  const at = (x: number, y: number) => y * (columns + 1) + x
  const add = (from: number, to: number) => {
    const known = edges.get(from)
    if (known === undefined) edges.set(from, [to])
    else known.push(to)
  }
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      if (!black(x, y)) continue
      if (!black(x, y - 1)) add(at(x, y), at(x + 1, y))
      if (!black(x + 1, y)) add(at(x + 1, y), at(x + 1, y + 1))
      if (!black(x, y + 1)) add(at(x + 1, y + 1), at(x, y + 1))
      if (!black(x - 1, y)) add(at(x, y + 1), at(x, y))
    }
  }
  let path = ''
  for (const start of edges.keys()) {
    while (edges.get(start)?.length) path += walk(edges, start, columns + 1)
  }
  return path
}

/** One closed loop, its straight stretches in one line each; its edges are taken out. */
function walk(edges: Map<number, number[]>, start: number, width: number): string {
  let path = `M${start % width} ${Math.floor(start / width)}`
  let from = start
  let direction = 0
  do {
    const to = edges.get(from)!.pop()!
    if (to - from !== direction && direction !== 0) path += lineTo(from, width)
    direction = to - from
    from = to
  } while (from !== start)
  return `${path}Z`
}

function lineTo(point: number, width: number): string {
  return `L${point % width} ${Math.floor(point / width)}`
}
