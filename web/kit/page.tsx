import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './page.module.css'

interface PageProps {
  children: ReactNode
  /** True gives the page the height of the window, so that a DataTable in it takes what is left and scrolls by itself. */
  fills?: boolean
  /** True keeps the lines of a form short enough to read. */
  narrow?: boolean
}

/** The sheet that a screen is written on: a PageHeader, then its content. */
export function Page({ children, fills = false, narrow = false }: PageProps) {
  return (
    <div className={styles.page} data-fills={fills} data-narrow={narrow}>
      {children}
    </div>
  )
}

export interface Crumb {
  label: string
  link: LinkProps
}

interface PageHeaderProps {
  title: string
  /** Shown in place of the title's text, when that is a Code; `title` still names the browser's tab. */
  heading?: ReactNode
  subtitle?: ReactNode
  /** Buttons, the chief one last. */
  actions?: ReactNode
  crumbs?: readonly Crumb[]
}

/** The head of a screen. It also names the browser's tab. */
export function PageHeader({ title, heading, subtitle, actions, crumbs }: PageHeaderProps) {
  const { t } = useTranslation()
  useEffect(() => {
    document.title = `${title} · Lotbook`
  }, [title])
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {crumbs ? (
          <nav aria-label={t('kit.breadcrumbs')} className={styles.crumbs}>
            {crumbs.map(crumb => (
              <Link key={crumb.label} {...crumb.link}>
                {crumb.label}
              </Link>
            ))}
          </nav>
        ) : null}
        <h1 className={styles.title}>{heading ?? title}</h1>
        {subtitle ? <div className={styles.subtitle}>{subtitle}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  )
}

/** A row of filters between the header and a table. */
export function Filters({ children }: { children: ReactNode }) {
  return <div className={styles.filters}>{children}</div>
}

interface SectionProps {
  title: string
  actions?: ReactNode
  children: ReactNode
}

/** A titled part of a page, set off by a hairline. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  )
}

export interface Fact {
  label: string
  value: ReactNode
}

/** Short facts of a document, label over value, side by side as far as they fit. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(fact => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
