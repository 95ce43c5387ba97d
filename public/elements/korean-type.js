// @ts-check

// Almost every machine has a Korean typeface; the one that has none gets ours once the page stands.
addEventListener('load', () => setTimeout(bring, 500), { once: true })

function bring() {
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = '/assets/styles/korean.css'
  document.head.append(link)
}
