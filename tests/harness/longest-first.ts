import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Short files that take long. On a machine that has not run them yet, Vitest would begin with the largest files and end with these. */
const longest = [
  'tests/promises/model/model.test.ts',
  'tests/promises/kill.test.ts',
  'server/platform/embedded-postgres/survive-kill.test.ts',
  'server/platform/embedded-postgres/start-and-stop.test.ts',
  'server/platform/embedded-postgres/accounts.test.ts',
  'server/platform/spreadsheet/large-file.test.ts',
]

/** Begins with what takes longest, so that no worker is left alone with it at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const index = longest.findIndex(path => moduleId.endsWith(path))
      return index === -1 ? longest.length : index
    }
    return sorted.sort((one, other) => rank(one) - rank(other))
  }
}
