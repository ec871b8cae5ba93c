// Remembers light, dark or high contrast. A plain script in the head, so that the page never flashes in another theme.
(() => {
  const root = document.documentElement
  const kept = () => { try { return localStorage.getItem("theme") ?? "" } catch { return "" } }
  const show = (theme) => {
    if (theme) root.dataset.theme = theme
    else delete root.dataset.theme
    for (const button of document.querySelectorAll(".theme button")) button.setAttribute("aria-pressed", String(button.value === theme))
  }
  show(kept())
  document.addEventListener("DOMContentLoaded", () => {
    const box = document.querySelector(".theme")
    if (!box) return
    box.closest("[hidden]")?.removeAttribute("hidden")
    show(kept())
    box.addEventListener("click", ({ target }) => {
      const button = target.closest("button")
      if (!button) return
      try { localStorage.setItem("theme", button.value) } catch { /* storage may be off */ }
      show(button.value)
    })
  })
})()
