import type { AnswerOf } from '../../contract/endpoint.ts'
import type { api } from '../../contract/trace.ts'
import { readScan, type Scan } from '../../gs1/public.ts'
import type { Reader } from '../platform/database/public.ts'
import { codedCandidates } from './coded-candidates.ts'
import { describeMatches } from './describe-matches.ts'
import { textCandidates } from './text-candidates.ts'

type Found = AnswerOf<typeof api.find>

/**
 * What a scan or a typed text means, best first, at most 20. One statement; a second one only for a GS1 code that names
 * nothing here, because it may have been a plain serial after all.
 */
export async function find(reader: Reader, text: string): Promise<Found> {
  const scan = readScan(text)
  if (scan.kind !== 'gs1') {
    return {
      readAs: scan.kind === 'gtin' ? 'gtin' : 'plain',
      problem: scan.kind === 'damaged' ? scan.problem.sentence : null,
      parts: null,
      matches: await plainly(reader, scan),
    }
  }
  const matches = await describeMatches(reader, codedCandidates(scan))
  const { gtin = null, lot = null, serial = null, expiresOn = null } = scan
  return {
    readAs: 'gs1',
    problem: null,
    parts: { gtin, lot, serial, expiresOn },
    matches: matches.length > 0 ? matches : await plainly(reader, scan),
  }
}

async function plainly(reader: Reader, scan: Scan): Promise<Found['matches']> {
  // Nothing that is stored has a control character, and PostgreSQL refuses NUL in a text outright.
  if (scan.text === '' || /[\p{Cc}\p{Cs}]/u.test(scan.text)) return []
  return describeMatches(reader, textCandidates(scan.text, scan.kind === 'gtin' ? scan.gtin14 : null))
}
