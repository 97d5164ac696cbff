import { brokenConstraint, TryAgain } from '../../platform/database/public.ts'
import { refuse } from '../../platform/refusal.ts'

/** Says in a clerk's words which promise of the tree a write would have broken; gives nothing back. */
export function refuseBroken(name: string) {
  return (error: unknown): never => {
    const constraint = brokenConstraint(error)
    if (constraint === 'category_name') throw refuse('name_taken', { what: 'category here', name })
    if (constraint === 'category_depth_check') throw refuse('category_too_deep', { name })
    // Somebody moved the parent while we looked at how deep it is.
    if (constraint === 'category_parent') throw new TryAgain('a category was moved meanwhile')
    throw error
  }
}
