import { useForm } from '@mantine/form'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { AnswerOf, Endpoint } from '../../contract/endpoint.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import { type CallInput, fieldProblems, RefusalError, useWrite } from '../client/public.ts'
import styles from './entry-form.module.css'
import { formProblems, placeProblems } from './form-problems.ts'
import { Refused } from './states.tsx'

type FieldOfRefusal<Values> = (details: Record<string, unknown>, values: Values) => string

interface EntryOptions<E extends Endpoint, Values extends Record<string, unknown>> {
  endpoint: E
  /** What the fields hold at first. Give the form a new `key` to start from other values. */
  initial: Values
  /** What is sent for what was typed. */
  input: (values: Values) => CallInput<E>
  onDone: (answer: AnswerOf<E>) => void
  /** The form's field of a path in the body, where they differ. */
  fieldOf?: (path: string) => string
  /**
   * Which field a refusal belongs to, as `{ email_taken: 'email' }`; all others stand above the buttons. Where one of many
   * is meant, its details say which.
   */
  refusedFields?: Partial<Record<RefusalCode, (keyof Values & string) | FieldOfRefusal<Values>>>
}

/**
 * A form over a writing endpoint. What is typed is checked by the contract's own schema before it is sent; problems of
 * either side land at their fields, and what was typed stays. Give fields `entry.at('name')`.
 */
export function useEntryForm<E extends Endpoint, Values extends Record<string, unknown>>(
  options: EntryOptions<E, Values>,
) {
  const { endpoint, initial, input, onDone, fieldOf = path => path, refusedFields = {} } = options
  const form = useForm<Values>({ initialValues: initial })
  const write = useWrite(endpoint, { onDone })
  const element = useRef<HTMLFormElement>(null)
  const [loose, setLoose] = useState<string | null>(null)
  const [timesShown, setTimesShown] = useState(0)

  const show = (problems: Record<string, string>) => {
    const { placed, loose } = placeProblems(problems, form.getValues())
    form.setErrors(placed)
    setLoose(loose)
    setTimesShown(times => times + 1)
  }
  // Once the errors stand there, the first of them gets the cursor; a frame is no promise that they do.
  useEffect(() => {
    if (timesShown > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [timesShown])
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    event?.stopPropagation()
    if (write.isPending) return
    const values = input(form.getValues())
    const errors = formProblems(endpoint, values, fieldOf)
    if (Object.keys(errors).length > 0) {
      write.reset()
      show(errors)
      return
    }
    form.clearErrors()
    setLoose(null)
    write.mutate(values, { onError: error => show(errorsOf(error)) })
  }
  const errorsOf = (error: unknown): Record<string, string> => {
    if (error instanceof RefusalError && error.code !== 'server_error') {
      const field = refusedFields[error.code]
      if (typeof field === 'function') return { [field(error.details, form.getValues())]: error.sentence }
      if (field) return { [field]: error.sentence }
    }
    return Object.fromEntries(fieldProblems(error).map(problem => [fieldOf(problem.path), problem.sentence]))
  }
  const isExplained = write.error !== null && Object.keys(errorsOf(write.error)).length > 0

  return {
    form,
    /** The props of a field by its path. */
    at: form.getInputProps,
    values: form.getValues(),
    submit,
    element,
    busy: write.isPending,
    /** A refusal that belongs to no field. */
    problem: loose ? new Error(loose) : isExplained ? null : write.error,
    dirty: form.isDirty(),
  }
}

interface Entry {
  element: React.RefObject<HTMLFormElement | null>
  submit: (event?: FormEvent) => void
  problem: unknown
}

interface EntryFormProps {
  entry: Entry
  children: ReactNode
  /** The buttons; the chief one with `type="submit"` and `loading={entry.busy}`. */
  actions: ReactNode
  label?: string
}

/** Draws a form of `useEntryForm`: its fields, a refusal that belongs to none of them, and its buttons. */
export function EntryForm({ entry, children, actions, label }: EntryFormProps) {
  return (
    <form ref={entry.element} onSubmit={entry.submit} noValidate className={styles.form} aria-label={label}>
      <div className={styles.fields}>{children}</div>
      <Refused error={entry.problem} />
      <div className={styles.actions}>{actions}</div>
    </form>
  )
}

/** Fields side by side, as far as they fit. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}
