import { cpus } from 'node:os'
import type { Result } from './contest.ts'
import type { Ground } from './ground.ts'

/** A spread beyond this says more about the machine's other work than about ours. */
const wide = 1.6

/** The results as a Markdown table, with a warning below it for rows that are not to be trusted. */
export function tableOf(results: readonly Result[]): string {
  const lines = results.map(result => {
    const ratios = result.ours.map((ours, round) => result.floor[round]! / ours)
    const [low, high] = [Math.min(...ratios), Math.max(...ratios)]
    return {
      cells: [
        result.name,
        absolute(result, result.ours),
        absolute(result, result.floor),
        median(ratios).toFixed(2),
        `${low.toFixed(2)} – ${high.toFixed(2)}`,
      ],
      shaky: high / low > wide,
    }
  })
  const shaky = lines.filter(line => line.shaky).map(line => line.cells[0]!)
  const warning =
    shaky.length === 0
      ? []
      : ['', `Wide spread, to be measured again on a quieter machine: ${shaky.join('; ')}.`]
  return [
    ...aligned([['what', 'ours', 'floor', 'ratio', 'lowest – highest'], ...lines.map(line => line.cells)]),
    ...warning,
  ].join('\n')
}

function aligned([head, ...rows]: string[][]): string[] {
  const widths = head!.map((_, column) => Math.max(...[head!, ...rows].map(row => row[column]!.length)))
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`
  const rule = widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`))
  return [line(head!), line(rule), ...rows.map(line)]
}

function absolute({ operations }: Result, milliseconds: readonly number[]): string {
  const typical = median(milliseconds)
  return operations === 1
    ? `${typical.toFixed(typical < 100 ? 1 : 0)} ms`
    : `${Math.round((operations / typical) * 1000)}/s`
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** One line about what the figures were measured on. */
export async function machine(ground: Ground): Promise<string> {
  const { rows } = await ground.floor.query(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync,
            current_setting('synchronous_commit') as commits`,
  )
  const { version, fsync, commits } = rows[0]
  const cores = cpus()
  return `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown processor'}; Node ${process.versions.node}; PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commits}`
}
