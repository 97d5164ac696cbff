import { Tabs } from '@mantine/core'
import styles from './state-tabs.module.css'

interface StateTabsProps<State extends string> {
  /** Names the tabs for screen readers. */
  label: string
  /** The tabs after "all", which comes first. */
  states: readonly State[]
  /** The one that is shown; undefined shows all. */
  state: State | undefined
  wordOf: (tab: State | 'all') => string
  onChoose: (state: State | undefined) => void
}

/** Narrows a list down to one state. In a row of its own or among Filters; too many scroll sideways rather than wrap. */
export function StateTabs<State extends string>(props: StateTabsProps<State>) {
  const { label, states, state, wordOf, onChoose } = props
  return (
    <Tabs
      value={state ?? 'all'}
      onChange={tab => onChoose(states.find(one => one === tab))}
      className={styles.tabs!}
    >
      <Tabs.List aria-label={label} className={styles.list!}>
        {(['all', ...states] as const).map(tab => (
          <Tabs.Tab key={tab} value={tab} className={styles.tab!}>
            {wordOf(tab)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
