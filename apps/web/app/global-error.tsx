'use client'

/** When even the frame failed: no theme and no translations are to be had here, so it is plain and English. */
export default function GlobalErrorPage({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: 'sans-serif', maxWidth: 480, margin: '96px auto', padding: '0 16px' }}>
        <h1 style={{ fontSize: 20 }}>This page failed.</h1>
        <p>Nothing that you submitted was lost. Try again, or reload the page.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </body>
    </html>
  )
}
