const mark = 'lotbook.reloaded-at'

/**
 * A tab that was open while Lotbook was updated asks for parts that are gone. It is loaded anew, once: should that not
 * help, the error is shown instead of loading for ever.
 */
export function reloadForNewerVersion(): void {
  window.addEventListener('vite:preloadError', event => {
    const last = Number(sessionStorage.getItem(mark) ?? 0)
    if (Date.now() - last < 10_000) return
    sessionStorage.setItem(mark, String(Date.now()))
    event.preventDefault()
    location.reload()
  })
}
